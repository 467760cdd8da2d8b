// SPDX-License-Identifier: Apache-2.0
#include "catalogue/highlight.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace sen::catalogue {
namespace {

constexpr std::size_t kBytesBefore = 60, kBytesOfSnippet = 200;
constexpr std::string_view kEllipsis = "…";

/// Whether nothing but spaces is between two words.
bool is_gap(std::string_view text, std::size_t begin, std::size_t end) {
    return text.substr(begin, end - begin).find_first_not_of(' ') == std::string_view::npos;
}

}  // namespace

bool Marks::is_better_than(const Marks& other) const {
    return std::tie(in_a_row, distinct) > std::tie(other.in_a_row, other.distinct);
}

Marks mark(std::string_view text, const QueryWords& query, Level level) {
    Marks marks;
    std::set<int> distinct;
    int last_word = -1;
    std::size_t run_begin = 0, run = 0;
    for (const WordSpan span : find_words(text)) {
        const int word = query.find(text, span, level);
        if (word < 0) {
            run = 0;
            last_word = -1;
            continue;
        }
        distinct.insert(word);
        marks.words.push_back(word);
        if (run == 0 || word != last_word + 1) {
            run = 0;
            run_begin = span.begin;
        }
        last_word = word;
        if (++run > marks.in_a_row) {
            marks.in_a_row = run;
            marks.begin = run_begin;
        }
        auto& ranges = marks.ranges;
        if (!ranges.empty() && is_gap(text, ranges.back().end, span.begin))
            ranges.back().end = span.end;
        else
            ranges.push_back({span.begin, span.end});
    }
    marks.distinct = distinct.size();
    return marks;
}

Snippet cut_snippet(std::string_view text, const Marks& marks) {
    std::size_t begin = 0, end = text.size();
    if (end > kBytesOfSnippet) {
        const auto spans = find_words(text);
        const std::size_t wanted = marks.begin > kBytesBefore ? marks.begin - kBytesBefore : 0;
        for (const WordSpan span : spans)
            if (span.begin >= wanted || span.begin >= marks.begin) {
                begin = wanted == 0 ? 0 : span.begin;
                break;
            }
        if (text.size() - begin > kBytesOfSnippet) {
            end = begin;
            for (const WordSpan span : spans)
                if (span.end > begin && span.end <= begin + kBytesOfSnippet) end = span.end;
            // A text of one word without end: nothing of it is better than a piece of a letter.
            if (end == begin) return {};
        }
    }
    Snippet snippet;
    if (begin > 0) snippet.text += kEllipsis;
    const std::size_t shift = snippet.text.size();
    snippet.text += text.substr(begin, end - begin);
    if (end < text.size()) snippet.text += kEllipsis;
    for (const auto& range : marks.ranges) {
        if (range.end <= begin || range.begin >= end) continue;
        snippet.marks.push_back({std::max(range.begin, begin) - begin + shift,
                                 std::min(range.end, end) - begin + shift});
    }
    return snippet;
}

}  // namespace sen::catalogue
