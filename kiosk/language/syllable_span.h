// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "language/letter.h"
#include "language/tone_placement.h"

namespace sen::language {

/// Where the last syllable of a run of letters lies, as indices into the run: "lo" in "alo". Only
/// what stands there counts, not whether Vietnamese knows it.
struct SyllableSpan {
    std::size_t onset = 0;
    std::size_t nucleus = 0;  ///< == coda while there is no vowel
    std::size_t coda = 0;
    std::size_t end = 0;  ///< the run's length

    bool has_vowel() const { return nucleus < coda; }
};

/// A run without a vowel, or that ends in what cannot end a syllable (tôs), ends in the onset of a
/// new one, perhaps an empty one. "qu" and "gi" before a vowel are onsets, but giê with a coda is
/// g-iê.
SyllableSpan find_last_syllable(std::span<const Letter> run);

/// What the letters of a syllable have been given: the last tone among them.
Tone tone_of(std::span<const Letter> run, const SyllableSpan& syllable);

/// Moves all tones of the syllable into one at its home; needs a vowel.
void place_tone(Letters& run, const SyllableSpan& syllable, Tone tone, ToneStyle style);

}  // namespace sen::language
