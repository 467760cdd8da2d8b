// SPDX-License-Identifier: Apache-2.0
#include "app/interface.h"

#include <doctest/doctest.h>

#include "app/demo_store.h"
#include "base/log.h"
#include "graphics/fixtures.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;

namespace {

using Codes = std::vector<std::string>;

struct TablesFixture {
    TablesFixture() {
        log::set_level(log::Level::Error);
        put("kiosk.vi.toml",
            "language_name = \"Tiếng Việt\"\nback = \"Quay lại\"\nhome = \"Trang đầu\"\n");
        put("kiosk.en.toml", "language_name = \"English\"\nback = \"Back\"\n");
    }
    ~TablesFixture() { log::set_level(log::Level::Error); }
    void put(const std::string& name, const std::string& bytes) {
        REQUIRE(write_file_atomically(directory.path() / name, bytes));
    }
    Result<StringTables> load() { return load_strings(directory.path()); }

    TemporaryDirectory directory = TemporaryDirectory::create().value();
};

}  // namespace

TEST_CASE_FIXTURE(TablesFixture,
                  "interface: a file is a language; what it lacks is English, else Vietnamese") {
    put("kiosk.fr.toml", "language_name = \"Français\"\n");
    put("kiosk.fr.toml.bak", "language_name = \"?\"\n");
    put("sen-pack.de.toml", "language_name = \"Deutsch\"\n");

    const auto tables = load().value();

    CHECK(tables.size() == 3);
    CHECK(tables.at("fr")["language_name"] == "Français");
    CHECK(tables.at("fr")["back"] == "Back");
    CHECK(tables.at("fr")["home"] == "Trang đầu");
    CHECK(tables.at("en")["home"] == "Trang đầu");
}

TEST_CASE_FIXTURE(TablesFixture,
                  "interface: a broken file, or one from right to left, is left out alone") {
    put("kiosk.ar.toml", "language_name = \"العربية\"\n");
    put("kiosk.de.toml", "language_name = \n");

    const auto tables = load().value();

    CHECK(tables.size() == 2);
    std::filesystem::remove(directory.path() / "kiosk.vi.toml");
    CHECK(load().error().kind == ErrorKind::NotFound);
}

TEST_CASE_FIXTURE(TablesFixture,
                  "interface: a language without a font for its letters is not offered") {
    put("kiosk.xx.toml", "language_name = \"\U0010FFF0\"\n");  // no font has a private letter
    auto tables = load().value();
    const auto canvas = graphics::Canvas::create_offscreen({64, 64}).value();
    const auto text = graphics::TextEngine::create(*canvas, graphics::test::noto_fonts()).value();
    REQUIRE(tables.contains("xx"));

    keep_drawable(tables, *text);

    CHECK_FALSE(tables.contains("xx"));
    CHECK(tables.size() == 2);
}

TEST_CASE_FIXTURE(TablesFixture,
                  "interface: the site chooses and orders, else the content goes first") {
    put("kiosk.fr.toml", "language_name = \"Français\"\n");
    const auto tables = load().value();

    CHECK(offered_languages(tables, {}, {"vi", "en"}) == Codes{"vi", "en", "fr"});
    CHECK(offered_languages(tables, {}, {"fr", "de"}) == Codes{"fr", "en", "vi"});
    CHECK(offered_languages(tables, {"fr", "vi", "xx", "fr"}, {"vi"}) == Codes{"fr", "vi"});
    CHECK(offered_languages(tables, {"xx"}, {"vi"}) == Codes{"vi", "en", "fr"});
}

TEST_CASE("interface: the installed menus have every word of the English ones, and no other") {
    const auto tables = load_strings().value();
    const std::filesystem::path sources = std::string(SEN_SOURCE_DIR) + "/kiosk/language/strings";
    for (const char* code : {"vi", "en", "fr", "zh", "ja", "ko"}) {
        CAPTURE(code);
        REQUIRE(tables.contains(code));
        const auto table =
            language::StringTable::load(sources / fmt::format("kiosk.{}.toml", code)).value();
        for (const auto& entry : tables.at("en").entries()) {
            const std::string &key = entry.first, &english = entry.second;
            CAPTURE(key);
            const bool is_for_staff = key.starts_with("usage_") || key == "calibrate";
            CHECK((table.entries().contains(key) || is_for_staff));
            // The same names are filled in.
            for (const char* name : {"{n}", "{all}", "{text}", "{language}", "{languages}",
                                     "{year}", "{source}", "{rights}"})
                if (table.entries().contains(key))
                    CHECK((english.find(name) == std::string::npos) ==
                          (table[key].find(name) == std::string::npos));
        }
        for (const auto& entry : table.entries())
            CHECK(tables.at("en").entries().contains(entry.first));
    }
}

TEST_CASE("interface: a visitor chooses French; what is only in English says so") {
    log::set_level(log::Level::Error);
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path(), {1280, 720});
    demo.tap(Point{640, 300});
    REQUIRE(demo.kiosk().mode() == Kiosk::Mode::Visit);

    demo.tap("Language");
    CHECK(demo.shows("Français"));
    demo.tap("Français");
    CHECK(demo.kiosk().language() == "fr");
    CHECK(demo.kiosk().stage().overlay() == nullptr);
    CHECK(demo.shows("Rechercher"));
    demo.kiosk().open({Place::Kind::Exhibit, "demo/cau"});
    demo.wait(std::chrono::seconds(1));

    CHECK(demo.shows("Old bridge"));
    CHECK(demo.shows("Uniquement en anglais"));
    demo.kiosk().use_language("en");
    demo.wait(std::chrono::seconds(1));
    CHECK_FALSE(demo.shows("Only in English"));
}
