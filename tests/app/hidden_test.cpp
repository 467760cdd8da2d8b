// SPDX-License-Identifier: Apache-2.0
// What is withdrawn or damaged is never shown, and leaves no hole.
#include <doctest/doctest.h>

#include "app/demo_store.h"
#include "base/log.h"
#include "screens/library_search.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;
using std::chrono::seconds;

namespace {

struct HiddenFixture {
    HiddenFixture() {
        log::set_level(log::Level::Error);
        store.install(1, "Đất");
    }
    const screens::Library& library() { return *demo->kiosk().library(); }
    void start() { demo.emplace(store.path(), Size{1920, 1080}); }
    void begin_visit() {
        demo->tap(Point{960, 400});
        REQUIRE(demo->kiosk().mode() == Kiosk::Mode::Visit);
    }
    /// How often an object is on a page that opens now.
    bool shows_exhibit(const std::string& id) {
        demo->kiosk().home();
        demo->kiosk().open({Place::Kind::Exhibit, "demo/" + id});
        demo->wait(seconds(1));
        return demo->kiosk().place()->id == "demo/" + id;
    }
    std::vector<std::string> ids_of(const Result<std::vector<catalogue::ExhibitCard>>& cards) {
        std::vector<std::string> ids;
        REQUIRE(cards);
        for (const auto& card : *cards) ids.push_back(card.id);
        return ids;
    }

    /// What a search finds, by id.
    std::vector<std::string> find(const std::string& text) {
        screens::LibrarySearch search(library(), text, "vi", {});
        while (!search.is_finished()) search.step();
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < search.size(); ++i) {
            CHECK(search.describe(i)->card.id == search.id(i));
            ids.push_back(search.id(i));
        }
        return ids;
    }

