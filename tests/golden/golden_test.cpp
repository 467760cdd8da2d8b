// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "app/demo_store.h"
#include "golden/gallery.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using sen::golden::Gallery;
using std::chrono::seconds;

namespace {

/// What is on the screen now is the picture of that name.
void check(DemoKiosk& demo, const std::string& name) {
    const std::string fault = Gallery::instance().judge(name, demo.canvas().read_pixels().value());
    CHECK_MESSAGE(fault.empty(), name << ": " << fault);
}

/// The same walk through every kind of page.
void walk(DemoKiosk& demo, const std::string& name) {
    demo.wait(seconds(2));
    check(demo, name + "-attract");
    demo.tap(Point{200, 150});
    check(demo, name + "-home");
    demo.tap("Đất");
    check(demo, name + "-collection");
    demo.tap("Cầu cũ");
    check(demo, name + "-story");
    for (const auto& [id, page] : {std::pair{"demo/pho", "-album"}, {"demo/phim", "-film"}}) {
        demo.kiosk().home();
        demo.kiosk().open({screens::Place::Kind::Exhibit, id});
        demo.wait(seconds(1));
        check(demo, name + page);
    }
}

}  // namespace

TEST_CASE("golden: the pages of a wall panel in landscape") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {960, 540});
    walk(demo, "landscape");
}

TEST_CASE("golden: the pages of a wall panel in portrait") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {540, 960});
    walk(demo, "portrait");
}

TEST_CASE("golden: the pages of a 7-inch panel") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {800, 480});
    walk(demo, "small");
}

TEST_CASE("golden: every theme's first page and a story") {
    for (const auto& [theme, size] : {std::pair{"dem", Size{960, 540}},
                                      {"tuong-phan", Size{960, 540}},
                                      {"giay-do", Size{540, 960}}}) {
        DemoStore store;
        store.install(1, "Đất");
        DemoKiosk demo(store.path(), size);
        REQUIRE(demo.kiosk().use_theme(theme));
        demo.tap(Point{200, 150});
        check(demo, std::string(theme) + "-home");
        demo.kiosk().open({screens::Place::Kind::Exhibit, "demo/cau"});
        demo.wait(seconds(1));
        check(demo, std::string(theme) + "-story");
    }
}

TEST_CASE("golden: easy view, large letters, lowered buttons, and the search") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {960, 540});
    demo.tap(Point{200, 150});
    demo.kiosk().show_comfort();
    demo.wait(seconds(1));
    check(demo, "easy-view");
    screens::Comfort comfort;
    comfort.text_percent = 200;
    demo.kiosk().set_comfort(comfort);
    demo.kiosk().close_panel();
    demo.kiosk().open({screens::Place::Kind::Exhibit, "demo/cau"});
    demo.wait(seconds(1));
    check(demo, "large-letters");
    comfort.text_percent = 100;
    comfort.is_lowered = true;
    demo.kiosk().set_comfort(comfort);
    demo.kiosk().home();
    demo.wait(seconds(1));
    check(demo, "lowered");
    demo.kiosk().set_comfort({});
    demo.wait(seconds(1));
    demo.tap("Tìm kiếm");
    demo.wait(seconds(1));
    check(demo, "search");
}

TEST_CASE("golden: the calm page and the question") {
    DemoStore store;
    DemoKiosk calm(store.path(), {960, 540});
    check(calm, "calm");
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {960, 540});
    demo.tap(Point{200, 150});
    for (int i = 0; i < 100 && demo.kiosk().stage().overlay() == nullptr; ++i)
        demo.wait(seconds(1));
    check(demo, "still-there");
}

TEST_CASE("golden: a picture that differs in one letter is seen") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {960, 540});
    demo.tap(Point{200, 150});
    const auto home = demo.canvas().read_pixels().value();

    DemoStore other;
    other.install(1, "Đát");
    DemoKiosk wrong(other.path(), {960, 540});
    wrong.tap(Point{200, 150});
    const auto found = golden::difference(home, wrong.canvas().read_pixels().value());

    CHECK(found.largest > golden::kTolerance);
    CHECK(found.share > 0);
    CHECK(found.share < 0.01);
}
