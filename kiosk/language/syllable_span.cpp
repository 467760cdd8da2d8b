// SPDX-License-Identifier: Apache-2.0
#include "language/syllable_span.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace sen::language {

namespace {

constexpr std::array<std::string_view, 25> kOnsets{
    "ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr", "b", "c", "d", "g",
    "h",   "k",  "l",  "m",  "n",  "p",  "q",  "r",  "s",  "t", "v", "x"};
constexpr std::array<std::string_view, 9> kCodas{"c", "ch", "k", "m", "n", "ng", "nh", "p", "t"};

std::string bases(std::span<const Letter> letters) {
    std::string text;
    for (const auto& letter : letters) text += letter.base;
    return text;
}

/// Where the longest onset that ends at `end` begins.
std::size_t find_onset(std::span<const Letter> run, std::size_t end) {
    for (const auto onset : kOnsets) {
        if (onset.size() > end) continue;
        const std::size_t begin = end - onset.size();
        if (bases(run.subspan(begin, onset.size())) == onset) return begin;
    }
    return end;
}

/// The u of qu and the i of gi, before another vowel.
bool is_part_of_onset(std::span<const Letter> run, std::size_t at, std::size_t coda) {
    if (at == 0 || at + 1 >= coda || run[at].shape != Shape::Plain) return false;
    const char before = run[at - 1].base;
    if (before == 'q') return run[at].base == 'u';
    if (before != 'g' || run[at].base != 'i') return false;
    const bool is_e = run[at + 1].base == 'e' && run[at + 1].shape == Shape::Circumflex;
    return !(is_e && coda < run.size());
}

}  // namespace

SyllableSpan find_last_syllable(std::span<const Letter> run) {
    const std::size_t end = run.size();
    std::size_t coda = end;
    while (coda > 0 && !run[coda - 1].is_vowel()) --coda;
    const bool is_coda = coda == end || std::find(kCodas.begin(), kCodas.end(),
                                                  bases(run.subspan(coda))) != kCodas.end();
    if (coda == 0 || !is_coda) return {find_onset(run, end), end, end, end};
    std::size_t nucleus = coda;
    while (nucleus > 0 && run[nucleus - 1].is_vowel()) --nucleus;
    const std::size_t onset = find_onset(run, nucleus);
    if (is_part_of_onset(run, nucleus, coda)) ++nucleus;
    return {onset, nucleus, coda, end};
}

Tone tone_of(std::span<const Letter> run, const SyllableSpan& syllable) {
    for (std::size_t i = syllable.end; i > syllable.onset; --i)
        if (run[i - 1].tone != Tone::Ngang) return run[i - 1].tone;
    return Tone::Ngang;
}

void place_tone(Letters& run, const SyllableSpan& syllable, Tone tone, ToneStyle style) {
    for (std::size_t i = syllable.onset; i < syllable.end; ++i) run[i].tone = Tone::Ngang;
    const std::span<const Letter> nucleus(run.data() + syllable.nucleus,
                                          syllable.coda - syllable.nucleus);
    const bool has_coda = syllable.coda < syllable.end;
    run[syllable.nucleus + tone_home(nucleus, has_coda, style)].tone = tone;
}

}  // namespace sen::language
