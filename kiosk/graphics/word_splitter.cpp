// SPDX-License-Identifier: Apache-2.0
#include "graphics/word_splitter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"

namespace sen::graphics {
namespace {

struct Letter {
    char32_t value = 0;
    std::size_t at = 0;
};

bool is_one_of(char32_t value, std::u32string_view set) {
    return set.find(value) != std::u32string_view::npos;
}

bool is_space(char32_t value) {
    return value == U' ';  // a no-break space is a letter here
}

bool is_digit(char32_t value) {
    return value >= U'0' && value <= U'9';
}

/// What may not begin a line of Chinese or Japanese (kinsoku): closing marks, small kana, the marks
/// that lengthen or repeat; and what may not end one.
constexpr std::u32string_view kWideClosing =
    U"。、，．：；！？）］｝〉》」』】〕〙〗・ー々ゝゞヽヾ％‥"
    U"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
constexpr std::u32string_view kWideOpening = U"（［｛〈《「『【〔〘〖";

bool is_closing(char32_t value) {
    return is_one_of(value, U",.;:!?)]}”’»›%‰₫…") || is_one_of(value, kWideClosing);
}

/// French sets a space behind its quotes' opening mark; "»" and "”" are never openings here.
bool is_opening(char32_t value) {
    return is_one_of(value, U"«‹“‘„([{") || is_one_of(value, kWideOpening);
}

bool is_dash(char32_t value) {
    return is_one_of(value, U"-–—/");
}

/// Chinese characters (in old inscriptions, too) and kana have no spaces: a line may end between
/// any two. Korean is written with spaces.
bool is_spaceless(char32_t value) {
    const bool is_ideograph = (value >= 0x3400 && value <= 0x9FFF) ||
                              (value >= 0xF900 && value <= 0xFAFF) ||
                              (value >= 0x20000 && value <= 0x323AF);
    const bool is_kana =
        (value >= 0x3041 && value <= 0x30FF) || (value >= 0x31F0 && value <= 0x31FF);
    return is_ideograph || is_kana || is_one_of(value, kWideOpening);
}

/// Of a word that is written with spaces around it; figures stay with what they count.
bool is_word_letter(char32_t value) {
    return (value >= U'A' && value <= U'Z') || (value >= U'a' && value <= U'z') ||
           (value >= 0x00C0 && value <= 0x024F) || (value >= 0x1E00 && value <= 0x1EFF);
}

std::vector<Letter> decode(std::string_view text) {
    std::vector<Letter> letters;
    letters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto code_point = first_code_point(text.substr(at));
        letters.push_back({code_point ? code_point->value : U'?', at});
        at += code_point ? code_point->length : 1;
    }
    return letters;
}

/// Cuts letters into words by the rules for single characters.
class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text), letters_(decode(text)) {}

    std::vector<Word> split() {
        skip_spaces();
        while (at_ < letters_.size()) read_word();
        return std::move(words_);
    }

  private:
    char32_t value(std::size_t i) const { return i < letters_.size() ? letters_[i].value : 0; }
    std::size_t offset(std::size_t i) const {
        return i < letters_.size() ? letters_[i].at : text_.size();
    }
    void skip_spaces() {
        while (is_space(value(at_))) ++at_;
    }

    void read_word() {
        const std::size_t begin = at_;
        while (at_ < letters_.size()) {
            const std::size_t end = at_;
            if (is_space(value(at_))) {
                skip_spaces();
                const bool is_tied = is_tied_to_previous(at_) || opens(begin, end);
                if (at_ < letters_.size() && value(at_) != U'\n' && is_tied) continue;
            }
            if (value(at_) == U'\n') {
                ++at_;
                skip_spaces();
                return push(begin, end, BreakAfter::Newline);
            }
            if (at_ != end || at_ == letters_.size()) return push(begin, end, BreakAfter::Free);
            ++at_;
            if (may_break_inside(begin, at_)) return push(begin, at_, BreakAfter::Free);
        }
        push(begin, at_, BreakAfter::Free);
    }

    void push(std::size_t begin, std::size_t end, BreakAfter after) {
        words_.push_back({offset(begin), offset(end), offset(at_), after});
    }

    /// Closing punctuation, or a dash or middle dot standing alone, does not begin a line.
    bool is_tied_to_previous(std::size_t i) const {
        if (is_closing(value(i))) return true;
        const char32_t after = value(i + 1);
        const bool is_separator = is_dash(value(i)) || value(i) == U'·';
        return is_separator && (is_space(after) || after == U'\n' || after == 0);
    }

    /// Nothing but opening marks stands in [begin, end): they go with the word behind them.
    bool opens(std::size_t begin, std::size_t end) const {
        while (begin < end && (is_opening(value(begin)) || is_space(value(begin)))) ++begin;
        return begin == end;
    }

    /// May a line end before letter `i`, which follows letter `i - 1` without a space?
    bool may_break_inside(std::size_t begin, std::size_t i) const {
        if (i >= letters_.size()) return false;
        const char32_t before = value(i - 1), after = value(i);
        if (is_space(after) || after == U'\n' || is_closing(after)) return false;
        if (is_one_of(before, kWideOpening)) return false;
        const bool is_after_spaceless = is_spaceless(before) || is_one_of(before, kWideClosing);
        if (is_after_spaceless && is_spaceless(after)) return true;
        // A foreign word among them is a word of its own.
        if (is_after_spaceless && is_word_letter(after)) return true;
        if (is_word_letter(before) && is_spaceless(after)) return true;
        if (!is_dash(before) || is_dash(after) || i - 1 == begin) return false;
        // A date, a span of years and a version ("Apache-2.0") stay whole.
        return !is_digit(after) || (before != U'-' && !is_digit(value(i - 2)));
    }

    std::string_view text_;
    std::vector<Letter> letters_;
    std::size_t at_ = 0;
    std::vector<Word> words_;
};

