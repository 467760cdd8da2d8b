// SPDX-License-Identifier: Apache-2.0
#include "language/lunar_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "language/new_moon.h"

namespace sen::language {

namespace {

namespace chrono = std::chrono;
using chrono::days;

constexpr long kJulianDayOf1970 = 2440588;
constexpr int kSolstice = 9;  // the sector that begins with the winter solstice

SolarDay from_julian(long julian_day) {
    return SolarDay(days(julian_day - kJulianDayOf1970));
}

long to_julian(SolarDay day) {
    return day.time_since_epoch().count() + kJulianDayOf1970;
}

struct Month {
    SolarDay begin;
    int year, number;
    bool is_leap;
};

/// The new moons that the table needs, by number from the first.
class NewMoons {
  public:
    NewMoons() {
        const long last = to_julian(SolarDay(chrono::year(kLastLunarYear + 2) / 1 / 1));
        int k = kMoonsBefore;
        do {
            days_.push_back(new_moon_day(k++));
        } while (days_.back() <= last);
    }

    long day(std::size_t moon) const { return days_[moon]; }

    /// The moon with which the 11th month begins that holds the winter solstice of a year.
    std::size_t find_month_11(int year) const {
        const long end_of_year = to_julian(SolarDay(chrono::year(year) / 12 / 31));
        const auto next = std::upper_bound(days_.begin(), days_.end(), end_of_year);
        const auto moon = static_cast<std::size_t>(next - days_.begin()) - 1;
        // When the sun has passed the solstice before the moon is new, that month is the 12th.
        return sun_sector(days_[moon]) >= kSolstice ? moon - 1 : moon;
    }

    /// Of the months between two 11th months the first without a major solar term: the sun begins
    /// it and the next in one sector. 0 when there are but twelve.
    std::size_t find_leap(std::size_t first, std::size_t last) const {
        if (last - first == 12) return 0;
        for (std::size_t moon = first + 1; moon < last; ++moon)
            if (sun_sector(days_[moon]) == sun_sector(days_[moon + 1])) return moon;
        return 0;
    }

  private:
    static constexpr int kMoonsBefore = -30;  // two years and more before 1900
    std::vector<long> days_;
};

/// All months from the 11th of the year before the first to that of the year after the last.
std::vector<Month> make_months() {
    const NewMoons moons;
    std::vector<Month> months;
    std::size_t first = moons.find_month_11(kFirstLunarYear - 1);
    for (int year = kFirstLunarYear; year <= kLastLunarYear + 1; ++year) {
        const std::size_t last = moons.find_month_11(year);
        const std::size_t leap = moons.find_leap(first, last);
        int number = 11;
        for (std::size_t moon = first; moon < last; ++moon) {
            const bool is_leap = moon == leap;
            if (moon > first && !is_leap) number = number % 12 + 1;
            const int lunar_year = number >= 11 ? year - 1 : year;
            months.push_back({from_julian(moons.day(moon)), lunar_year, number, is_leap});
        }
        first = last;
    }
    return months;
}

/// 3,700 months, 60 KB; computed once, in milliseconds.
const std::vector<Month>& months() {
    static const auto table = make_months();
    return table;
}

/// The month that holds the day; nullptr outside of the table. (Its last month only ends the one
/// before.)
const Month* find_month(SolarDay day) {
    const auto& table = months();
    const auto next =
        std::upper_bound(table.begin(), table.end(), day,
                         [](SolarDay d, const Month& month) { return d < month.begin; });
    return next == table.begin() || next == table.end() ? nullptr : &*(next - 1);
}

/// nullptr when the year has none such, or is not in range; what is found is followed by another
/// month.
const Month* find_month(int year, int number, bool is_leap) {
    if (year < kFirstLunarYear || year > kLastLunarYear) return nullptr;
    const auto& table = months();
    auto month = std::partition_point(table.begin(), table.end(),
                                      [&](const Month& m) { return m.year < year; });
    for (; month->year == year; ++month)
        if (month->number == number && month->is_leap == is_leap) return &*month;
    return nullptr;
}

int modulo(long value, long divisor) {
    return static_cast<int>(((value % divisor) + divisor) % divisor);
}

}  // namespace

Result<LunarDay> to_lunar(SolarDay day) {
    const auto* const month = find_month(day);
    if (month == nullptr || month->year < kFirstLunarYear || month->year > kLastLunarYear)
        return fail(ErrorKind::Invalid, "no lunar date outside of {} to {}", kFirstLunarYear,
                    kLastLunarYear);
    const auto number = static_cast<int>((day - month->begin).count()) + 1;
    return LunarDay{month->year, month->number, number, month->is_leap};
}

Result<SolarDay> to_solar(const LunarDay& day) {
    const auto length = lunar_month_length(day.year, day.month, day.is_leap);
    if (!length || day.day < 1 || day.day > *length)
        return fail(ErrorKind::Invalid, "the lunar year {} has no day {}/{}{}", day.year, day.day,
                    day.month, day.is_leap ? " (leap)" : "");
    return find_month(day.year, day.month, day.is_leap)->begin + days(day.day - 1);
}

std::optional<int> lunar_month_length(int year, int month, bool is_leap) {
    const auto* const found = find_month(year, month, is_leap);
    if (found == nullptr) return std::nullopt;
    return static_cast<int>((std::next(found)->begin - found->begin).count());
}

std::optional<int> leap_month_of(int year) {
    for (int month = 1; month <= 12; ++month)
        if (lunar_month_length(year, month, true)) return month;
    return std::nullopt;
}

std::string CanChi::name() const {
    static constexpr std::array<const char*, 10> kStems{"Giáp", "Ất",   "Bính", "Đinh", "Mậu",
                                                        "Kỷ",   "Canh", "Tân",  "Nhâm", "Quý"};
    static constexpr std::array<const char*, 12> kBranches{
        "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"};
    return std::string(kStems[static_cast<std::size_t>(modulo(stem, 10))]) + " " +
           kBranches[static_cast<std::size_t>(modulo(branch, 12))];
}

CanChi can_chi_of_year(int lunar_year) {
    // Year 4 was Giáp Tý.
    return {modulo(lunar_year - 4L, 10), modulo(lunar_year - 4L, 12)};
}

CanChi can_chi_of_month(int lunar_year, int month) {
    // The first month is always Dần; stems go on from year to year, twelve at a time.
    return {modulo(lunar_year * 12L + month + 3, 10), modulo(month + 1L, 12)};
}

CanChi can_chi_of_day(SolarDay day) {
    const long julian_day = to_julian(day);
    return {modulo(julian_day + 9, 10), modulo(julian_day + 1, 12)};
}

std::string format_lunar(const LunarDay& day, Locale locale) {
    const auto year = can_chi_of_year(day.year).name();
    if (locale == Locale::English)
        return fmt::format("day {} of {}month {}, year {}", day.day, day.is_leap ? "leap " : "",
                           day.month, year);
    const std::string month = day.month == 1    ? "Giêng"
                              : day.month == 12 ? "Chạp"
                                                : std::to_string(day.month);
    return fmt::format("{}{} tháng {}{} năm {}", day.day <= 10 ? "mùng " : "", day.day, month,
                       day.is_leap ? " nhuận" : "", year);
}

}  // namespace sen::language
