// SPDX-License-Identifier: Apache-2.0
#include "graphics/line_breaker.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"
#include "graphics/word_splitter.h"

namespace sen::graphics {
namespace {

constexpr std::size_t kShortSyllable = 7;  // letters, as the longest Vietnamese syllable has

bool is_inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::size_t next_character(std::string_view text, std::size_t at) {
    do ++at;
    while (is_inside_character(text, at));
    return at;
}

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// Words [first, last] of a line; the first may have lost its beginning to the line before, the
/// last its end to the line after.
struct Line {
    std::size_t first = 0;
    std::size_t last = 0;
    LineSpan span;
    bool is_cut = false;  ///< ends inside a word
};

class Breaker {
  public:
    Breaker(std::string_view text, const std::vector<Word>& words, const MeasureText& measure,
            int width)
        : text_(text), words_(words), measure_(measure), width_(width) {}

    /// At most `max_lines` of them; is_complete() tells whether that was all.
    std::vector<Line> fill(std::size_t max_lines) {
        std::vector<Line> lines;
        std::size_t paragraph = 0;
        while (word_ < words_.size() && lines.size() < max_lines) {
            lines.push_back(fill_line());
            const Line& line = lines.back();
            const bool ends_paragraph =
                !line.is_cut &&
                (word_ == words_.size() || words_[line.last].after == BreakAfter::Newline);
            if (!ends_paragraph) continue;
            if (lines.size() - paragraph >= 2) join_lone_syllable(lines);
            paragraph = lines.size();
        }
        return lines;
    }

    bool is_complete() const { return word_ == words_.size(); }
    /// Breaks that good typography would not make: inside words and bound groups.
    int bad_breaks() const { return bad_breaks_; }

    /// The last line allowed, with "…" for what does not fit any more.
    LineSpan shorten(const Line& line) const {
        std::size_t end = line.span.end;
        for (std::size_t word = line.last; word > line.first; end = words_[--word].end) {
            const std::size_t bare = without_loose_ends(line.span.begin, end);
            if (fits(line.span.begin, bare, Ellipsis::Yes)) return {line.span.begin, bare, true};
        }
        const std::size_t bare = without_loose_ends(line.span.begin, end);
        const std::size_t cut = fits(line.span.begin, bare, Ellipsis::Yes)
                                    ? bare
                                    : cut_word(line.span.begin, end, Ellipsis::Yes);
        return {line.span.begin, cut, true};
    }

  private:
    bool fits(std::size_t begin, std::size_t end, Ellipsis ellipsis = Ellipsis::No) const {
        return width_ == std::numeric_limits<int>::max() ||
               measure_(begin, end, ellipsis) <= width_;
    }

    Line fill_line() {
        const std::size_t first = word_, begin = begin_of_line();
        std::size_t last = first;
        if (!fits(begin, words_[first].end)) return fill_with_part(first, begin);
        last = widest_fit(first, begin);
        last = last_good_break(first, last);
        word_ = last + 1;
        cut_at_ = 0;
        return {first, last, {begin, words_[last].end, false}, false};
    }

    std::size_t begin_of_line() const { return cut_at_ != 0 ? cut_at_ : words_[word_].begin; }

    /// Estimates by the widths of single words, which are cached, then measures the joined line.
    std::size_t widest_fit(std::size_t first, std::size_t begin) const {
        std::size_t last = first;
        int estimate = 0;
        for (std::size_t i = first; i < words_.size(); ++i) {
            const std::size_t from = i == first ? begin : words_[i].begin;
            if (width_ != std::numeric_limits<int>::max()) {
                if (i > first && estimate + measure_(from, words_[i].end, Ellipsis::No) > width_)
                    break;
                estimate += measure_(from, words_[i].next, Ellipsis::No);
            }
            last = i;
            if (words_[i].after == BreakAfter::Newline) break;
        }
        while (last > first && !fits(begin, words_[last].end)) --last;
        return last;
    }

    /// Goes back to a place where a line may end well, if the line has one.
    std::size_t last_good_break(std::size_t first, std::size_t last) {
        for (std::size_t i = last;; --i) {
            if (i + 1 == words_.size() || words_[i].after != BreakAfter::Bound) return i;
            if (i == first) break;
        }
        ++bad_breaks_;
        return last;
    }

