// SPDX-License-Identifier: Apache-2.0
#include "language/lunar_calendar.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sen;
using namespace sen::language;
using namespace std::chrono;

namespace {

SolarDay solar(int day, int month, int year) {
    return SolarDay(std::chrono::year(year) / month / day);
}

SolarDay tet_of(int year) {
    return to_solar({year, 1, 1, false}).value();
}

struct Row {
    int year;
    const char* name;
    SolarDay tet, gio_to, mid_autumn, kitchen_gods;
    int leap_month;
    SolarDay leap_begin;
};

}  // namespace

TEST_CASE("lunar calendar: the table of 2020 to 2030") {
    const SolarDay none;
    const std::vector<Row> rows{
        {2020, "Canh Tý", solar(25, 1, 2020), solar(2, 4, 2020), solar(1, 10, 2020),
         solar(4, 2, 2021), 4, solar(23, 5, 2020)},
        {2021, "Tân Sửu", solar(12, 2, 2021), solar(21, 4, 2021), solar(21, 9, 2021),
         solar(25, 1, 2022), 0, none},
        {2022, "Nhâm Dần", solar(1, 2, 2022), solar(10, 4, 2022), solar(10, 9, 2022),
         solar(14, 1, 2023), 0, none},
        {2023, "Quý Mão", solar(22, 1, 2023), solar(29, 4, 2023), solar(29, 9, 2023),
         solar(2, 2, 2024), 2, solar(22, 3, 2023)},
        {2024, "Giáp Thìn", solar(10, 2, 2024), solar(18, 4, 2024), solar(17, 9, 2024),
         solar(22, 1, 2025), 0, none},
        {2025, "Ất Tỵ", solar(29, 1, 2025), solar(7, 4, 2025), solar(6, 10, 2025),
         solar(10, 2, 2026), 6, solar(25, 7, 2025)},
        {2026, "Bính Ngọ", solar(17, 2, 2026), solar(26, 4, 2026), solar(25, 9, 2026),
         solar(30, 1, 2027), 0, none},
        {2027, "Đinh Mùi", solar(6, 2, 2027), solar(16, 4, 2027), solar(15, 9, 2027),
         solar(19, 1, 2028), 0, none},
        {2028, "Mậu Thân", solar(26, 1, 2028), solar(4, 4, 2028), solar(3, 10, 2028),
         solar(6, 2, 2029), 5, solar(23, 6, 2028)},
        {2029, "Kỷ Dậu", solar(13, 2, 2029), solar(23, 4, 2029), solar(22, 9, 2029),
         solar(26, 1, 2030), 0, none},
        {2030, "Canh Tuất", solar(2, 2, 2030), solar(12, 4, 2030), solar(12, 9, 2030),
         solar(16, 1, 2031), 0, none},
    };

    for (const auto& row : rows) {
        CAPTURE(row.year);
        CHECK(can_chi_of_year(row.year).name() == row.name);
        CHECK(tet_of(row.year) == row.tet);
        CHECK(to_solar({row.year, 3, 10, false}).value() == row.gio_to);
        CHECK(to_solar({row.year, 8, 15, false}).value() == row.mid_autumn);
        CHECK(to_solar({row.year, 12, 23, false}).value() == row.kitchen_gods);
        CHECK(leap_month_of(row.year).value_or(0) == row.leap_month);
        if (row.leap_month != 0)
            CHECK(to_solar({row.year, row.leap_month, 1, true}).value() == row.leap_begin);
    }
}

TEST_CASE("lunar calendar: the years in which UTC+8 would be wrong") {
    CHECK(tet_of(1968) == solar(29, 1, 1968));
    CHECK(tet_of(1985) == solar(21, 1, 1985));
    CHECK(tet_of(2007) == solar(17, 2, 2007));
    CHECK(tet_of(2030) == solar(2, 2, 2030));
    CHECK(tet_of(2053) == solar(18, 2, 2053));
}

TEST_CASE("lunar calendar: new moons so near to midnight that shortened formulas miss the day") {
    CHECK(lunar_month_length(2072, 10, false) == 29);
    CHECK(lunar_month_length(2077, 9, false) == 29);
    CHECK(lunar_month_length(2130, 3, false) == 29);
    CHECK(lunar_month_length(2150, 4, false) == 29);
    CHECK(lunar_month_length(2159, 3, false) == 29);
    CHECK(leap_month_of(2148) == 1);
}