    DemoStore store;
    std::optional<DemoKiosk> demo;
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(HiddenFixture, "hidden: an exhibit withdrawn by name is nowhere") {
    store.withdraw({"test", {}, {"demo/cau"}, {}});
    start();

    CHECK(library().exhibit("demo/cau", "vi").error().kind == ErrorKind::NotFound);
    CHECK(ids_of(library().exhibits("demo/mot", "vi")) == Ids{"demo/pho"});
    CHECK(ids_of(library().next_exhibits("demo/pho", "vi")).empty());
    CHECK(library().attract("vi")->size() == 2);
    const auto collections = library().collections("vi").value();
    REQUIRE(collections.size() == 2);
    CHECK(collections[0].exhibit_count == 1);
    // Its picture is no cover any more either.
    CHECK(collections[0].cover.view.object == store.object("pho-1"));
    CHECK(library().cover("vi")->cover.view.object == store.object("pho-1"));
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: an empty collection goes, and so does a withdrawn pack") {
    store.withdraw({"test", {}, {"demo/phim"}, {}});
    start();
    CHECK(library().collections("vi")->size() == 1);

    store.withdraw({"*", {}, {}, {"demo"}});
    demo->wait(seconds(6));

    CHECK(library().collections("vi")->empty());
    CHECK_FALSE(library().cover("vi"));
    CHECK(demo->kiosk().mode() == Kiosk::Mode::Calm);
    CHECK(demo->mean_luma() > 100);
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: a list of another publisher or authority changes nothing") {
    store.withdraw({"khac", {store.object("cau")}, {"demo/cau"}, {"demo"}});
    start();

    CHECK(library().exhibits("demo/mot", "vi")->size() == 2);
    CHECK(library().exhibit("demo/cau", "vi")->pictures.size() == 1);
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: a story whose picture is withdrawn shows its text") {
    store.withdraw({"test", {store.object("cau")}, {}, {}});
    start();
    begin_visit();

    const auto exhibit = library().exhibit("demo/cau", "vi").value();
    CHECK(exhibit.pictures.empty());
    CHECK(exhibit.card.cover.view.object == Digest{});
    CHECK(shows_exhibit("cau"));
    CHECK(demo->shows("Cầu cũ"));
    CHECK_FALSE(demo->shows("Hình một"));
    const auto items = library().attract("vi").value();
    for (const auto& item : items) CHECK(item.exhibit.id != "demo/cau");
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: an album loses a picture, and without any it goes") {
    store.withdraw({"test", {store.object("pho-1")}, {}, {}});
    start();
    const auto album = library().exhibit("demo/pho", "vi").value();
    REQUIRE(album.pictures.size() == 1);
    CHECK(album.card.cover.view.object == store.object("pho-2"));

    store.withdraw({"test", {store.object("pho-1"), store.object("pho-2")}, {}, {}});
    demo->wait(seconds(6));

    CHECK(ids_of(library().exhibits("demo/mot", "vi")) == Ids{"demo/cau"});
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: a withdrawn film takes its exhibit with it") {
    store.withdraw({"test", {store.object("film")}, {}, {}});
    start();

    CHECK_FALSE(library().exhibit("demo/phim", "vi"));
    CHECK(library().collections("vi")->size() == 1);
    CHECK(library().attract("vi")->size() == 2);
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: during a visit the open page stays, the next one is without") {
    start();
    begin_visit();
    REQUIRE(shows_exhibit("cau"));
    store.withdraw({"test", {}, {"demo/cau"}, {}});
    demo->wait(seconds(6));
    CHECK(demo->kiosk().place()->id == "demo/cau");
    CHECK(demo->shows("Cầu cũ"));

    demo->kiosk().use_language("en");
    demo->wait(seconds(1));

    CHECK(demo->kiosk().place()->kind == Place::Kind::Home);
    CHECK_FALSE(shows_exhibit("cau"));
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: the attract loop goes on without what is withdrawn") {
    start();
    const auto* screen = demo->kiosk().stage().root();
    store.withdraw({"test", {}, {"demo/cau"}, {}});
    demo->wait(seconds(6));

    CHECK(demo->kiosk().mode() == Kiosk::Mode::Attract);
    CHECK(demo->kiosk().stage().root() == screen);
    store.withdraw({"khac", {}, {"demo/cau"}, {}});
    demo->wait(seconds(6));

    CHECK(demo->kiosk().stage().root() != screen);  // what may be shown again makes a new loop
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: a list that becomes unreadable counts on") {
    store.withdraw({"test", {}, {"demo/cau"}, {}});
    start();

    REQUIRE(write_file_atomically(store.path() / "withdrawn/thanh-pho.json", "{"));
    demo->wait(seconds(12));

    CHECK_FALSE(library().exhibit("demo/cau", "vi"));
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: a rollback brings nothing withdrawn back") {
    store.install(2, "Nước");
    store.withdraw({"test", {}, {"demo/cau"}, {}});
    start();
    std::filesystem::remove(store.path() / "current");
    std::filesystem::create_symlink("generations/1", store.path() / "current");
    demo->wait(seconds(6));

    CHECK(library().generation() == 1);
    CHECK_FALSE(library().exhibit("demo/cau", "vi"));
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: a damaged picture is left out when it is found, and comes back healed") {
    store.damage("cau");
    start();
    CHECK(demo->kiosk().mode() == Kiosk::Mode::Attract);
    begin_visit();
    CHECK(shows_exhibit("cau"));
    CHECK(library().is_left_out(store.object("cau")));
    CHECK(library().exhibit("demo/cau", "vi")->pictures.empty());
    CHECK_FALSE(demo->shows("Hình một"));
    for (int i = 0; i < 30 && demo->kiosk().mode() == Kiosk::Mode::Visit; ++i)
        demo->wait(seconds(10));
    CHECK(library().attract("vi")->size() == 2);

    store.heal("cau");
    demo->wait(seconds(6));

    CHECK(library().attract("vi")->size() == 3);
    CHECK(library().exhibit("demo/cau", "vi")->pictures.size() == 1);
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: a damaged film leaves the loop; its page has poster and text") {
    store.damage("film");
    start();
    demo->wait(seconds(40));
    CHECK(library().attract("vi")->size() == 2);
    begin_visit();

    CHECK(shows_exhibit("phim"));

    CHECK(demo->shows(demo->kiosk().context().string("film_unavailable")));
    CHECK(demo->shows("Phim sông"));
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: of two packs the one with a damaged catalogue is left out") {
    store.install(1, "Nước", FilmKind::NotAFilm, "khac");
    store.damage("catalogue");
    start();

    CHECK(demo->kiosk().mode() == Kiosk::Mode::Attract);
    const auto collections = library().collections("vi").value();
    REQUIRE(collections.size() == 2);
    CHECK(collections[0].id == "demo/mot");
    CHECK_FALSE(library().exhibit("khac/cau", "vi"));
    store.heal("catalogue", "khac");
    demo->wait(seconds(6));
    CHECK(library().exhibit("khac/cau", "vi"));
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: with every picture damaged the wall is calm, not empty") {
    for (const char* name : {"cau", "pho-1", "pho-2", "phim", "still", "film"}) store.damage(name);
    start();
    demo->wait(seconds(60));

    CHECK(demo->kiosk().mode() == Kiosk::Mode::Calm);
    CHECK(demo->mean_luma() > 100);
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: search finds in all packs what is shown, and nothing else") {
    start();
    REQUIRE(find("cau cu") == Ids{"demo/cau"});

    store.withdraw({"test", {}, {"demo/cau"}, {}});
    demo->wait(seconds(6));
    CHECK(find("cau cu").empty());
    screens::LibrarySearch search(library(), "cau cu", "vi", {});
    CHECK(search.count().total == 0);

    store.withdraw({"*", {}, {}, {"demo"}});
    demo->wait(seconds(6));
    CHECK(find("pho").empty());
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: search leaves out what is damaged or has lost its object") {
    store.withdraw({"test", {store.object("film")}, {}, {}});
    start();

    CHECK(find("phim").empty());
    CHECK_FALSE(find("cau cu").empty());
}

TEST_CASE_FIXTURE(HiddenFixture,
                  "hidden: a catalogue that was mended while it was open is read anew") {
    start();
    REQUIRE_FALSE(library().has_other_catalogues());

    store.damage("catalogue");
    demo->wait(seconds(6));
    CHECK(library().has_other_catalogues());  // the damaged one is not opened
    store.heal("catalogue");
    begin_visit();
    demo->wait(seconds(6));
    CHECK(library().has_other_catalogues());  // not under the finger
    demo->kiosk().home();
    for (int i = 0; i < 30 && demo->kiosk().mode() == Kiosk::Mode::Visit; ++i)
        demo->wait(seconds(5));
    demo->wait(seconds(6));

    CHECK(demo->kiosk().mode() == Kiosk::Mode::Attract);
    CHECK_FALSE(library().has_other_catalogues());
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: a search counts what it finds, in every language") {
    const auto check_counts = [&] {
        for (const char* language : {"vi", "en", "fr"})
            for (const char* text : {"cau", "phim", "a", "pho", "hinh"}) {
                screens::LibrarySearch search(library(), text, language, {});
                const auto counts = search.count();
                CHECK_MESSAGE(counts.total == static_cast<int>(search.size()), text);
                int kinds = 0;
                for (const auto& value : counts.facets)
                    if (value.kind == catalogue::FacetKind::Kind) kinds += value.count;
                CHECK_MESSAGE(kinds == counts.total, text);
            }
    };
    start();
    check_counts();
    const auto films = find("phim").size();
    REQUIRE(films > 0);

    // A list of the publisher's takes the film's object, another names an exhibit.
    store.withdraw({"test", {store.object("film")}, {"demo/cau"}, {}});
    demo->wait(seconds(6));
    CHECK(find("phim").size() < films);
    check_counts();
}

TEST_CASE_FIXTURE(HiddenFixture, "hidden: search quotes no words of a picture that is withdrawn") {
    store.withdraw({"test", {store.object("cau")}, {}, {}});
    start();
    screens::LibrarySearch search(library(), "hình một", "vi", {});
    while (!search.is_finished()) search.step();

    for (std::size_t i = 0; i < search.size(); ++i)
        if (search.id(i) == "demo/cau") CHECK(search.describe(i)->snippet.empty());
}
