// SPDX-License-Identifier: Apache-2.0
#include "spoken_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "language/dates.h"
#include "language/fold.h"
#include "language/numbers.h"

namespace sen::pack {
namespace {

using language::DatePrecision;
using language::Locale;

constexpr std::string_view kDash = "–", kDong = "₫";
constexpr auto kDialect = language::Dialect::Southern;  // that of the voice

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The figures at the start of a text with the signs between them: "5/6/1911", "1862–1863", "3,5".
std::string_view figures_at(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const std::string_view rest = text.substr(end);
        const std::size_t sign = rest.starts_with(kDash) ? kDash.size()
                                 : std::string_view("/-,.").find(rest[0]) != std::string_view::npos
                                     ? 1
                                     : 0;
        if (is_digit(rest[0]))
            ++end;
        else if (sign > 0 && rest.size() > sign && is_digit(rest[sign]))
            end += sign;
        else
            break;
    }
    return text.substr(0, end);
}

bool ends_with_word(std::string_view text, std::string_view folded) {
    const std::size_t end = text.find_last_not_of(' ');
    if (end == std::string_view::npos) return false;
    const std::size_t space = text.substr(0, end + 1).rfind(' ');
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    return language::fold_text(text.substr(begin, end + 1 - begin)) == folded;
}

/// "ngày 5 tháng 6 năm 1911"; `before` is what stands in front and may have said "ngày" already.
/// Without it 2/9 may be a part of nine, and 8/1945 the number of a paper.
std::optional<std::string> spoken_date(std::string_view figures, std::string_view before,
                                       std::string_view after, Locale locale) {
    if (figures.find('/') == std::string_view::npos || after.starts_with('/')) return std::nullopt;
    const auto span = language::parse_date(figures);
    if (!span || span->to) return std::nullopt;
    const bool is_day_said = ends_with_word(before, "ngay");
    const bool is_month_said = ends_with_word(before, "thang");
    const auto precision = span->from.precision;
    const bool is_date = precision == DatePrecision::Day ||
                         (precision == DatePrecision::DayOfYear && is_day_said) ||
                         (precision == DatePrecision::Month && is_month_said);
    if (!is_date) return std::nullopt;
    std::string words = language::format_date(span->from, locale, language::DateStyle::Long);
    const std::string_view said = is_day_said ? "ngày " : is_month_said ? "tháng " : "";
    if (words.starts_with(said)) words.erase(0, said.size());
    return words;
}

/// "1862 đến 1863"
std::optional<std::string> spoken_years(std::string_view figures, Locale locale) {
    const std::size_t dash = figures.find(kDash);
    if (dash != 4 || figures.size() != 4 + kDash.size() + 4) return std::nullopt;
    const auto is_year = [](std::string_view text) {
        return std::all_of(text.begin(), text.end(), is_digit);
    };
    const std::string_view first = figures.substr(0, 4), last = figures.substr(dash + kDash.size());
    if (!is_year(first) || !is_year(last)) return std::nullopt;
    const bool is_vietnamese = locale == Locale::Vietnamese;
    return std::string(first) + (is_vietnamese ? " đến " : " to ") + std::string(last);
}

/// "ba phẩy năm": in English the voice knows its point.
std::optional<std::string> spoken_decimal(std::string_view figures, Locale locale) {
    const std::size_t comma = figures.find(',');
    if (locale != Locale::Vietnamese || comma == std::string_view::npos) return std::nullopt;
    const std::string_view decimals = figures.substr(comma + 1);
    std::string whole(figures.substr(0, comma));
    std::erase(whole, '.');
    const auto is_number = [](std::string_view text) {
        constexpr std::size_t kMost = 15;
        return text.size() <= kMost && std::all_of(text.begin(), text.end(), is_digit);
    };
    if (!is_number(whole) || !is_number(decimals)) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), value);
    std::string words = language::number_in_words(value, locale, kDialect) + " phẩy";
    for (const char digit : decimals) words += " " + language::number_in_words(digit - '0', locale);
    return words;
}

}  // namespace

std::string spoken_text(std::string_view sentence, std::string_view language) {
    if (language != "vi" && language != "en") return std::string(sentence);
    const Locale locale = language == "vi" ? Locale::Vietnamese : Locale::English;
    std::string spoken;
    for (std::size_t at = 0; at < sentence.size();) {
        const std::string_view rest = sentence.substr(at);
        const std::string_view figures = figures_at(rest);
        if (figures.empty()) {
            const bool is_dong = locale == Locale::Vietnamese && rest.starts_with(kDong);
            spoken += is_dong ? "đồng" : std::string(1, rest[0]);
            at += is_dong ? kDong.size() : 1;
            continue;
        }
        auto words = spoken_date(figures, spoken, rest.substr(figures.size()), locale);
        if (!words) words = spoken_years(figures, locale);
        if (!words) words = spoken_decimal(figures, locale);
        spoken += words ? *words : std::string(figures);
        at += figures.size();
    }
    return spoken;
}

}  // namespace sen::pack