TEST_CASE("lunar calendar: dates that other people have published") {
    struct Known {
        SolarDay solar;
        LunarDay lunar;
    };
    const std::vector<Known> known{
        {solar(13, 4, 1904), {1904, 2, 28}},  {solar(26, 8, 2022), {2022, 7, 29}},
        {solar(4, 2, 2025), {2025, 1, 7}},    {solar(15, 2, 2026), {2025, 12, 28}},
        {solar(22, 2, 2026), {2026, 1, 6}},   {solar(25, 6, 1983), {1983, 5, 15}},
        {solar(30, 10, 1989), {1989, 10, 2}}, {solar(30, 4, 1975), {1975, 3, 20}},
        {solar(1, 7, 2025), {2025, 6, 7}},    {solar(2, 9, 2025), {2025, 7, 11}},
        {solar(23, 2, 2026), {2026, 1, 7}},   {solar(12, 2, 2027), {2027, 1, 7}},
        {solar(22, 9, 2025), {2025, 8, 1}},   {solar(11, 9, 2026), {2026, 8, 1}},
        {solar(1, 9, 2027), {2027, 8, 1}},    {solar(12, 9, 2025), {2025, 7, 21}},
        {solar(2, 9, 2026), {2026, 7, 21}}};

    for (const auto& date : known) {
        CAPTURE(format_lunar(date.lunar, Locale::Vietnamese));
        CHECK(to_lunar(date.solar).value() == date.lunar);
        CHECK(to_solar(date.lunar).value() == date.solar);
    }
    CHECK(can_chi_of_year(1904).name() == "Giáp Thìn");
    CHECK(can_chi_of_year(1975).name() == "Ất Mão");
    CHECK(leap_month_of(2031) == 3);
    CHECK(to_solar({2031, 3, 1, true}).value() == solar(21, 4, 2031));
    CHECK(leap_month_of(2033) == 11);
    CHECK(to_solar({2033, 11, 1, true}).value() == solar(22, 12, 2033));
}

TEST_CASE("lunar calendar: names of months and days") {
    CHECK(can_chi_of_month(2024, 1).name() == "Bính Dần");
    CHECK(can_chi_of_month(2025, 1).name() == "Mậu Dần");
    CHECK(can_chi_of_day(solar(1, 1, 2000)).name() == "Mậu Ngọ");
    CHECK(can_chi_of_day(solar(10, 2, 2024)).name() == "Giáp Thìn");
}

TEST_CASE("lunar calendar: days are written as people say them") {
    CHECK(format_lunar({2025, 1, 7, false}, Locale::Vietnamese) == "mùng 7 tháng Giêng năm Ất Tỵ");
    CHECK(format_lunar({2025, 6, 15, true}, Locale::Vietnamese) == "15 tháng 6 nhuận năm Ất Tỵ");
    CHECK(format_lunar({2024, 12, 23, false}, Locale::Vietnamese) == "23 tháng Chạp năm Giáp Thìn");
    CHECK(format_lunar({2025, 6, 15, true}, Locale::English) ==
          "day 15 of leap month 6, year Ất Tỵ");
}

TEST_CASE("lunar calendar: every day from 1900 to 2199 goes there and back, one after the other") {
    int count = 0;
    LunarDay before = to_lunar(solar(1, 1, 1900)).value();
    for (SolarDay day = solar(1, 1, 1900); day <= solar(31, 12, 2199); day += days(1), ++count) {
        const auto lunar = to_lunar(day);
        if (!lunar || to_solar(*lunar).value_or(SolarDay{}) != day) {
            FAIL_CHECK(day.time_since_epoch().count());
            continue;
        }
        const bool is_next = lunar->day == before.day + 1 || (lunar->day == 1 && before.day >= 29);
        if (count > 0 && !is_next) FAIL_CHECK(day.time_since_epoch().count());
        before = *lunar;
    }
    CHECK(count == 109'573);  // 73,049 of them to the end of 2099
}

TEST_CASE("lunar calendar: months have 29 or 30 days, years 12 or 13 months") {
    for (int year = kFirstLunarYear; year <= kLastLunarYear; ++year) {
        CAPTURE(year);
        int length = 0;
        for (int month = 1; month <= 12; ++month) {
            const int days_in_month = lunar_month_length(year, month, false).value();
            CHECK((days_in_month == 29 || days_in_month == 30));
            length += days_in_month;
        }
        if (const auto leap = leap_month_of(year))
            length += lunar_month_length(year, *leap, true).value();
        CHECK((length >= 353 && length <= 385));
    }
}

TEST_CASE("lunar calendar: days that are not there are refused") {
    CHECK_FALSE(to_solar({2025, 5, 1, true}));     // month 6 is the leap one
    CHECK_FALSE(to_solar({2025, 12, 30, false}));  // 29 days
    CHECK_FALSE(to_solar({2025, 13, 1, false}));
    CHECK_FALSE(to_solar({2025, 1, 0, false}));
    CHECK_FALSE(to_solar({1898, 1, 1, false}));
    CHECK_FALSE(to_solar({2200, 1, 1, false}));
    CHECK_FALSE(to_lunar(solar(1, 1, 1899)));
    CHECK_FALSE(to_lunar(solar(1, 1, 2300)));
    CHECK_FALSE(to_lunar(SolarDay(days(2'000'000'000))));
}
