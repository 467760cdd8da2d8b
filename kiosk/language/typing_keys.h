// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "language/letter.h"
#include "language/typing.h"

namespace sen::language {

/// A letter that a mark key changes, and into what.
struct ShapeTarget {
    char base = 'a';
    Shape shape = Shape::Plain;
};

/// What a key may do besides standing for itself.
struct KeyMeaning {
    std::optional<Tone> tone;
    std::vector<ShapeTarget> targets;
    std::optional<char32_t> letter;  ///< where nothing else is possible: w as ư in full Telex
};

KeyMeaning meaning_of(TypingMethod method, TelexReach reach, char32_t key);

}  // namespace sen::language
