// SPDX-License-Identifier: Apache-2.0
#include "sentences.h"

#include <algorithm>
#include <array>
#include <string>

namespace sen::pack {
namespace {

constexpr std::array<std::string_view, 4> kEndMarks{".", "!", "?", "…"};
constexpr std::array<std::string_view, 7> kClosers{"\"", "'", ")", "]", "”", "’", "»"};
// What stands before a full stop that ends no sentence, in lower case.
constexpr std::array<std::string_view, 17> kAbbreviations{"tp",  "tx", "tt",  "q",   "p",   "gs",
                                                          "pgs", "ts", "ths", "mr",  "mrs", "ms",
                                                          "dr",  "st", "no",  "vol", "tr"};

template <std::size_t N>
std::size_t match(const std::array<std::string_view, N>& list, std::string_view text) {
    for (const std::string_view item : list)
        if (text.starts_with(item)) return item.size();
    return 0;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}
bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether the word before `stop` (the place of a full stop) is an abbreviation or an initial.
bool is_abbreviation(std::string_view text, std::size_t stop) {
    std::size_t begin = stop;
    while (begin > 0 && !is_space(text[begin - 1]) && text[begin - 1] != '(') --begin;
    std::string word(text.substr(begin, stop - begin));
    if (word.size() == 1 && is_ascii_letter(word[0])) return true;
    std::transform(word.begin(), word.end(), word.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text) {
    std::vector<Sentence> sentences;
    std::size_t begin = 0;
    const auto close = [&](std::size_t end) {
        while (begin < end && is_space(text[begin])) ++begin;
        while (end > begin && is_space(text[end - 1])) --end;
        if (end > begin)
            sentences.push_back(
                {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t mark = match(kEndMarks, text.substr(at));
        if (mark == 0) {
            ++at;
            continue;
        }
        const bool is_stop = text[at] == '.' && !is_abbreviation(text, at);
        const bool is_other_mark = text[at] != '.';
        std::size_t end = at + mark;
        while (const std::size_t more = match(kEndMarks, text.substr(end))) end += more;
        while (const std::size_t more = match(kClosers, text.substr(end))) end += more;
        // A mark inside a word or a number ("1.200", "thanhnien.vn") is none.
        const bool is_at_gap = end == text.size() || is_space(text[end]);
        if ((is_stop || is_other_mark) && is_at_gap) {
            close(end);
            begin = end;
        }
        at = end;
    }
    close(text.size());
    return sentences;
}

}  // namespace sen::pack
