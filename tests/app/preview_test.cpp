// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "app/visit.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;
using std::chrono::seconds;

namespace {

/// Long enough for a look at the store, far too short for a visit to end.
constexpr Milliseconds kMoment{600};

std::uint64_t generation(Visit& visit) {
    return visit.kiosk().library()->generation();
}

}  // namespace

TEST_CASE("preview: a new generation is shown within a moment, on the page that is open") {
    Visit visit;
    visit.kiosk().set_previewing(true);
    visit.open("cau");

    visit.store.install(2, "Sông");
    visit.demo->wait(kMoment);

    CHECK(generation(visit) == 2);
    CHECK(visit.kiosk().mode() == Kiosk::Mode::Visit);
    CHECK(*visit.kiosk().place() == Place{Place::Kind::Exhibit, "demo/cau"});
    CHECK(visit.demo->shows("Cầu cũ"));
    visit.demo->tap(visit.word("home"));
    CHECK(visit.demo->shows("Sông"));
}

TEST_CASE("preview: language, settings, search and the place on the page stay") {
    Visit visit;
    visit.kiosk().set_previewing(true);
    visit.open("pho");
    visit.demo->tap("Language");
    visit.demo->tap("English");
    screens::Comfort comfort;
    comfort.text_percent = 160;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));
    visit.demo->tap(visit.word("next_picture"));
    REQUIRE(visit.demo->shows("2 / 2"));

    visit.store.install(2, "Sông");
    visit.demo->wait(kMoment);

    CHECK(generation(visit) == 2);
    CHECK(visit.demo->shows("2 / 2"));
    CHECK(visit.kiosk().language() == "en");
    CHECK(visit.kiosk().comfort() == comfort);
    CHECK(visit.demo->shows("Market"));
}

TEST_CASE("preview: who searches goes on searching") {
    Visit visit;
    visit.kiosk().set_previewing(true);
    visit.kiosk().open({Place::Kind::Search, ""});
    visit.demo->wait(seconds(1));
    REQUIRE(visit.kiosk().type("cầu"));
    visit.demo->wait(seconds(1));
    REQUIRE(visit.demo->shows("Cầu cũ"));

    visit.store.install(2, "Sông");
    visit.demo->wait(seconds(1));

    CHECK(generation(visit) == 2);
    CHECK(visit.kiosk().place()->kind == Place::Kind::Search);
    CHECK(visit.demo->shows("Cầu cũ"));
}

TEST_CASE("preview: an exhibit that is gone leads back to where it hung") {
    Visit visit;
    visit.kiosk().set_previewing(true);
    visit.open("cau");
    store::WithdrawalEntry entry;
    entry.publisher = "test";
    entry.exhibits = {"demo/cau"};
    visit.store.withdraw(entry);

    visit.store.install(2, "Sông");
    visit.demo->wait(kMoment);

    CHECK(generation(visit) == 2);
    CHECK(*visit.kiosk().place() == Place{Place::Kind::Collection, "demo/mot"});
    CHECK(visit.demo->shows("Phố chợ"));
}

TEST_CASE("preview: a panel over the page closes, and a question is answered by new content") {
    Visit visit;
    visit.kiosk().set_previewing(true);
    visit.open("cau");
    visit.demo->wait(seconds(62));
    REQUIRE(visit.kiosk().stage().overlay() != nullptr);

    visit.store.install(2, "Sông");
    visit.demo->wait(kMoment);
    CHECK(visit.kiosk().stage().overlay() == nullptr);
    visit.demo->wait(seconds(40));

    CHECK(visit.kiosk().mode() == Kiosk::Mode::Visit);
    CHECK(visit.kiosk().stage().overlay() == nullptr);
}

TEST_CASE("preview: the attract loop takes new content within a moment too") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path());
    demo.kiosk().set_previewing(true);

    store.install(2, "Sông");
    demo.wait(kMoment);

    CHECK(demo.kiosk().library()->generation() == 2);
    CHECK(demo.kiosk().mode() == Kiosk::Mode::Attract);
}

TEST_CASE("preview: a generation that cannot be read changes nothing of the visit") {
    Visit visit;
    visit.kiosk().set_previewing(true);
    visit.open("cau");
    log::set_level(log::Level::Error);

    visit.store.install(2, "Sông");
    std::filesystem::remove_all(visit.store.path() / "generations/2");
    visit.demo->wait(seconds(2));

    CHECK(generation(visit) == 1);
    CHECK(*visit.kiosk().place() == Place{Place::Kind::Exhibit, "demo/cau"});
    CHECK(visit.demo->shows("Cầu cũ"));
}
