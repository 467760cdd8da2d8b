// SPDX-License-Identifier: Apache-2.0
#include "catalogue/words.h"

#include <algorithm>

#include "base/utf8.h"
#include "language/fold.h"
#include "language/letter_case.h"
#include "language/nfc.h"
#include "language/tone_placement.h"
#include "language/twins.h"

namespace sen::catalogue {
namespace {

bool is_ascii_word(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Letters, digits and marks. Beyond Latin's block all is taken that is no punctuation or symbol in
/// the blocks that Vietnamese and English texts use; what else is in between does no harm in a
/// word.
bool is_in_word(char32_t c) {
    if (c < 0x80) return is_ascii_word(static_cast<unsigned char>(c));
    if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
    const bool is_symbol = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                           (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFFF0 && c <= 0xFFFF);
    return !is_symbol;
}

std::string_view cut(std::string_view word) {
    if (word.size() <= kMaxWordBytes) return word;
    std::size_t length = kMaxWordBytes;
    while (length > 0 && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80) --length;
    return word.substr(0, length);
}

}  // namespace

std::vector<WordSpan> find_words(std::string_view text, std::size_t most) {
    std::vector<WordSpan> spans;
    bool is_open = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = first_code_point(text.substr(at)).value_or(CodePoint{U' ', 1});
        if (!is_in_word(next.value)) {
            is_open = false;
        } else if (is_open) {
            spans.back().end = at + next.length;
        } else {
            if (spans.size() == most) return spans;
            spans.push_back({at, at + next.length});
            is_open = true;
        }
        at += next.length;
    }
    return spans;
}

Word read_word(std::string_view text, WordSpan span) {
    const std::string_view bytes = cut(text.substr(span.begin, span.end - span.begin));
    Word word;
    word.begin = span.begin;
    word.end = span.end;
    word.typed = language::with_tones_placed(language::to_lower(bytes), language::ToneStyle::Old);
    word.exact = word.typed;
    // Of the two spellings that with i is the lesser one.
    if (auto twin = language::twin_of(word.typed); twin && *twin < word.typed)
        word.exact = std::move(*twin);
    word.folded = language::fold_text(word.exact);
    return word;
}

std::vector<Word> split_words(std::string_view text, std::size_t most) {
    std::vector<Word> words;
    for (const WordSpan span : find_words(text, most)) words.push_back(read_word(text, span));
    return words;
}

std::string clean_query(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = first_code_point(text.substr(at)).value_or(CodePoint{U' ', 1});
        if (clean.size() + next.length > kMaxQueryBytes) break;
        clean += next.value == U' ' ? std::string(" ") : std::string(text.substr(at, next.length));
        at += next.length;
    }
    return language::to_nfc(clean).value_or(std::string());
}

}  // namespace sen::catalogue