    Line fill_with_part(std::size_t word, std::size_t begin) {
        ++bad_breaks_;
        const std::size_t end =
            before_loose_mark(begin, cut_word(begin, words_[word].end, Ellipsis::No));
        if (end == words_[word].end) {  // one character, wider than the line
            ++word_;
            cut_at_ = 0;
            return {word, word, {begin, end, false}, false};
        }
        cut_at_ = end;
        return {word, word, {begin, end, false}, true};
    }

    /// As many characters as fit, at least one.
    std::size_t cut_word(std::size_t begin, std::size_t end, Ellipsis ellipsis) const {
        if (begin == end) return end;
        std::size_t good = next_character(text_, begin), bad = end;
        if (good >= end) return end;
        if (!fits(begin, good, ellipsis)) return good;
        // Halve the stretch between what fits and what does not.
        while (true) {
            std::size_t middle = good + (bad - good) / 2;
            while (middle > good && is_inside_character(text_, middle)) --middle;
            if (middle == good) middle = next_character(text_, good);
            if (middle >= bad) return good;
            if (fits(begin, middle, ellipsis))
                good = middle;
            else
                bad = middle;
        }
    }

    /// Moves a cut back so that the next line does not begin with a comma or the like, nor this one
    /// end with an opening quote.
    std::size_t before_loose_mark(std::size_t begin, std::size_t cut) const {
        std::size_t at = cut;
        while (at > begin && at < text_.size()) {
            std::size_t before = at - 1;
            while (before > begin && is_inside_character(text_, before)) --before;
            const auto last = first_code_point(text_.substr(before));
            const auto next = first_code_point(text_.substr(at));
            const bool ends_well = !last || may_end_line(last->value);
            if (ends_well && (!next || may_begin_line(next->value))) return at;
            at = before;
        }
        return at > begin ? at : cut;
    }

    /// "…" does not follow a comma, a dash or a space.
    std::size_t without_loose_ends(std::size_t begin, std::size_t end) const {
        bool has_changed = true;
        while (has_changed) {
            has_changed = false;
            for (const std::string_view loose :
                 {" ", "\u00A0", "\u202F", ",", ";", ":", ".", "-", "–", "(", "“", "«", "…"}) {
                if (end - begin <= loose.size()) continue;
                if (text_.substr(end - loose.size(), loose.size()) != loose) continue;
                end -= loose.size();
                has_changed = true;
            }
        }
        return end;
    }

    /// Gives the last line, when it is one short syllable, the end of the line before.
    void join_lone_syllable(std::vector<Line>& lines) {
        Line& last = lines.back();
        Line& before = lines[lines.size() - 2];
        const std::size_t letters = character_count(text_of(last.span));
        if (last.first != last.last || letters == 0 || letters > kShortSyllable || before.is_cut)
            return;
        // The whole of a bound group moves; two words at least must stay behind.
        std::size_t moved = before.last;
        while (moved > before.first && words_[moved - 1].after == BreakAfter::Bound) --moved;
        if (moved < before.first + 2) return;
        const std::size_t begin = words_[moved].begin;
        if (words_[moved - 1].next == words_[moved - 1].end) return;  // after a hyphen
        if (!fits(begin, last.span.end)) return;
        last.first = moved;
        last.span.begin = begin;
        before.last = moved - 1;
        before.span.end = words_[moved - 1].end;
    }

    std::string_view text_of(const LineSpan& span) const {
        return text_.substr(span.begin, span.end - span.begin);
    }

