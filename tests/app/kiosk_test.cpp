// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk.h"

#include <doctest/doctest.h>

#include <fstream>

#include "app/demo_store.h"
#include "app/window_loop.h"
#include "base/log.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::seconds;

namespace {
/// The kiosk's complaints belong to its log, not to the test's output.
const bool kQuiet = [] {
    log::set_level(log::Level::Error);
    return true;
}();
const Point kMiddle{320, 150};
}  // namespace

TEST_CASE("kiosk: without a store it is calm, and takes up a store that comes") {
    DemoStore store;
    DemoKiosk demo(store.path());
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Calm);
    CHECK(demo.mean_luma() > 100);
    demo.tap(kMiddle);
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Calm);

    store.install(1, "Đất");
    demo.wait(seconds(6));

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
}

TEST_CASE("kiosk: a catalogue that is no database leaves it calm") {
    DemoStore store;
    store.install(1, "Đất");
    const auto catalogue = store.catalogue();
    std::filesystem::permissions(catalogue, std::filesystem::perms::owner_all);
    std::ofstream(catalogue, std::ios::trunc) << "no database at all";

    DemoKiosk demo(store.path());

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Calm);
    CHECK(demo.shows("Sen"));
}

TEST_CASE("kiosk: a `current` that points nowhere leaves it calm") {
    DemoStore store;
    store.install(1, "Đất");
    std::filesystem::remove(store.path() / "current");
    std::filesystem::create_symlink("generations/77", store.path() / "current");

    DemoKiosk demo(store.path());

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Calm);
}

TEST_CASE("kiosk: the touch that wakes presses nothing under it") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path());
    demo.touch(ui::TouchPhase::Down, kMiddle);
    demo.wait(seconds(1));
    REQUIRE(demo.kiosk().mode() == Kiosk::Mode::Visit);
    // Over whatever lies there: the finger comes up on the first card.
    demo.touch(ui::TouchPhase::Up, kMiddle);
    demo.wait(seconds(1));

    CHECK(demo.kiosk().place()->kind == screens::Place::Kind::Home);
}

TEST_CASE("kiosk: a report calls each page by its name") {
    DemoStore store;
    DemoKiosk demo(store.path(), {1920, 1080});
    const auto is_place = [&](const std::string& kind) {
        return page_name(demo.kiosk()) == kind + " " + demo.kiosk().place()->id;
    };
    CHECK(page_name(demo.kiosk()) == "calm");
    store.install(1, "Đất");
    demo.wait(seconds(6));
    CHECK(page_name(demo.kiosk()) == "attract");
    demo.tap(kMiddle);
    CHECK(page_name(demo.kiosk()) == "home");

    demo.tap("Đất");
    CHECK(is_place("collection"));
    demo.tap("Phố chợ");
    CHECK(is_place("exhibit"));
}

TEST_CASE("kiosk: a visitor goes in, turns the pages, changes the language and comes back") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);

    demo.tap("Đất");
    CHECK(demo.kiosk().place()->kind == screens::Place::Kind::Collection);
    demo.tap("Phố chợ");
    CHECK(demo.shows("1 / 2"));
    demo.tap("Hình sau");
    CHECK(demo.shows("2 / 2"));
    demo.tap("Language");
    demo.tap("English");
    CHECK(demo.shows("Market"));
    demo.tap("Back");
    CHECK(demo.shows("Old bridge"));
    demo.tap("Old bridge");
    CHECK(demo.shows("1902"));
    demo.tap("Home");
    CHECK(demo.kiosk().place()->kind == screens::Place::Kind::Home);
}

TEST_CASE("kiosk: it asks \"still there?\", and an answer keeps the page") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    demo.tap("Đất");

    demo.wait(seconds(59));
    CHECK(demo.kiosk().stage().overlay() == nullptr);
    demo.wait(seconds(2));
    REQUIRE(demo.kiosk().stage().overlay() != nullptr);
    demo.tap("Xem tiếp");
    CHECK(demo.kiosk().stage().overlay() == nullptr);
    CHECK(demo.kiosk().place()->kind == screens::Place::Kind::Collection);

    demo.wait(seconds(62));
    REQUIRE(demo.kiosk().stage().overlay() != nullptr);
    demo.tap("Kết thúc");
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
}

TEST_CASE("kiosk: nobody answers, and the visit ends in the first language") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    demo.tap("Language");
    demo.tap("English");
    REQUIRE(demo.kiosk().language() == "en");

    demo.wait(seconds(83));

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
    CHECK(demo.kiosk().language() == "vi");
}

TEST_CASE("kiosk: a new generation waits for the end of the visit") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    store.install(2, "Sông");

    demo.wait(seconds(30));
    CHECK(demo.kiosk().library()->generation() == 1);
    CHECK(demo.shows("Đất"));
    demo.wait(seconds(60));
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
    CHECK(demo.kiosk().library()->generation() == 2);
    demo.tap(kMiddle);

    CHECK(demo.shows("Sông"));
}

