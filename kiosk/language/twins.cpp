// SPDX-License-Identifier: Apache-2.0
#include "language/twins.h"

#include "language/letter.h"
#include "language/syllable_span.h"

namespace sen::language {

namespace {

constexpr std::size_t kMaxBytes = 16;

}  // namespace

std::optional<std::string> twin_of(std::string_view word) {
    if (word.size() > kMaxBytes) return std::nullopt;
    auto letters = split_word(word).value_or(Letters{});
    const auto span = find_last_syllable(letters);
    if (span.onset != 0 || span.coda - span.nucleus != 1) return std::nullopt;
    const bool is_after_qu = span.nucleus == 2 && letters[0].base == 'q';
    auto& vowel = letters[span.nucleus];
    if (vowel.base != 'i' && vowel.base != 'y') return std::nullopt;
    if (!is_after_qu && span.coda != span.end) return std::nullopt;
    vowel.base = vowel.base == 'i' ? 'y' : 'i';
    return to_text(letters);
}

}  // namespace sen::language