    std::string_view text_;
    const std::vector<Word>& words_;
    const MeasureText& measure_;
    int width_ = 0;
    std::size_t word_ = 0;    // the next to be placed
    std::size_t cut_at_ = 0;  // where its rest begins, if it was cut (never 0 then)
    int bad_breaks_ = 0;
};

/// The narrowest width at which the text takes no more lines and no worse breaks.
int balanced_width(std::string_view text, const std::vector<Word>& words,
                   const MeasureText& measure, int width, std::size_t line_count, int bad_breaks) {
    int low = width / 3, high = width;  // high always works
    while (low + 1 < high) {
        const int middle = low + (high - low) / 2;
        Breaker breaker(text, words, measure, middle);
        breaker.fill(line_count);
        if (breaker.is_complete() && breaker.bad_breaks() <= bad_breaks)
            high = middle;
        else
            low = middle;
    }
    return high;
}

/// Two lines of which each says something of its own, where neither is much shorter: the first one
/// ends in a comma, a dash, or the dot between two facts. Empty where there are none.
std::vector<LineSpan> part_phrases(std::string_view text, const std::vector<Word>& words,
                                   const MeasureText& measure, int width) {
    constexpr int kMuchShorter = 40;  // percent of the other
    std::vector<LineSpan> best;
    int widest = width + 1;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string_view line = text.substr(0, words[i].end);
        const bool is_phrase = words[i].after == BreakAfter::Free && words[i].end < words[i].next &&
                               (line.ends_with(",") || line.ends_with(";") || line.ends_with(":") ||
                                line.ends_with("–") || line.ends_with("·"));
        if (!is_phrase) continue;
        const LineSpan first{words.front().begin, words[i].end, false};
        const LineSpan second{words[i + 1].begin, words.back().end, false};
        const int above = measure(first.begin, first.end, Ellipsis::No);
        const int below = measure(second.begin, second.end, Ellipsis::No);
        const int wider = std::max(above, below);
        if (wider >= widest || std::min(above, below) * 100 < wider * kMuchShorter) continue;
        widest = wider;
        best = {first, second};
    }
    return best;
}

bool is_vietnamese(std::string_view word) {
    return std::any_of(word.begin(), word.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
}

/// A syllable that begins with a capital: A to Z, or one of Latin-1 (À), Đ, or with two marks (Ấ).
bool is_capitalised(std::string_view word) {
    const auto first = first_code_point(word);
    if (!first) return false;
    const char32_t letter = first->value;
    const bool has_pairs =
        (letter >= 0x100 && letter < 0x180) || (letter >= 0x1EA0 && letter < 0x1F00);
    return (letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE) ||
           letter == 0x1AF || (has_pairs && letter % 2 == 0) || letter == 0x1A0;
}

/// The syllables of a Vietnamese name ("Nhà Rồng") stay on one line where that costs no line.
void keep_names(std::string_view text, std::vector<Word>& words, const MeasureText& measure,
                int width, std::size_t max_lines) {
    std::vector<Word> bound = words;
    for (std::size_t i = 0; i + 1 < bound.size(); ++i) {
        const auto word = text.substr(bound[i].begin, bound[i].end - bound[i].begin);
        const auto next = text.substr(bound[i + 1].begin, bound[i + 1].end - bound[i + 1].begin);
        const bool is_article = word == "The" || word == "A" || word == "An";
        // Not after a comma, which ends a name.
        const bool is_name = !is_article && is_capitalised(word) && is_capitalised(next) &&
                             (is_vietnamese(word) || is_vietnamese(next)) &&
                             word.find_first_of(",;:.!?") == std::string_view::npos;
        if (is_name && bound[i].after == BreakAfter::Free) bound[i].after = BreakAfter::Bound;
    }
    Breaker plain(text, words, measure, width), kept(text, bound, measure, width);
    const std::size_t lines = plain.fill(max_lines).size();
    const bool is_as_good = kept.fill(max_lines).size() <= lines &&
                            kept.is_complete() == plain.is_complete() &&
                            kept.bad_breaks() <= plain.bad_breaks();
    if (is_as_good) words = std::move(bound);
}

}  // namespace

std::vector<LineSpan> break_lines(std::string_view text, const BreakOptions& options,
                                  const MeasureText& measure) {
    std::vector<Word> words = split_words(text);
    const int width = options.width > 0 ? options.width : std::numeric_limits<int>::max();
    const std::size_t max_lines = options.max_lines > 0
                                      ? static_cast<std::size_t>(options.max_lines)
                                      : std::numeric_limits<std::size_t>::max();
    if (options.balance && options.width > 0) keep_names(text, words, measure, width, max_lines);
    Breaker breaker(text, words, measure, width);
    std::vector<Line> lines = breaker.fill(max_lines);
    const bool is_complete = breaker.is_complete();
    if (options.balance && is_complete && options.width > 0 && lines.size() == 2 &&
        text.find('\n') == std::string_view::npos) {
        if (auto parted = part_phrases(text, words, measure, width); !parted.empty()) return parted;
    }
    if (options.balance && is_complete && options.width > 0 && lines.size() > 1) {
        Breaker balanced(
            text, words, measure,
            balanced_width(text, words, measure, width, lines.size(), breaker.bad_breaks()));
        lines = balanced.fill(lines.size());
    }
    std::vector<LineSpan> spans;
    for (const Line& line : lines) spans.push_back(line.span);
    if (!is_complete && !lines.empty()) spans.back() = breaker.shorten(lines.back());
    return spans;
}

}  // namespace sen::graphics