constexpr auto kUnits = std::to_array<std::string_view>(
    {"km",   "m",     "cm",   "mm",     "ha",      "kg",     "g",     "l",     "m2",
     "m²",   "km2",   "km²",  "m3",     "m³",      "đ",      "đồng",  "triệu", "nghìn",
     "ngàn", "tỷ",    "tỉ",   "vạn",    "tấn",     "tạ",     "lít",   "mét",   "dặm",
     "phân", "người", "tuổi", "lần",    "hộ",      "năm",    "tháng", "ngày",  "đêm",
     "tuần", "giờ",   "phút", "giây",   "trang",   "tập",    "bức",   "cuốn",  "quyển",
     "tầng", "gian",  "chữ",  "câu",    "thế",     "°C",     "USD",   "VND",   "VNĐ",
     "h",    "years", "km/h", "metres", "million", "people", "am",    "pm"});

constexpr auto kBeforeNumber = std::to_array<std::string_view>(
    {"ngày",  "tháng", "năm", "quý",    "thứ",  "mùng", "mồng",  "kỷ",   "kỉ",    "số",  "lớp",
     "khóa",  "khoá",  "bài", "chương", "phần", "hình", "trang", "điều", "khoản", "tập", "tầng",
     "phòng", "lúc",   "hồi", "thời",   "giờ",  "No.",  "page",  "room", "floor"});

constexpr auto kTitles =
    std::to_array<std::string_view>({"Tp.", "ThS.", "Ths.", "Th.", "Mr.", "Mrs.", "Ms.", "Dr.",
                                     "St.", "Prof.", "No.", "tr.", "Nxb.", "Ks."});

template <std::size_t N>
bool is_listed(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// The space inside French quotes, which is one of these where an author has set it with care.
bool is_fixed_space(char32_t value) {
    return value == 0x00A0 || value == 0x202F || is_space(value);
}

std::string_view without_punctuation(std::string_view word) {
    while (!word.empty()) {
        std::size_t start = word.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(word[start]) & 0xC0) == 0x80) --start;
        const auto last = first_code_point(word.substr(start));
        if (!last || !(is_closing(last->value) || is_fixed_space(last->value))) break;
        word.remove_suffix(word.size() - start);
    }
    return word;
}

