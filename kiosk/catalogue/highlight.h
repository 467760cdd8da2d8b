// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/query_words.h"
#include "language/fold.h"

namespace sen::catalogue {

/// Where the words of a query stand in a text.
struct Marks {
    std::vector<language::ByteRange> ranges;  ///< ascending; words side by side are one range
    std::vector<int> words;    ///< of each marked word of the text, that of the query
    std::size_t begin = 0;     ///< of the best place: where most of the query stands in a row
    std::size_t in_a_row = 0;  ///< its words
    std::size_t distinct = 0;  ///< words of the query that the text has
    bool is_better_than(const Marks& other) const;
};
Marks mark(std::string_view text, const QueryWords& query, Level level);

/// A piece of a text around its best place, at most about 200 bytes, cut between words.
struct Snippet {
    std::string text;
    std::vector<language::ByteRange> marks;
};
Snippet cut_snippet(std::string_view text, const Marks& marks);

}  // namespace sen::catalogue
