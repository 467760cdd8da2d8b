// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "catalogue/query_words.h"
#include "catalogue/search.h"
#include "catalogue/search_index.h"

namespace sen::catalogue {

/// When a step is taken.
enum class Turn {
    Always,
    Known,     ///< something is found by words side by side or in one title; one word is always so
    Guessing,  ///< nothing is: then one typing error is likelier than words that stand apart
    Few        ///< little was found
};

/// One query of the index. The steps stand in the order of what they find, the best first.
struct IndexStep {
    Match match;
    Level level;
    bool is_phrase;
    std::vector<Field> fields;
    Turn turn = Turn::Always;
    bool is_guess = false;  ///< with an error in one word, not in any

    Field field() const { return fields.size() == 1 ? fields.front() : Field::Text; }
};

const std::vector<Field>& all_fields();

/// All of a search, for as long as the program runs.
const std::vector<IndexStep>& index_steps();

/// How exactly the words stand there that are found by `match`.
Level level_of(Match match);

}  // namespace sen::catalogue
