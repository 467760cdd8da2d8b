// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/result.h"
#include "language/locale.h"

namespace sen::language {

/// The Vietnamese lunar calendar, by the rules of Hồ Ngọc Đức, "Thuật toán tính âm lịch":
/// a month begins on the day on which the moon is new; the winter solstice lies in month 11; when
/// thirteen months lie between two such months, the first of them without a major solar term (a
/// multiple of 30° of the sun's longitude) is leap; days are those of the meridian 105° E, UTC+7.
///
/// New moons are computed with more terms than his program has (`new_moon.h`), so that months agree
/// with his exact tables from 1968 to 2199; but for 2054, where the moon is new 23 seconds after
/// midnight of 8 May.
///
/// **Time zones.** UTC+7 is taken for all years. It has been Vietnam's legal time, and the
/// calendar's, since 1968. Before that printed calendars mostly followed UTC+8 (as his tables do),
/// and in 1968 Tết was a day later in the South. So a lunar date before 1968 is taken from its
/// source, not from here.

inline constexpr int kFirstLunarYear = 1899;  // so that all of 1900 has lunar dates
inline constexpr int kLastLunarYear = 2199;

/// A day of the lunar calendar. `year` is the solar year in which its first month begins.
struct LunarDay {
    int year = 0;
    int month = 1;         ///< 1 to 12
    int day = 1;           ///< 1 to 30
    bool is_leap = false;  ///< in the second month of that number

    bool operator==(const LunarDay&) const = default;
};

/// Solar days are days of the proleptic Gregorian calendar in Vietnam's time zone.
using SolarDay = std::chrono::sys_days;

/// Invalid outside of the lunar years 1899 to 2199: every day of the solar years 1900 to 2199 has
/// one.
Result<LunarDay> to_lunar(SolarDay day);
/// Invalid for a day that the calendar does not have: day 30 of a month of 29, a leap month that is
/// not.
Result<SolarDay> to_solar(const LunarDay& day);

/// 29 or 30; nothing when the year has no such month, or is not in range.
std::optional<int> lunar_month_length(int year, int month, bool is_leap);
/// The number of the month that comes twice; nothing in most years.
std::optional<int> leap_month_of(int year);

/// A name of the cycle of sixty: a stem (can, 0 to 9 from Giáp) and a branch (chi, 0 to 11 from
/// Tý).
struct CanChi {
    int stem = 0;
    int branch = 0;

    bool operator==(const CanChi&) const = default;
    /// "Giáp Thìn".
    std::string name() const;
};
CanChi can_chi_of_year(int lunar_year);
/// A leap month has the name of the month before it, whose number it has.
CanChi can_chi_of_month(int lunar_year, int month);
CanChi can_chi_of_day(SolarDay day);

/// "mùng 7 tháng Giêng năm Ất Tỵ", "15 tháng 6 nhuận năm Ất Tỵ", "23 tháng Chạp năm Giáp Thìn";
/// in English "day 15 of leap month 6, year Ất Tỵ".
std::string format_lunar(const LunarDay& day, Locale locale);

}  // namespace sen::language
