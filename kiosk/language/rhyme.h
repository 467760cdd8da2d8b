// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "language/letter.h"

namespace sen::language {

/// What follows the onset: vowels and a final consonant, without a tone, in lower case.
struct Rhyme {
    Letters nucleus;
    Letters coda;
};

/// The rhymes of Vietnamese spelling, about 160.
const std::vector<Rhyme>& all_rhymes();

bool is_rhyme(std::span<const Letter> nucleus, std::span<const Letter> coda);

/// Whether the letters could be a rhyme when it is finished: they begin one, if letters without a
/// shape may still get one (ieng: iêng). A k may stand for c at the end (Đắk Lắk).
bool is_possible_rhyme(std::span<const Letter> nucleus, std::span<const Letter> coda);

/// Whether a syllable that ends so can have the tone: c ch k p t take sắc and nặng only.
bool accepts_tone(std::span<const Letter> coda, Tone tone);

}  // namespace sen::language
