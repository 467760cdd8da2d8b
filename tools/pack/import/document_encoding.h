// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "document.h"
#include "encoding_guess.h"

namespace sen::pack {

/// One encoding that was read out of a document, for the author to see.
struct Conversion {
    Encoding encoding = Encoding::Unicode;
    std::string font;        ///< that told it; empty when the words did, or the author
    bool is_chosen = false;  ///< by the author
    double confidence = 1;   ///< of the words
    std::size_t words = 0;   ///< that were weighed; none: only quotes and dashes told it
    std::size_t passages = 0;
    int place = 0;  ///< of the example
    std::string before, after;
    /// TCVN3 keeps ư in the soft hyphen, which many programs drop: a text of this length without
    /// one has lost them.
    bool has_lost_letters = false;
};

/// Two readings of which the author must choose.
struct Question {
    std::string file;  ///< filled in by who knows it
    Reading first, second;
    int place = 0;
    std::string before, first_text, second_text;
};
/// The author's choice; nothing when there is nobody to ask.
using Ask = std::function<std::optional<Encoding>(const Question&)>;

struct Settled {
    std::vector<Conversion> conversions;
    bool was_decomposed = false;  ///< some text was in normal form D
};

/// Turns all text of a document into clean Unicode in normal form C. `as_is` is what its texts are
/// unless found otherwise (find_encodings()); `asked` decides wherever no font does. The question
/// that nobody answered is the error; the document is then half done and of no use.
tl::expected<Settled, Question> settle_encodings(Document& document, Encoding as_is,
                                                 std::optional<Encoding> asked, const Ask& ask);

}  // namespace sen::pack
