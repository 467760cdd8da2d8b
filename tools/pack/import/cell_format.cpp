// SPDX-License-Identifier: Apache-2.0
#include "cell_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "language/dates.h"
#include "language/letter_case.h"
#include "language/numbers.h"

namespace sen::pack {
namespace {

namespace chrono = std::chrono;
using language::Date;
using language::DatePrecision;
using language::Locale;

constexpr int kMostDecimals = 9;

class CodeReader {
  public:
    explicit CodeReader(std::string_view code) : code_(code) {}

    CellFormat read() {
        if (language::to_lower(code_) == "general" || code_ == "@") return {};
        format_.is_general = false;
        while (at_ < code_.size() && code_[at_] != ';') take(code_[at_]);
        // A month alone is none: "mm" between an hour and seconds.
        if (!format_.has_day && !format_.has_year && format_.has_time) format_.has_month = false;
        format_.decimals = std::min(format_.decimals, kMostDecimals);
        return format_;
    }

  private:
    void take(char c) {
        ++at_;
        switch (c) {
            case '"':
                return say(until('"'));
            case '\\':
                return say(next_character());
            case '[':
                return bracket(until(']'));
            case '_':
            case '*':
                next_character();  // a space as wide as it, or as many of it as fit
                return;
            case '0':
            case '#':
            case '?':
                has_digit_ = true;
                format_.decimals += is_behind_point_ ? 1 : 0;
                return;
            case '.':
                is_behind_point_ = has_digit_;
                return;
            case ',':
                format_.is_grouped = format_.is_grouped || has_digit_;
                return;
            case '%':
                format_.is_percent = true;
                return;
            default:
                return letter(c);
        }
    }

    void letter(char c) {
        switch (c) {
            case 'd':
            case 'D':
                format_.has_day = true;
                return;
            case 'y':
            case 'Y':
                format_.has_year = true;
                return;
            case 'm':
            case 'M':
                format_.has_month = true;
                return;
            case 'h':
            case 'H':
            case 's':
            case 'S':
                format_.has_time = true;
                return;
            case 'e':
            case 'E':
                format_.is_general = true;  // 1,5E+09
                return;
            default:
                --at_;
                return say(next_character());
        }
    }

    /// [$₫-42A] is a sign of money, [h] hours beyond a day, anything else a colour or a condition.
    void bracket(std::string_view inside) {
        if (inside.starts_with('$')) return say(inside.substr(1, inside.find('-') - 1));
        const std::string lower = language::to_lower(inside);
        if (lower == "h" || lower == "hh" || lower == "m" || lower == "mm") format_.has_time = true;
    }

    void say(std::string_view words) { (has_digit_ ? format_.after : format_.before) += words; }

    std::string_view until(char end) {
        const std::size_t begin = at_;
        const std::size_t stop = std::min(code_.find(end, begin), code_.size());
        at_ = std::min(stop + 1, code_.size());
        return code_.substr(begin, stop - begin);
    }

    std::string_view next_character() {
        const std::size_t begin = at_;
        if (at_ < code_.size()) ++at_;
        while (at_ < code_.size() && (static_cast<unsigned char>(code_[at_]) & 0xC0) == 0x80) ++at_;
        return code_.substr(begin, at_ - begin);
    }

    std::string_view code_;
    std::size_t at_ = 0;
    CellFormat format_;
    bool has_digit_ = false, is_behind_point_ = false;
};

std::string shown_date(double value, const CellFormat& format, bool is_from_1904) {
    constexpr int kMinutes = 24 * 60, kLeapDay = 60;
    auto days = static_cast<int>(std::floor(value));
    auto minutes = static_cast<int>(std::lround((value - days) * kMinutes));
    days += minutes / kMinutes;
    minutes %= kMinutes;
    if (!format.is_date()) return language::format_time(chrono::minutes(minutes));
    // Excel has a 29 February 1900, which never was.
    if (!is_from_1904 && days > 0 && days < kLeapDay) ++days;
    const chrono::sys_days origin = is_from_1904 ? chrono::sys_days(chrono::year(1904) / 1 / 1)
                                                 : chrono::sys_days(chrono::year(1899) / 12 / 30);
    const chrono::year_month_day day(origin + chrono::days(days));
    language::DateSpan span;
    span.from = Date::of_day(day);
    if (format.has_day || (format.has_month && !format.has_year)) {
        if (!format.has_year && format.has_day) span.from.precision = DatePrecision::DayOfYear;
    } else if (format.has_month) {
        span.from.precision = DatePrecision::Month;
        span.from.day = 0;
    } else {
        span.from.precision = DatePrecision::Year;
        span.from.day = span.from.month = 0;
    }
    if (span.from.precision == DatePrecision::DayOfYear) span.from.year = 0;
    if (format.has_time && span.from.precision == DatePrecision::Day)
        span.time = chrono::minutes(minutes);
    return language::format_span(span, Locale::Vietnamese, language::DateStyle::Short);
}

/// With as many decimals as it has, at most 15 digits: sums leave dust behind.
std::string shown_general(double value, const std::string& written) {
    std::string text = fmt::format("{:.15g}", value);
    if (text.find('e') != std::string::npos) return written;
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

}  // namespace

CellFormat parse_cell_format(std::string_view code) {
    return CodeReader(code).read();
}

CellFormat built_in_cell_format(std::size_t number) {
    constexpr std::pair<std::size_t, std::string_view> kCodes[] = {
        {1, "0"},          {2, "0.00"},      {3, "#,##0"},        {4, "#,##0.00"},
        {9, "0%"},         {10, "0.00%"},    {14, "d/m/yyyy"},    {15, "d-mmm-yy"},
        {16, "d-mmm"},     {17, "mmm-yy"},   {18, "h:mm AM/PM"},  {19, "h:mm:ss AM/PM"},
        {20, "h:mm"},      {21, "h:mm:ss"},  {22, "d/m/yy h:mm"}, {37, "#,##0"},
        {38, "#,##0"},     {39, "#,##0.00"}, {40, "#,##0.00"},    {45, "mm:ss"},
        {46, "[h]:mm:ss"}, {47, "mm:ss.0"}};
    for (const auto& [known, code] : kCodes)
        if (known == number) return parse_cell_format(code);
    return {};
}

std::string shown_number(const std::string& written, const CellFormat& format, bool is_from_1904) {
    double value = 0;
    const char* const last = written.data() + written.size();
    const auto [end, error] = std::from_chars(written.data(), last, value);
    if (error != std::errc() || end != last || !std::isfinite(value)) return written;
    // Within the years 100 to 9999, whatever they are counted from.
    constexpr double kFirstDay = -657'000, kLastDay = 2'956'000;
    if ((format.is_date() || format.has_time) && value > kFirstDay && value < kLastDay)
        return shown_date(value, format, is_from_1904);
    if (format.is_general || format.is_date() || format.has_time)
        return shown_general(value, written);
    std::string number;
    if (format.is_percent)
        number = language::format_percent(value * 100, format.decimals, Locale::Vietnamese);
    else if (format.is_grouped)
        number = language::format_decimal(value, format.decimals, Locale::Vietnamese);
    else
        number = fmt::format("{:.{}f}", value, format.decimals);
    if (!format.is_percent && !format.is_grouped)
        std::replace(number.begin(), number.end(), '.', ',');
    return format.before + number + format.after;
}

}  // namespace sen::pack
