// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "language/letter.h"

namespace sen::language {

/// Where the tone of oa, oe and uy at a word's end stands.
enum class ToneStyle {
    Old,  ///< on the first vowel: hòa, khỏe, thủy; most laws and newspapers
    New,  ///< on the main vowel: hoà, khoẻ, thuỷ; school books (QĐ 1989/QĐ-BGDĐT)
};

/// Which of the vowels of a syllable carries its tone. `nucleus` is all its vowels without the u of
/// qu and the i of gi; not empty.
std::size_t tone_home(std::span<const Letter> nucleus, bool has_coda, ToneStyle style);

/// The text with the tones of all its Vietnamese syllables where `style` has them; what is no valid
/// syllable, or no UTF-8, stays as it is. For an index in which hòa finds hoà; a text is shown as
/// its author wrote it.
std::string with_tones_placed(std::string_view text, ToneStyle style);

}  // namespace sen::language
