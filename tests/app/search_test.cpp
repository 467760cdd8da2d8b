// SPDX-License-Identifier: Apache-2.0
// The search page: typing on the drawn keyboard finds, narrows, helps, and is forgotten.
#include <doctest/doctest.h>

#include "app/demo_store.h"
#include "base/log.h"
#include "screens/search_screen.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;
using std::chrono::seconds;

namespace {

struct SearchFixture {
    SearchFixture() {
        log::set_level(log::Level::Error);
        store.install(1, "Đất");
        demo.emplace(store.path(), Size{1280, 720});
        begin_visit();
        open();
    }
    void begin_visit() {
        demo->tap(Point{640, 300});
        REQUIRE(demo->kiosk().mode() == Kiosk::Mode::Visit);
    }
    void open() { demo->tap(word("search")); }
    const std::string& word(const char* key) { return demo->kiosk().context().string(key); }
    void type(std::string_view letters) {
        for (const char letter : letters)
            demo->tap(letter == ' ' ? word("key_space") : std::string(1, letter));
    }
    bool is_searching() { return demo->kiosk().place()->kind == Place::Kind::Search; }

    DemoStore store;
    std::optional<DemoKiosk> demo;
};

}  // namespace

TEST_CASE_FIXTURE(SearchFixture, "search: before anything is typed it shows what there is") {
    CHECK(is_searching());
    CHECK(demo->shows(word("search_ask")));
    CHECK(demo->shows("Đất"));
}

TEST_CASE_FIXTURE(SearchFixture,
                  "search: words without marks, with marks by Telex, and one letter find") {
    type("c");
    CHECK(demo->shows(word("search_suggestions")));
    CHECK(demo->shows("Cầu cũ"));
    type("au cu");
    CHECK(demo->shows("Cầu cũ"));

    demo->tap(word("key_clear"));
    demo->tap(word("typing_telex"));
    type("caauf cux");
    CHECK(demo->shows("Cầu cũ"));
    demo->tap("Cầu cũ");

    CHECK(demo->kiosk().place()->id == "demo/cau");
}

TEST_CASE_FIXTURE(SearchFixture, "search: who comes back finds the words and the results") {
    type("cau cu");
    demo->tap("Cầu cũ");
    demo->tap(word("back"));

    CHECK(is_searching());
    CHECK(demo->shows("Cầu cũ"));
    type(" ");
    demo->kiosk().home();
    demo->wait(seconds(1));
    open();
    CHECK(demo->shows("Cầu cũ"));
}

TEST_CASE_FIXTURE(SearchFixture, "search: it is forgotten with the visit") {
    demo->tap(word("typing_vni"));
    type("cau cu");
    for (int i = 0; i < 30 && demo->kiosk().mode() == Kiosk::Mode::Visit; ++i)
        demo->wait(seconds(10));
    REQUIRE(demo->kiosk().mode() == Kiosk::Mode::Attract);
    begin_visit();
    open();

    CHECK(demo->shows(word("search_ask")));
    CHECK_FALSE(demo->shows("Cầu cũ"));
    auto* page = dynamic_cast<screens::SearchScreen*>(demo->kiosk().stage().root());
    REQUIRE(page != nullptr);
    CHECK(page->keyboard().method() == ui::KeyboardMethod::Letters);
}

TEST_CASE_FIXTURE(SearchFixture,
                  "search: when nothing is found, single words and topics are offered") {
    type("cau zxqz");
    CHECK(demo->shows(
        demo->kiosk().context().strings->format("search_none", {{"text", "cau zxqz"}})));
    demo->tap("cau");

    CHECK(demo->shows("Cầu cũ"));
}

TEST_CASE_FIXTURE(SearchFixture,
                  "search: the search key puts the keyboard away, the field brings it back") {
    type("cau");
    demo->tap(word("search_do"));
    CHECK_FALSE(demo->shows(word("key_erase")));
    CHECK(demo->shows("Cầu cũ"));

    demo->tap(word("search_field"));

    CHECK(demo->shows(word("key_erase")));
}

TEST_CASE_FIXTURE(SearchFixture, "search: what is withdrawn is not found") {
    store.withdraw({"test", {}, {"demo/cau"}, {}});
    demo->wait(seconds(6));
    type("cau cu");

    CHECK_FALSE(demo->shows("Cầu cũ"));
}

TEST_CASE_FIXTURE(SearchFixture, "search: an attached keyboard types here and nowhere else") {
    demo->kiosk().type("cau c\xff\x01");
    demo->kiosk().type(std::string(5000, 'u'));
    demo->kiosk().erase();
    demo->wait(seconds(1));
    CHECK(is_searching());

    demo->kiosk().home();
    demo->wait(seconds(1));

    CHECK_FALSE(demo->kiosk().type("x"));
}

TEST_CASE("search: it opens, types and finds on every screen") {
    DemoStore store;
    store.install(1, "Đất");
    for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{800, 480}, Size{480, 800}}) {
        CAPTURE(size.width);
        DemoKiosk demo(store.path(), size);
        demo.tap(Point{size.width / 2, size.height / 2});
        demo.tap("Tìm kiếm");
        for (const char* key : {"c", "a", "u"}) demo.tap(key);
        demo.tap("Tìm");
        demo.tap("Cầu cũ");

        CHECK(demo.kiosk().place()->id == "demo/cau");
    }
}