TEST_CASE("kiosk: pulling the store from under a visit ends nothing") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    demo.tap("Đất");

    store.remove();
    demo.tap("Cầu cũ");
    CHECK(demo.shows("1902"));
    demo.tap("Quay lại");
    demo.tap("Trang đầu");
    demo.tap("Phim");
    demo.tap("Phim sông");
    demo.wait(seconds(90));

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Calm);
    demo.wait(seconds(60));
    CHECK(demo.mean_luma() > 30);
    store.install(1, "Đất");
    demo.wait(seconds(10));
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
}

TEST_CASE("kiosk: the attract loop goes from picture to film to picture and is never black") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path());

    for (int i = 0; i < 1200; ++i) {
        demo.wait(Milliseconds(50));
        REQUIRE(demo.mean_luma() > 30);
    }

    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
}

TEST_CASE("kiosk: a page at rest draws no frame") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    demo.tap("Đất");
    demo.wait(seconds(2));

    const auto before = demo.canvas().frames_presented();
    demo.wait(seconds(30));

    CHECK(demo.canvas().frames_presented() == before);
}

TEST_CASE("kiosk: another theme is on the wall with the next frame, and nothing of the old one") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path());
    demo.tap(kMiddle);
    demo.wait(seconds(1));

    REQUIRE(demo.kiosk().use_theme("tuong-phan"));
    demo.kiosk().frame();
    const auto switched = demo.canvas().read_pixels().value();
    demo.kiosk().home();
    demo.wait(seconds(1));
    const auto fresh = demo.canvas().read_pixels().value();

    CHECK(switched.pixels == fresh.pixels);
    CHECK(demo.kiosk().context().theme->name == "tuong-phan");
}

TEST_CASE("kiosk: a theme that is not installed changes nothing") {
    DemoStore store;
    DemoKiosk demo(store.path());

    const auto result = demo.kiosk().use_theme("không-có");

    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::NotFound);
    CHECK(demo.kiosk().context().theme->name == "sen");
}

TEST_CASE("kiosk: who comes back to a list finds it as far down as it was left") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {640, 360});
    demo.tap(kMiddle);
    screens::Comfort large;
    large.text_percent = 200;
    demo.kiosk().set_comfort(large);
    demo.wait(seconds(1));
    demo.kiosk().open({screens::Place::Kind::Collection, "demo/mot"});
    demo.wait(seconds(1));
    const auto list = [&] {
        ui::Scroll* found = nullptr;
        demo.kiosk().stage().root()->each([&](ui::Widget& widget) {
            if (found == nullptr) found = dynamic_cast<ui::Scroll*>(&widget);
        });
        return found;
    };
    REQUIRE(list()->limit() > 20);
    list()->scroll_to(20);
    demo.wait(seconds(1));

    demo.kiosk().open({screens::Place::Kind::Exhibit, "demo/cau"});
    demo.wait(seconds(1));
    demo.kiosk().back();
    demo.wait(seconds(1));
    CHECK(list()->offset() == 20);
    demo.kiosk().home();
    demo.wait(seconds(1));
    demo.kiosk().open({screens::Place::Kind::Collection, "demo/mot"});
    demo.wait(seconds(1));
    CHECK(list()->limit() > 20);
    CHECK(list()->offset() == 0);
}

TEST_CASE("kiosk: with less motion every page is whole in the frame after the tap") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    screens::Comfort calm;
    calm.has_less_motion = true;
    demo.kiosk().set_comfort(calm);
    demo.wait(seconds(1));
    const auto picture = [&] { return graphics::fingerprint(demo.canvas().read_pixels().value()); };

    for (const char* label :
         {"Đất", "Cầu cũ", "Quay lại", "Phố chợ", "Hình sau", "Phóng to", "Quay lại", "Trang đầu",
          "Phim", "Phim sông", "Language", "English", "Home"}) {
        CAPTURE(label);
        REQUIRE(demo.shows(label));
        const auto before = picture();
        demo.tap_at_once(label);
        const auto at_once = picture();
        CHECK_FALSE(demo.kiosk().stage().flying_picture());
        demo.wait(seconds(1));

        CHECK(at_once != before);
        CHECK(picture() == at_once);
    }
}

TEST_CASE("kiosk: an exhibit's picture flies from its card and back, and back again half-way") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(kMiddle);
    demo.tap("Đất");

    demo.tap_at_once("Cầu cũ");
    CHECK(demo.kiosk().stage().flying_picture());
    demo.wait(seconds(1));
    CHECK_FALSE(demo.kiosk().stage().flying_picture());
    demo.tap_at_once("Quay lại");
    CHECK(demo.kiosk().stage().flying_picture());
    demo.wait(seconds(1));
    demo.tap_at_once("Cầu cũ");
    demo.tap_at_once("Quay lại");
    CHECK(demo.kiosk().stage().flying_picture());
    demo.wait(seconds(1));

    CHECK(demo.shows("Cầu cũ"));
    CHECK_FALSE(demo.kiosk().stage().flying_picture());
}
