// SPDX-License-Identifier: Apache-2.0
#include "language/dates.h"

#include <fmt/format.h>

#include <array>

#include "language/calendar_words.h"
#include "language/numbers.h"

namespace sen::language {

namespace {

namespace chrono = std::chrono;

chrono::year_month_day make_day(int year, int month, int day) {
    return chrono::year(year) / month / day;
}

chrono::year_month_day last_of_month(int year, int month) {
    return chrono::year(year) / month / chrono::last;
}

std::string vietnamese(const Date& date, DateStyle style) {
    const bool is_short = style == DateStyle::Short;
    switch (date.precision) {
        case DatePrecision::Term:
            return fmt::format("nhiệm kỳ {}–{}", date.year, date.last_year);
        case DatePrecision::SchoolYear:
            return fmt::format("năm học {}–{}", date.year, date.last_year);
        case DatePrecision::Year:
            return fmt::format("{}{}", is_short ? "" : "năm ", date.year);
        case DatePrecision::FirstMonths:
            return fmt::format("{} tháng {}năm {}", date.month, is_short ? "" : "đầu ", date.year);
        case DatePrecision::Quarter:
            return fmt::format("quý {} năm {}", roman_number(date.quarter), date.year);
        case DatePrecision::Month:
            return fmt::format(fmt::runtime(is_short ? "{}/{}" : "tháng {} năm {}"), date.month,
                               date.year);
        case DatePrecision::Day:
            return fmt::format(fmt::runtime(is_short ? "{}/{}/{}" : "ngày {} tháng {} năm {}"),
                               date.day, date.month, date.year);
        case DatePrecision::DayOfYear:
            return fmt::format(fmt::runtime(is_short ? "{}/{}" : "ngày {} tháng {}"), date.day,
                               date.month);
    }
    return {};
}

std::string english(const Date& date) {
    switch (date.precision) {
        case DatePrecision::Term:
            return fmt::format("the {}–{} term", date.year, date.last_year);
        case DatePrecision::SchoolYear:
            return fmt::format("the {}–{} school year", date.year, date.last_year);
        case DatePrecision::Year:
            return fmt::format("{}", date.year);
        case DatePrecision::FirstMonths:
            if (date.month == 1) return fmt::format("the first month of {}", date.year);
            return fmt::format("the first {} months of {}",
                               number_in_words(date.month, Locale::English), date.year);
        case DatePrecision::Quarter:
            return fmt::format("the {} quarter of {}", english_ordinal(date.quarter), date.year);
        case DatePrecision::Month:
            return fmt::format("{} {}", english_month(date.month), date.year);
        case DatePrecision::Day:
            return fmt::format("{} {} {}", date.day, english_month(date.month), date.year);
        case DatePrecision::DayOfYear:
            return fmt::format("{} {}", date.day, english_month(date.month));
    }
    return {};
}

}  // namespace

Date Date::of_day(chrono::year_month_day day) {
    Date date;
    date.precision = DatePrecision::Day;
    date.year = static_cast<int>(day.year());
    date.month = static_cast<int>(static_cast<unsigned>(day.month()));
    date.day = static_cast<int>(static_cast<unsigned>(day.day()));
    return date;
}

bool Date::is_valid() const {
    using P = DatePrecision;
    const bool has_years = precision == P::Term || precision == P::SchoolYear;
    const bool has_month = precision == P::FirstMonths || precision == P::Month ||
                           precision == P::Day || precision == P::DayOfYear;
    const bool has_day = precision == P::Day || precision == P::DayOfYear;
    const auto is_filled = [](bool is_wanted, int value, int most, int least = 1) {
        return is_wanted ? value >= least && value <= most : value == 0;
    };
    if (!is_filled(precision != P::DayOfYear, year, 9999, 100) ||
        !is_filled(has_years, last_year, 9999) || !is_filled(precision == P::Quarter, quarter, 4) ||
        !is_filled(has_month, month, 12) || !is_filled(has_day, day, 31))
        return false;
    if (precision == P::Term) return last_year > year;
    if (precision == P::SchoolYear) return last_year == year + 1;
    constexpr int kLeapYear = 2000;  // 29/2 is a day of some years
    return !has_day || make_day(precision == P::Day ? year : kLeapYear, month, day).ok();
}

std::optional<DayBounds> bounds_of(const Date& date) {
    if (!date.is_valid()) return std::nullopt;
    const auto span = [](chrono::year_month_day first, chrono::year_month_day last) {
        return DayBounds{chrono::sys_days(first), chrono::sys_days(last)};
    };
    const auto months = [&](int first, int last) {
        return span(make_day(date.year, first, 1), last_of_month(date.year, last));
    };
    switch (date.precision) {
        case DatePrecision::Term:
            return span(make_day(date.year, 1, 1), make_day(date.last_year, 12, 31));
        case DatePrecision::SchoolYear:
            return span(make_day(date.year, 9, 1), make_day(date.last_year, 8, 31));
        case DatePrecision::Year:
            return months(1, 12);
        case DatePrecision::FirstMonths:
            return months(1, date.month);
        case DatePrecision::Quarter:
            return months(date.quarter * 3 - 2, date.quarter * 3);
        case DatePrecision::Month:
            return months(date.month, date.month);
        case DatePrecision::Day: {
            const auto day = make_day(date.year, date.month, date.day);
            return span(day, day);
        }
        case DatePrecision::DayOfYear:
            break;
    }
    return std::nullopt;
}

std::int64_t date_sort_key(const Date& date) {
    Date first = date;
    if (const auto bounds = bounds_of(date))
        first = Date::of_day(chrono::year_month_day(bounds->first));
    const std::int64_t day = (first.year * 100LL + first.month) * 100 + first.day;
    // Ranks are the precision's, longest first; circa before certain.
    return (day * 8 + static_cast<int>(date.precision)) * 2 + (date.is_circa ? 0 : 1);
}

std::string weekday_name(chrono::weekday day, Locale locale) {
    static constexpr std::array<const char*, 7> kVietnamese{
        "Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"};
    static constexpr std::array<const char*, 7> kEnglish{
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    const std::size_t index = day.c_encoding() % 7;
    return locale == Locale::Vietnamese ? kVietnamese[index] : kEnglish[index];
}

std::string format_time(chrono::minutes since_midnight) {
    return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::string format_date(const Date& date, Locale locale, DateStyle style) {
    const bool is_vietnamese = locale == Locale::Vietnamese;
    std::string text = is_vietnamese ? vietnamese(date, style) : english(date);
    if (style == DateStyle::WithWeekday && date.precision == DatePrecision::Day && !date.is_circa) {
        const chrono::weekday day(chrono::sys_days(make_day(date.year, date.month, date.day)));
        text = weekday_name(day, locale) + ", " + text;
    }
    if (date.is_circa) text = (is_vietnamese ? "khoảng " : "about ") + text;
    return text;
}

std::string format_span(const DateSpan& span, Locale locale, DateStyle style) {
    std::string text = format_date(span.from, locale, style);
    if (span.time) text = format_time(*span.time) + " " + text;
    if (!span.to) return text;
    // A dash between bare years stands without spaces: 1890–1969.
    const auto is_bare = [&](const Date& date) {
        return date.precision == DatePrecision::Year && !date.is_circa &&
               (style == DateStyle::Short || locale == Locale::English);
    };
    const bool is_close = is_bare(span.from) && is_bare(*span.to);
    return text + (is_close ? "–" : " – ") + format_date(*span.to, locale, style);
}

}  // namespace sen::language