std::string_view without_opening(std::string_view word) {
    while (const auto first = first_code_point(word)) {
        if (!is_opening(first->value) && !is_fixed_space(first->value)) break;
        word.remove_prefix(first->length);
    }
    return word;
}

/// Digits with dots, commas, colons, slashes or dashes between them.
bool is_number(std::string_view word) {
    if (word.empty() || !is_digit(static_cast<unsigned char>(word.front()))) return false;
    return is_digit(static_cast<unsigned char>(word.back())) &&
           word.find_first_not_of("0123456789.,:/-\xE2\x80\x93") == std::string_view::npos;
}

bool is_roman(std::string_view word) {
    return !word.empty() && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

/// "TP.", "Q.", "PGS.": capitals and a full stop, or a title of the list.
bool is_abbreviation(std::string_view word) {
    constexpr std::size_t kMaxLetters = 4;
    if (is_listed(word, kTitles)) return true;
    if (word.size() < 2 || word.back() != '.') return false;
    std::size_t letters = 0;
    for (std::size_t at = 0; at + 1 < word.size(); ++letters) {
        const auto code_point = first_code_point(word.substr(at));
        const bool is_capital =
            code_point && ((code_point->value >= U'A' && code_point->value <= U'Z') ||
                           code_point->value == U'Đ' || code_point->value == U'Ư');
        if (!is_capital) return false;
        at += code_point->length;
    }
    return letters <= kMaxLetters;
}

bool ends_in_letter(std::string_view word) {
    return !word.empty() && without_punctuation(word).size() == word.size() &&
           !is_digit(static_cast<unsigned char>(word.back()));
}

/// Does the word `a` hold on to the word `b` behind it? `c` is the one after.
bool is_bound(std::string_view a, std::string_view b, std::string_view c) {
    constexpr std::size_t kShortNumber = 2;  // "lớp 5", "đội 12": a name, not an amount
    a = without_opening(a);
    const std::string_view b_core = without_punctuation(b), c_core = without_punctuation(c);
    if (is_abbreviation(a)) return true;
    if (is_number(a)) {
        if (is_number(b_core)) return true;
        // In "22 tháng 7" the month belongs to what follows it, not to the day.
        const bool leads_on = b == "tháng" || b == "năm";
        if (leads_on && is_number(c_core)) return false;
        return is_listed(b_core, kUnits);
    }
    if (is_listed(a, kBeforeNumber)) return is_number(b_core) || is_roman(b_core);
    // "hành trình 30 năm" counts years; "đội 12" is a name.
    const bool is_amount = is_listed(c_core, kUnits);
    return ends_in_letter(a) && is_number(b_core) && b_core.size() <= kShortNumber && !is_amount;
}

/// "20 triệu đồng": a unit that counts another one holds on to it as well.
bool is_counting_unit(std::string_view a, std::string_view b) {
    constexpr auto kCounting =
        std::to_array<std::string_view>({"triệu", "nghìn", "ngàn", "tỷ", "tỉ", "vạn"});
    return is_listed(a, kCounting) && is_listed(without_punctuation(b), kUnits);
}

void bind_words(std::string_view text, std::vector<Word>& words) {
    const auto text_of = [&](std::size_t i) {
        return i < words.size() ? text.substr(words[i].begin, words[i].end - words[i].begin)
                                : std::string_view();
    };
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        Word& word = words[i];
        if (word.after != BreakAfter::Free || word.end == word.next) continue;
        const bool is_amount = i > 0 && words[i - 1].after == BreakAfter::Bound;
        if (is_bound(text_of(i), text_of(i + 1), text_of(i + 2)) ||
            (is_amount && is_counting_unit(text_of(i), text_of(i + 1))))
            word.after = BreakAfter::Bound;
    }
}

}  // namespace

bool may_begin_line(char32_t character) {
    return !is_closing(character) && !is_dash(character);
}

bool may_end_line(char32_t character) {
    return !is_opening(character);
}

std::vector<Word> split_words(std::string_view text) {
    std::vector<Word> words = Splitter(text).split();
    bind_words(text, words);
    return words;
}

}  // namespace sen::graphics
