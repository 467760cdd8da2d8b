// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sen::language {

/// The six tones, in the order of Vietnamese dictionaries.
enum class Tone : std::uint8_t { Ngang, Huyen, Hoi, Nga, Sac, Nang };

/// What makes another letter of a base letter: ă, â ê ô, ơ ư, đ.
enum class Shape : std::uint8_t { Plain, Breve, Circumflex, Horn, Stroke };

/// A letter of a Vietnamese text taken apart: one of the 146 letters (12 vowels in 6 tones and đ,
/// in two cases) or another of A to Z.
struct Letter {
    char base = 'a';  ///< a to z
    Shape shape = Shape::Plain;
    Tone tone = Tone::Ngang;
    bool is_upper = false;

    bool operator==(const Letter&) const = default;
    bool is_vowel() const;
    /// The same letter, whatever its tone and case are.
    bool is_same_letter(const Letter& other) const {
        return base == other.base && shape == other.shape;
    }
};
using Letters = std::vector<Letter>;

/// Nothing for what is no letter of a Vietnamese text: digits, marks, ü, я.
std::optional<Letter> split_letter(char32_t code_point);
/// The composed code point (normal form C). A tone on a consonant, or a shape that the base does
/// not have, is left out.
char32_t join_letter(const Letter& letter);
std::string to_text(const Letters& letters);
/// All letters of `word`; nothing when one of its code points is none, or the bytes are not UTF-8.
std::optional<Letters> split_word(std::string_view word);

}  // namespace sen::language
