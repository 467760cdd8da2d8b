// SPDX-License-Identifier: Apache-2.0
#include "language/tone_placement.h"

#include "base/utf8.h"
#include "language/syllable.h"
#include "language/syllable_span.h"

namespace sen::language {

namespace {

/// oa, oe and uy: the only ones about which the styles differ.
bool is_disputed(const Letter& first, const Letter& second) {
    return (first.base == 'o' && (second.base == 'a' || second.base == 'e')) ||
           (first.base == 'u' && second.base == 'y');
}

/// The letters of one run, rewritten when they are a valid syllable with a tone.
std::string place_in_word(const Letters& word, std::string_view source, ToneStyle style) {
    const auto syllable = parse_syllable(source);
    if (!syllable || syllable->tone == Tone::Ngang) return std::string(source);
    auto letters = word;
    place_tone(letters, find_last_syllable(letters), syllable->tone, style);
    return to_text(letters);
}

}  // namespace

std::size_t tone_home(std::span<const Letter> nucleus, bool has_coda, ToneStyle style) {
    if (nucleus.size() == 1) return 0;
    // ă â ê ô ơ carry it wherever they stand; ư does so only as the first of two.
    for (std::size_t i = nucleus.size(); i > 0; --i) {
        const auto& letter = nucleus[i - 1];
        if (letter.shape != Shape::Plain && letter.base != 'u') return i - 1;
    }
    if (nucleus.size() >= 3 || has_coda) return 1;
    return style == ToneStyle::New && is_disputed(nucleus[0], nucleus[1]) ? 1 : 0;
}

std::string with_tones_placed(std::string_view text, ToneStyle style) {
    std::string placed;
    Letters word;
    std::size_t word_begin = 0;
    const auto end_word = [&](std::size_t at) {
        placed += place_in_word(word, text.substr(word_begin, at - word_begin), style);
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto code_point = first_code_point(text.substr(at));
        const std::size_t length = code_point ? code_point->length : 1;
        const auto letter = code_point ? split_letter(code_point->value) : std::nullopt;
        if (letter) {
            word.push_back(*letter);
        } else {
            end_word(at);
            placed += text.substr(at, length);
            word_begin = at + length;
        }
        at += length;
    }
    end_word(text.size());
    return placed;
}

}  // namespace sen::language
