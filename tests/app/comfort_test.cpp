// SPDX-License-Identifier: Apache-2.0
// What a visitor sets for eyes, ears and reach: it shows at once, and ends with the visit.
#include <doctest/doctest.h>

#include "app/visit.h"
#include "base/log.h"
#include "screens/album_screen.h"
#include "screens/comfort_panel.h"
#include "screens/film_screen.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

struct ComfortVisit : Visit {
    bool has_panel() {
        return dynamic_cast<screens::ComfortPanel*>(kiosk().stage().overlay()) != nullptr;
    }
};

}  // namespace

TEST_CASE("comfort: the panel opens over every page, and a touch beside it closes it") {
    ComfortVisit visit;
    for (const char* exhibit : {"cau", "pho", "phim"}) {
        visit.open(exhibit);
        visit.demo->tap(visit.word("comfort"));
        CHECK(visit.has_panel());
        visit.demo->tap(Point{100, 100});
        CHECK_FALSE(visit.has_panel());
        CHECK(visit.kiosk().place()->id == std::string("demo/") + exhibit);
    }
    visit.demo->tap(visit.word("comfort"));
    visit.demo->wait(seconds(5));
    CHECK(visit.has_panel());
    visit.demo->tap(visit.word("done"));
    CHECK_FALSE(visit.has_panel());
}

TEST_CASE("comfort: a change is seen at once, and one button undoes them all") {
    ComfortVisit visit;
    visit.open("cau");
    const int body = visit.kiosk().context().metrics.body;
    const double luma = visit.demo->mean_luma();
    visit.demo->tap(visit.word("comfort"));

    visit.demo->tap(visit.word("text_size") + " 200 %");
    CHECK(visit.kiosk().context().metrics.body == 2 * body);
    visit.demo->tap(visit.word("strong_contrast"));
    CHECK(visit.kiosk().context().theme->name == "tuong-phan");
    CHECK(visit.demo->mean_luma() < luma / 2);
    visit.demo->tap(visit.word("less_motion"));
    CHECK(visit.kiosk().context().is_reduced_motion);
    visit.demo->tap(visit.word("quieter"));
    CHECK(visit.kiosk().comfort().volume_percent == 60);
    CHECK(visit.has_panel());

    visit.demo->tap(visit.word("as_before"));
    CHECK(visit.kiosk().context().metrics.body == body);
    CHECK(visit.kiosk().context().theme->name == "sen");
    CHECK_FALSE(visit.kiosk().context().is_reduced_motion);
    CHECK(visit.kiosk().comfort() == screens::Comfort{});
}

TEST_CASE("comfort: all of it ends with the visit") {
    ComfortVisit visit;
    screens::Comfort comfort;
    comfort.text_percent = 160;
    comfort.has_contrast = true;
    comfort.is_lowered = true;
    comfort.has_captions = false;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));
    REQUIRE(visit.kiosk().comfort() == comfort);

    // No longer than it takes: the attract loop draws all the time.
    for (int i = 0; i < 180 && visit.kiosk().mode() != Kiosk::Mode::Attract; ++i)
        visit.demo->wait(seconds(1));

    CHECK(visit.kiosk().mode() == Kiosk::Mode::Attract);
    CHECK(visit.kiosk().comfort() == screens::Comfort{});
    CHECK(visit.kiosk().context().theme->name == "sen");
    CHECK(visit.kiosk().context().metrics.text_scale == 1);
}

TEST_CASE("comfort: an album stays at its picture when the letters or the language change") {
    ComfortVisit visit;
    visit.open("pho");
    visit.demo->tap(visit.word("next_picture"));
    REQUIRE(visit.demo->shows("2 / 2"));

    screens::Comfort comfort;
    comfort.text_percent = 130;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));
    CHECK(visit.demo->shows("2 / 2"));
    visit.kiosk().use_language("en");
    visit.demo->wait(seconds(1));
    CHECK(visit.demo->shows("2 / 2"));
    CHECK(visit.kiosk().language() == "en");
}

TEST_CASE("comfort: a guide is not sent away for two hours, and turns pages and exhibits") {
    ComfortVisit visit;
    visit.open("cau");
    screens::Comfort comfort;
    comfort.is_guided = true;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));

    for (int i = 0; i < 20 && visit.kiosk().place()->id == "demo/cau"; ++i)
        visit.demo->tap(visit.word("guide_on"));
    CHECK(visit.kiosk().place()->id == "demo/pho");
    visit.demo->tap(visit.word("guide_on"));
    CHECK(visit.demo->shows("2 / 2"));
    visit.demo->tap(visit.word("guide_on"));  // the last of the collection
    CHECK(visit.kiosk().place()->id == "demo/pho");
    visit.demo->tap(visit.word("guide_back"));
    visit.demo->tap(visit.word("guide_back"));
    CHECK(visit.kiosk().place()->id == "demo/cau");

    visit.demo->clock().advance(minutes(119));
    visit.demo->wait(seconds(1));
    CHECK(visit.kiosk().stage().overlay() == nullptr);
    visit.demo->clock().advance(minutes(2));
    visit.demo->wait(seconds(1));
    CHECK(visit.kiosk().stage().overlay() != nullptr);
}

TEST_CASE("comfort: keys do all that a finger does") {
    ComfortVisit visit;
    visit.open("cau");

    visit.kiosk().show_comfort();
    visit.demo->wait(seconds(1));
    visit.kiosk().key(ui::Key::Back);
    visit.demo->wait(seconds(1));
    CHECK_FALSE(visit.has_panel());
    visit.kiosk().key(ui::Key::Back);
    CHECK(visit.kiosk().place()->kind == Place::Kind::Collection);
    visit.demo->wait(seconds(1));
    visit.kiosk().key(ui::Key::Next);
    visit.kiosk().key(ui::Key::Act);
    CHECK(visit.kiosk().place()->id == "demo/cau");
}
