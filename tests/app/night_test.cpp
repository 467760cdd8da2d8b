// SPDX-License-Identifier: Apache-2.0
// The theme by hours: with a clock that the test sets, at a site in UTC+7.
#include <doctest/doctest.h>

#include <filesystem>

#include "app/dated_wall.h"
#include "trust/time_ratchet.h"
#include "trust/utc_time.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

std::chrono::sys_seconds at(hours hour, minutes minute) {
    return local(std::chrono::year{2026} / 11 / 26, hour, minute);
}

struct Evening : DatedWall {
    explicit Evening(std::chrono::sys_seconds wall, const std::string& night_theme = "dem")
        : DatedWall(wall, "night = \"18:30-06:00\"\nnight_theme = \"" + night_theme + "\"\n") {}
    /// What an authority has signed.
    void sign(const std::string& time) const {
        const auto folder = store() / "trusted/thanh-pho";
        std::filesystem::create_directories(folder);
        REQUIRE(write_file_atomically(folder / trust::kTimeFile, time));
    }
};

}  // namespace

TEST_CASE("night: the theme turns at its hour, while nobody visits, and back in the morning") {
    Evening evening(at(hours(18), minutes(29)));
    DemoKiosk& demo = evening.open();
    CHECK(evening.theme() == "sen");

    demo.wait(seconds(30));
    CHECK(evening.theme() == "sen");
    demo.wait(seconds(40));
    CHECK(evening.theme() == "dem");
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
    evening.pass(hours(6));  // past midnight
    CHECK(evening.theme() == "dem");
    evening.pass(hours(6));
    CHECK(evening.theme() == "sen");
}

TEST_CASE("night: started in the dark it is dark, and nothing of the day theme is drawn") {
    Evening evening(at(hours(2), minutes(0)));
    DemoKiosk& demo = evening.open();
    REQUIRE(evening.theme() == "dem");
    demo.tap(Point{320, 100});
    demo.wait(seconds(1));
    const auto night = demo.canvas().read_pixels().value();

    REQUIRE(demo.kiosk().use_theme("sen"));
    REQUIRE(demo.kiosk().use_theme("dem"));
    demo.kiosk().frame();

    CHECK(demo.canvas().read_pixels().value().pixels == night.pixels);
}

TEST_CASE("night: a visit keeps the theme that it began with") {
    Evening evening(at(hours(18), minutes(29)));
    DemoKiosk& demo = evening.open();
    demo.tap(Point{320, 100});
    REQUIRE(demo.kiosk().mode() == Kiosk::Mode::Visit);

    evening.stay();
    CHECK(evening.theme() == "sen");
    // Strong contrast goes with the visitor, and the hour comes after.
    auto comfort = demo.kiosk().comfort();
    comfort.has_contrast = true;
    demo.kiosk().set_comfort(comfort);
    demo.wait(seconds(1));
    CHECK(evening.theme() == "tuong-phan");
    demo.wait(seconds(300));

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
    CHECK(evening.theme() == "dem");
}

TEST_CASE("night: a clock that stands before what is signed is wrong, and it stays day") {
    Evening evening(at(hours(22), minutes(0)));
    evening.sign("2026-12-01T00:00:00Z");
    evening.open().wait(seconds(6));
    CHECK(evening.theme() == "sen");

    evening.sign("2026-11-20T00:00:00Z");
    evening.open().wait(seconds(6));
    CHECK(evening.theme() == "dem");

    // What cannot be read tells nothing.
    evening.sign("tomorrow");
    evening.open().wait(seconds(6));
    CHECK(evening.theme() == "dem");
}

TEST_CASE("night: a clock of before there was any kiosk is wrong without a signature, too") {
    Evening evening(std::chrono::sys_seconds{hours(15)});  // ten in the evening of 1970-01-01
    evening.open().wait(seconds(6));

    CHECK(evening.theme() == "sen");
}

TEST_CASE("night: a theme that is not installed leaves the day's") {
    Evening evening(at(hours(22), minutes(0)), "khong-co");
    evening.open().wait(seconds(6));

    CHECK(evening.theme() == "sen");
}

TEST_CASE("night: where the night has the highest contrast, no visitor is offered it") {
    Evening evening(at(hours(22), minutes(0)), "tuong-phan");
    DemoKiosk& demo = evening.open();
    REQUIRE(evening.theme() == "tuong-phan");
    demo.tap(Point{320, 100});
    demo.kiosk().show_comfort();
    demo.wait(seconds(1));

    CHECK_FALSE(demo.shows(demo.kiosk().context().string("strong_contrast")));
}
