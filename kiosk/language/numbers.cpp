// SPDX-License-Identifier: Apache-2.0
#include "language/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace sen::language {

namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

/// "1234567.89" with the marks of a language.
std::string group(std::string_view plain, Locale locale) {
    const bool is_negative = plain.starts_with('-');
    if (is_negative) plain.remove_prefix(1);
    const char thousands = locale == Locale::Vietnamese ? '.' : ',';
    const char decimal = locale == Locale::Vietnamese ? ',' : '.';
    const auto point = std::min(plain.find('.'), plain.size());
    std::string text = is_negative ? "-" : "";
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i < point && (point - i) % 3 == 0) text += thousands;
        text += i == point ? decimal : plain[i];
    }
    return text;
}

/// Without the sign, so that the least integer has one.
std::uint64_t magnitude(std::int64_t value) {
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

void append_word(std::string& text, std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
}

class VietnameseWords {
  public:
    explicit VietnameseWords(Dialect dialect) : is_southern_(dialect == Dialect::Southern) {}

    /// `is_inner`: something greater was said before, so zeros count (không trăm linh năm).
    std::string say(std::uint64_t value, bool is_inner = false) const {
        std::string text;
        constexpr std::uint64_t kBillion = 1'000'000'000;
        if (value >= kBillion) {
            append_word(text, say(value / kBillion));
            append_word(text, "tỷ");
            value %= kBillion;
            is_inner = true;
        }
        const std::array<std::string_view, 3> scales{"triệu", is_southern_ ? "ngàn" : "nghìn", ""};
        std::uint64_t unit = 1'000'000;
        for (const auto scale : scales) {
            const auto part = static_cast<unsigned>(value / unit % 1000);
            unit /= 1000;
            if (part == 0) continue;
            append_hundreds(text, part, is_inner);
            if (!scale.empty()) append_word(text, scale);
            is_inner = true;
        }
        return text;
    }

    static std::string_view digit(unsigned value) {
        static constexpr std::array<std::string_view, 10> kDigits{
            "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};
        return kDigits[value];
    }

  private:
    void append_hundreds(std::string& text, unsigned value, bool is_inner) const {
        const unsigned hundreds = value / 100;
        const unsigned tens = value / 10 % 10;
        const unsigned units = value % 10;
        if (hundreds > 0 || is_inner) {
            append_word(text, digit(hundreds));
            append_word(text, "trăm");
            if (tens == 0 && units > 0) append_word(text, is_southern_ ? "lẻ" : "linh");
        }
        if (tens > 1) append_word(text, digit(tens));
        if (tens > 0) append_word(text, tens == 1 ? "mười" : "mươi");
        if (units > 0) append_word(text, unit_after(tens, units));
    }

    static std::string_view unit_after(unsigned tens, unsigned units) {
        if (units == 1 && tens > 1) return "mốt";
        if (units == 4 && tens > 1) return "tư";
        if (units == 5 && tens > 0) return "lăm";
        return digit(units);
    }

    bool is_southern_;
};

std::string english_below_hundred(unsigned value) {
    static constexpr std::array<std::string_view, 20> kFirst{
        "zero",     "one",     "two",     "three",     "four",     "five",    "six",
        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static constexpr std::array<std::string_view, 10> kTens{
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (value < 20) return std::string(kFirst[value]);
    std::string text(kTens[value / 10]);
    if (value % 10 != 0) text += "-" + std::string(kFirst[value % 10]);
    return text;
}

std::string say_english(std::uint64_t value) {
    static constexpr std::array<std::pair<std::uint64_t, std::string_view>, 6> kScales{
        {{1'000'000'000'000'000'000, "quintillion"},
         {1'000'000'000'000'000, "quadrillion"},
         {1'000'000'000'000, "trillion"},
         {1'000'000'000, "billion"},
         {1'000'000, "million"},
         {1'000, "thousand"}}};
    std::string text;
    const auto append_below_thousand = [&](unsigned part) {
        if (part >= 100) append_word(text, english_below_hundred(part / 100) + " hundred");
        if (part % 100 == 0) return;
        if (!text.empty() && (part >= 100 || value < 1000)) append_word(text, "and");
        append_word(text, english_below_hundred(part % 100));
    };
    for (const auto& [unit, name] : kScales) {
        if (value < unit) continue;
        append_below_thousand(static_cast<unsigned>(value / unit));
        append_word(text, name);
        value %= unit;
    }
    append_below_thousand(static_cast<unsigned>(value));
    return text;
}

}  // namespace

std::string format_integer(std::int64_t value, Locale locale) {
    return group(fmt::format("{}", value), locale);
}

std::string format_decimal(double value, int decimals, Locale locale) {
    if (!std::isfinite(value)) return "–";
    return group(fmt::format("{:.{}f}", value, std::clamp(decimals, 0, 9)), locale);
}

std::string format_percent(double percent, int decimals, Locale locale) {
    return format_decimal(percent, decimals, locale) + "%";
}

std::string format_dong(std::int64_t value, Locale locale) {
    if (locale == Locale::Vietnamese)
        return format_integer(value, locale) + std::string(kNoBreakSpace) + "₫";
    return (value < 0 ? "-₫" : "₫") + group(fmt::format("{}", magnitude(value)), locale);
}

std::string number_in_words(std::int64_t value, Locale locale, Dialect dialect) {
    const bool is_vietnamese = locale == Locale::Vietnamese;
    if (value == 0) return is_vietnamese ? "không" : "zero";
    const std::string sign = value >= 0 ? "" : is_vietnamese ? "âm " : "minus ";
    const auto size = magnitude(value);
    return sign + (is_vietnamese ? VietnameseWords(dialect).say(size) : say_english(size));
}

}  // namespace sen::language
