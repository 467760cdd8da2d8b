// SPDX-License-Identifier: Apache-2.0
// Another theme on certain days: with a clock that the test sets, at a site in UTC+7.
#include <doctest/doctest.h>

#include <chrono>
#include <limits>
#include <string>

#include "app/dated_wall.h"
#include "app/wardrobe.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

namespace {

ThemeDays on(const std::string& theme, const char* days) {
    return {theme, language::parse_day_rule(days).value()};
}

Wardrobe wardrobe_of(std::vector<ThemeDays> days) {
    Wardrobe wardrobe;
    wardrobe.theme_days = std::move(days);
    return wardrobe;
}

const char* const kTet = "[[theme_days]]\ntheme = \"giay-do\"\ndays = \"lunar 1/1, for 3 days\"\n";
constexpr auto kTet2030 = year{2030} / 2 / 2;

}  // namespace

TEST_CASE("theme days: Tết is worn from midnight on the wall to the end of its third day") {
    auto wardrobe = wardrobe_of({on("giay-do", "âm 1/1, trong 3 ngày")});

    CHECK(wardrobe.theme_at(local(kTet2030, hours(0)) - seconds(1)) == "sen");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(0))) == "giay-do");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(72)) - seconds(1)) == "giay-do");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(72))) == "sen");

    // Six hours further west the day begins six hours later.
    wardrobe = wardrobe_of({on("giay-do", "âm 1/1, trong 3 ngày")});
    wardrobe.utc_offset = hours(1);
    CHECK(wardrobe.theme_at(local(kTet2030, hours(6)) - seconds(1)) == "sen");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(6))) == "giay-do");
}

TEST_CASE("theme days: a leap month has its days where the rule says so") {
    // The fifth month of 2028 comes twice; the second one begins on 23 June.
    const auto first = local(year{2028} / 6 / 7, hours(12)),
               second = local(year{2028} / 7 / 7, hours(12));
    auto usual = wardrobe_of({on("dem", "lunar 15/5")});
    auto leap = wardrobe_of({on("dem", "lunar 15/5, leap only")});

    CHECK(usual.theme_at(first) == "dem");
    CHECK(usual.theme_at(second) == "sen");
    CHECK(leap.theme_at(first) == "sen");
    CHECK(leap.theme_at(second) == "dem");
}

TEST_CASE("theme days: of the rules that hold a day the first counts") {
    auto wardrobe = wardrobe_of({on("le", "solar 2/9"), on("thang", "solar 1/9, for 30 days")});

    CHECK(wardrobe.theme_at(local(year{2030} / 9 / 1, hours(8))) == "thang");
    CHECK(wardrobe.theme_at(local(year{2030} / 9 / 2, hours(8))) == "le");
    CHECK(wardrobe.theme_at(local(year{2030} / 9 / 3, hours(8))) == "thang");
    wardrobe.leave_out("le");
    CHECK(wardrobe.theme_at(local(year{2030} / 9 / 2, hours(8))) == "thang");
}

TEST_CASE("theme days: the night goes over them") {
    auto wardrobe = wardrobe_of({on("giay-do", "lunar 1/1")});
    wardrobe.night_theme = "dem";
    wardrobe.night = parse_daily_span("18:30-06:00");

    CHECK(wardrobe.theme_at(local(kTet2030, hours(5))) == "dem");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(6))) == "giay-do");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(18), minutes(30))) == "dem");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(30))) == "sen");
}

TEST_CASE("theme days: the rules are asked once for each day") {
    auto wardrobe = wardrobe_of({on("giay-do", "lunar 1/1")});
    REQUIRE(wardrobe.theme_at(local(kTet2030, hours(0))) == "giay-do");

    wardrobe.theme_days.front().theme = "dem";

    CHECK(wardrobe.theme_at(local(kTet2030, hours(23))) == "giay-do");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(24))) == "sen");
    CHECK(wardrobe.theme_at(local(kTet2030, hours(23))) == "dem");
}

TEST_CASE("theme days: before and after the calendar's years any clock gives some theme") {
    auto wardrobe =
        wardrobe_of({on("giay-do", "lunar 1/1, for 3 days"), on("le", "lunar 29/*, -366 days")});

    for (int of = -5000; of <= 30'000; of += 7) wardrobe.theme_at(sys_days{year{of} / 2 / 1});
    for (const auto day : {year{-5000} / 2 / 1, year{1899} / 2 / 10, year{2201} / 1 / 1,
                           year{9999} / 12 / 31, year{30'000} / 2 / 1})
        CHECK(wardrobe.theme_at(sys_days{day}) == "sen");
    CHECK(wardrobe.theme_at(local(year{2199} / 1 / 28, hours(8))) == "giay-do");
}

TEST_CASE("theme days: the wall changes at midnight, and back after the last day") {
    DatedWall wall(local(kTet2030, hours(-3)), kTet);
    wall.open();
    CHECK(wall.theme() == "sen");

    wall.pass(hours(3));
    CHECK(wall.theme() == "giay-do");
    wall.pass(hours(71));
    CHECK(wall.theme() == "giay-do");
    wall.pass(hours(1));
    CHECK(wall.theme() == "sen");
}

TEST_CASE("theme days: a visit keeps the theme that it began with, but for its own contrast") {
    DatedWall wall(local(kTet2030, hours(0)) - seconds(30), kTet);
    DemoKiosk& demo = wall.open();
    demo.tap(Point{320, 100});
    REQUIRE(demo.kiosk().mode() == Kiosk::Mode::Visit);

    wall.stay();
    CHECK(wall.theme() == "sen");
    auto comfort = demo.kiosk().comfort();
    for (const bool has_contrast : {true, false}) {
        comfort.has_contrast = has_contrast;
        demo.kiosk().set_comfort(comfort);
        demo.wait(seconds(1));
        CHECK(wall.theme() == (has_contrast ? "tuong-phan" : "sen"));
    }
    demo.wait(seconds(300));

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
    CHECK(wall.theme() == "giay-do");
    demo.tap(Point{320, 100});
    CHECK(wall.theme() == "giay-do");
    comfort.has_contrast = true;
    demo.kiosk().set_comfort(comfort);
    demo.wait(seconds(1));
    CHECK(wall.theme() == "tuong-phan");
}

TEST_CASE("theme days: a theme that is not installed leaves the day to the next rule") {
    const std::string missing = "[[theme_days]]\ntheme = \"khong-co\"\ndays = \"lunar 1/1\"\n";
    DatedWall wall(local(kTet2030, hours(8)), missing + kTet);
    wall.open().wait(seconds(6));
    CHECK(wall.theme() == "giay-do");

    DatedWall alone(local(kTet2030, hours(8)), missing);
    alone.open().wait(seconds(6));
    CHECK(alone.theme() == "sen");
}

TEST_CASE("theme days: a clock of before any kiosk, or after the calendar, knows no days") {
    // Tết of 1970 was on 6 February.
    for (const auto day :
         {year{1970} / 1 / 1, year{1970} / 2 / 6, year{2025} / 1 / 29, year{2300} / 2 / 2}) {
        DatedWall wall(local(day, hours(8)), kTet);
        wall.open().wait(seconds(6));
        CHECK(wall.theme() == "sen");
    }
}
