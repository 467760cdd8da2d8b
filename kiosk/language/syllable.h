// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/letter.h"
#include "language/tone_placement.h"

namespace sen::language {

/// A Vietnamese syllable in its parts, in lower case: ngh-iê-ng, qu-y, gi-ươ-ng, g-iê-ng.
struct Syllable {
    std::string onset;    ///< may be empty; "qu" and "gi" are onsets
    std::string nucleus;  ///< one to three vowels without a tone, glides included: oai, uyê
    std::string coda;     ///< may be empty; c ch m n ng nh p t
    Tone tone = Tone::Ngang;

    bool operator==(const Syllable&) const = default;
    /// In lower case, in normal form C.
    std::string spell(ToneStyle style) const;
};

/// The parts of a valid syllable in any case; nothing for what Vietnamese spelling does not know:
/// an unknown rhyme, c before i, huyền before a stop (tòc), a tone in the wrong place (both styles
/// are right ones). `word` is in normal form C.
std::optional<Syllable> parse_syllable(std::string_view word);
inline bool is_syllable(std::string_view word) {
    return parse_syllable(word).has_value();
}

/// Every syllable that the spelling allows, whether the language uses it or not: each onset with
/// each rhyme that it may have, in each tone that the coda allows; about 19,000. Made on the first
/// call.
const std::vector<Syllable>& all_syllables();

}  // namespace sen::language
