// SPDX-License-Identifier: Apache-2.0
#include "word_scale.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/utf8.h"
#include "encoding.h"
#include "language/letter.h"
#include "language/syllable.h"

namespace sen::pack {
namespace {

utf8proc_category_t category_of(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}
bool is_letter(char32_t c) {
    const auto category = category_of(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}
bool is_upper(char32_t c) {
    return category_of(c) == UTF8PROC_CATEGORY_LU;
}

/// Ends a word wherever it stands. A guillemet, © or § does so at the edge of a word only: within
/// one they are letters of an old encoding.
bool is_gap(char32_t c) {
    if (c <= 0x20 || c == 0x7F || c == 0xA0) return true;
    if (c < 0x80) return !is_letter(c) && !(c >= '0' && c <= '9');
    return (c >= 0x2000 && c <= 0x206F) || c == 0x3000;
}
bool is_edge(char32_t c) {
    return c == 0xAB || c == 0xBB || c == 0xBF || c == 0xA1 || c == 0xB0;
}

/// Letters of the languages that use Windows-1252, beyond ASCII.
bool is_western_letter(char32_t c) {
    if (c == 0xAA || c == 0xBA || c == 0xB5) return false;
    return (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7 && c != 0xD0 && c != 0xF0 &&
            c != 0xDE && c != 0xFE) ||
           c == 0x152 || c == 0x153 || c == 0x160 || c == 0x161 || c == 0x178 || c == 0x17D ||
           c == 0x17E;
}

/// A vowel and a marked letter that no Western language writes side by side, and VNI all the time:
/// hoøa, xaõ, coäng, chuû, nhaán.
bool is_odd_pair(char32_t vowel, char32_t marked) {
    vowel |= 0x20U;
    marked |= 0x20U;
    const auto is_among = [](char32_t c, std::u32string_view list) {
        return list.find(c) != std::u32string_view::npos;
    };
    if (!is_among(vowel, U"aeiouy")) return false;
    if (is_among(marked, U"øõãå")) return true;
    switch (vowel) {
        case 'a':
            return is_among(marked, U"àáâäùû");
        case 'e':
            return is_among(marked, U"àáâäèéêëù");
        case 'i':
            return is_among(marked, U"ìíîï");
        case 'o':
            return is_among(marked, U"àâäòóôö");
        case 'u':
            return is_among(marked, U"ùúûü");
        default:
            return is_among(marked, U"ýùûï");
    }
}

/// Whether a word may be French, German, Spanish: no sign and no digit in it, its capitals where
/// they belong, no two letters with marks side by side, and no odd pair.
bool is_western_word(const std::u32string& word) {
    std::size_t upper = 0;
    char32_t before = 0;
    for (const char32_t c : word) {
        const bool is_marked = c >= 0x80;
        // Side by side they are in théâtre and réélu only.
        const bool is_french =
            (before | 0x20U) == U'é' && ((c | 0x20U) == U'â' || (c | 0x20U) == U'é');
        const bool is_crowd = before >= 0x80 && !is_french;
        if (is_marked && (is_crowd || !is_western_letter(c) || is_odd_pair(before, c)))
            return false;
        before = c;
        if (is_upper(c)) ++upper;
    }
    return upper == 0 || upper == word.size() || (upper == 1 && is_upper(word.front()));
}

/// "HĐND", "NĐ": an abbreviation of consonants, which is a word in no reading and in each.
bool is_abbreviation(const std::u32string& word) {
    return std::all_of(word.begin(), word.end(), [](char32_t c) {
        const auto letter = language::split_letter(c);
        return letter && letter->is_upper && !letter->is_vowel();
    });
}

/// Capitals stand first, or everywhere: what a wrong reading seldom gets right.
bool has_orderly_case(const std::u32string& word) {
    const auto upper = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
    return upper == 0 || upper == word.size() || (upper == 1 && is_upper(word.front()));
}

WordCount judge(const std::u32string& word, bool accepts_western) {
    // A sign alone says nothing; neither does what has a digit in it.
    const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
    if (std::any_of(word.begin(), word.end(), is_digit)) return {};
    if (std::none_of(word.begin(), word.end(), is_letter)) return {};
    if (is_abbreviation(word)) return {};
    constexpr std::size_t kLongest = 40;
    if (word.size() > kLongest) return {1, 0};
    if (accepts_western && is_western_word(word)) return {1, 1};
    std::string text;
    for (const char32_t c : word) text += encode_utf8(c);
    return {1, has_orderly_case(word) && language::is_syllable(text) ? 1U : 0U};
}

}  // namespace

WordCount WordScale::weigh(std::string_view text, bool accepts_western) {
    WordCount count;
    std::u32string word;
    const auto end_word = [&] {
        while (!word.empty() && is_edge(word.back())) word.pop_back();
        const auto start = std::find_if_not(word.begin(), word.end(), is_edge);
        word.erase(word.begin(), start);
        if (!word.empty()) count += weigh_word(word, accepts_western);
        word.clear();
    };
    while (const auto point = first_code_point(text)) {
        text.remove_prefix(point->length);
        if (is_gap(point->value))
            end_word();
        else
            word += point->value;
    }
    end_word();
    return count;
}

WordCount WordScale::weigh_word(const std::u32string& word, bool accepts_western) {
    const auto is_ascii = [](char32_t c) { return c < 0x80; };
    if (std::all_of(word.begin(), word.end(), is_ascii)) return {};
    auto& known = known_[accepts_western ? 1 : 0];
    // A hostile file could have a different word everywhere.
    constexpr std::size_t kMostKnown = 50'000;
    if (known.size() > kMostKnown) known.clear();
    const auto [found, is_new] = known.try_emplace(word);
    if (is_new) found->second = judge(word, accepts_western);
    return found->second;
}

bool has_unicode_letter(std::string_view text) {
    while (const auto point = first_code_point(text)) {
        text.remove_prefix(point->length);
        if (!western_byte(point->value) && is_letter(point->value)) return true;
    }
    return false;
}

}  // namespace sen::pack
