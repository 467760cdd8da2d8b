// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "language/locale.h"
#include "language/text_fault.h"

namespace sen::language {

/// How much of a date is known, from the longest time to the shortest.
enum class DatePrecision {
    Term,        ///< nhiệm kỳ 2020–2025: `year` to `last_year`
    SchoolYear,  ///< năm học 2024–2025: `last_year` is the next
    Year,
    FirstMonths,  ///< 9 tháng năm 2022: January to `month`
    Quarter,      ///< quý III năm 2024: `quarter`
    Month,
    Day,
    DayOfYear,  ///< 21/6, of no year
};

/// A date of the proleptic Gregorian calendar with what is known of it; what is not known is 0.
struct Date {
    DatePrecision precision = DatePrecision::Year;
    int year = 0;  ///< 100 to 9999
    int last_year = 0;
    int quarter = 0;  ///< 1 to 4
    int month = 0;    ///< 1 to 12
    int day = 0;
    bool is_circa = false;

    bool operator==(const Date&) const = default;

    static Date of_day(std::chrono::year_month_day day);
    /// A day that is in the calendar, years and numbers in range, and nothing else filled in.
    bool is_valid() const;
};

/// What a line about time says: one date, or two with all between them; perhaps the hour.
struct DateSpan {
    Date from;
    std::optional<Date> to;
    std::optional<std::chrono::minutes> time;  ///< since midnight, of one Day only

    bool operator==(const DateSpan&) const = default;
};

/// The first and the last day that a date may mean.
struct DayBounds {
    std::chrono::sys_days first, last;

    bool operator==(const DayBounds&) const = default;
};
/// Nothing for a DayOfYear, or what is not valid.
std::optional<DayBounds> bounds_of(const Date& date);

/// Orders by the first day that is meant; of two with the same, the longer time first (1911,
/// quarter I, January, 1 January); `is_circa` first. Fits a column: 0 to below 2^40. A DayOfYear
/// comes before all years.
std::int64_t date_sort_key(const Date& date);

enum class DateStyle {
    Short,        ///< 5/6/1911 · 5 June 1911 · 6/1911 · 1911
    Long,         ///< ngày 5 tháng 6 năm 1911 · tháng 6 năm 1911 · năm 1911
    WithWeekday,  ///< Thứ Hai, ngày 5 tháng 6 năm 1911; the same as Long where the day is not known
};

/// In the way the country writes it; what is uncertain begins with "khoảng" or "about". `date` is
/// valid.
std::string format_date(const Date& date, Locale locale, DateStyle style);
/// "18/12/1972 – 18/12/2022", "1890–1969", "17:51 22/11/2024".
std::string format_span(const DateSpan& span, Locale locale, DateStyle style);
/// 24 hours: "14:05".
std::string format_time(std::chrono::minutes since_midnight);
/// "Thứ Hai", "Monday".
std::string weekday_name(std::chrono::weekday day, Locale locale);

/// Reads a line about time in Vietnamese or English, with or without marks: all that format_span
/// writes, and what ward papers hold: "Thứ Hai, ngày 22 tháng 7 năm 2024", "21/6", "[ Đăng ngày:
/// 23/01/2024 ]", "19-5-2022", "17:51 22/11/2024", "quý III năm 2024", "9 tháng năm 2022", "nhiệm
/// kỳ 2020 -2025", "tháng tư năm 1975", "2024-07-22". Day before month, always. The whole text must
/// be the date. Invalid, with the reason: no such day, another weekday than the day's, a year of
/// two digits, two dates in the wrong order, other words; more than Scanner::kMaxBytes.
Result<DateSpan> parse_date(std::string_view text);
/// Why it would refuse a text: date_cut, date_unclear {word}, date_year_digits {year},
/// date_number_alone {number}, date_not_in_calendar, date_weekday_alone, date_weekday {day},
/// date_hour, date_backwards, date_too_long. Nothing for a date.
std::optional<TextFault> find_date_fault(std::string_view text);

}  // namespace sen::language
