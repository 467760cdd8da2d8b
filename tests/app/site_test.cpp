// SPDX-License-Identifier: Apache-2.0
#include "app/site.h"

#include <doctest/doctest.h>

#include "base/file.h"

using namespace sen;
using namespace sen::app;

namespace {
Result<Site> load(const std::string& text) {
    const auto directory = TemporaryDirectory::create().value();
    REQUIRE(write_file_atomically(directory.path() / "site.toml", text));
    return Site::load(directory.path() / "site.toml");
}
}  // namespace

TEST_CASE("site: every key is read") {
    const auto site = load(
                          "format = 1\nname.vi = \"Góc bảo tàng\"\nname.en = \"Museum corner\"\n"
                          "language = \"en\"\ndiagonal_mm = 546\nviewing_distance_mm = 700.5\n"
                          "idle_seconds = 90\n")
                          .value();

    CHECK(site.name_in("vi") == "Góc bảo tàng");
    CHECK(site.name_in("fr") == "Museum corner");
    CHECK(site.language == "en");
    CHECK(site.diagonal_mm == 546);
    CHECK(site.viewing_distance_mm == 700.5);
    CHECK(site.idle == std::chrono::seconds(90));
}

TEST_CASE("site: switches, and a theme for the night") {
    const auto site = load(
                          "switches = \"one\"\nscan_seconds = 1.5\nnight_theme = \"dem\"\n"
                          "night = \"18:30-06:00\"\nutc_offset = \"+08:30\"\n")
                          .value();

    CHECK(site.switches == Site::Switches::One);
    CHECK(site.scan == Milliseconds(1500));
    CHECK(site.wardrobe.night_theme == "dem");
    CHECK(site.wardrobe.night == parse_daily_span("18:30-06:00"));
    CHECK(site.wardrobe.utc_offset == std::chrono::minutes(510));
    CHECK(load("switches = \"two\"\n").value().switches == Site::Switches::Two);
    CHECK(load("format = 1\n").value().wardrobe.utc_offset == std::chrono::hours(7));
    for (const auto& [text, part] :
         {std::pair{"switches = 1\n", "site.toml:1: switches"},
          std::pair{"switches = \"two\"\nscan_seconds = 2\n", "site.toml:2: scan_seconds"},
          std::pair{"switches = \"one\"\nscan_seconds = 0\n", "site.toml:2: scan_seconds"},
          std::pair{"night = \"18:30-06:00\"\n", "site.toml:1: night"},
          std::pair{"night_theme = \"dem\"\n", "site.toml:1: night_theme"},
          std::pair{"night_theme = \"dem\"\nnight = \"6pm\"\n", "site.toml:2: night"},
          std::pair{"utc_offset = 7\n", "site.toml:1: utc_offset"}}) {
        const auto faulty = load(text);
        REQUIRE_FALSE(faulty);
        CHECK_MESSAGE(faulty.error().message.find(part) != std::string::npos,
                      faulty.error().message);
    }
}

TEST_CASE("site: a fault names file, line and key") {
    for (const auto& [text, part] :
         {std::pair{"format = 2\n", "site.toml:1: format"},
          std::pair{"format = 1\nnaem.vi = \"x\"\n", "site.toml:2: naem"},
          std::pair{"diagonal_mm = \"21\"\n", "site.toml:1: diagonal_mm"},
          std::pair{"idle_seconds = -1\n", "site.toml:1: idle_seconds"},
          std::pair{"name = \"x\"\n", "site.toml:1: name"},
          std::pair{"a = = b\n", "site.toml:1"}}) {
        const auto site = load(text);
        REQUIRE_FALSE(site);
        CHECK_MESSAGE(site.error().message.find(part) != std::string::npos, site.error().message);
    }
}

TEST_CASE("site: how the picture is turned and how the touches lie on it") {
    const auto site = load(
                          "format = 1\n[panel]\nrotate = 90\n[touch]\nrotate = 270\n"
                          "swap_axes = true\ninvert_x = true\ninvert_y = true\n"
                          "calibration = [1.1, 0, -0.05, 0, 0.9, 0.02, 0.01, 0]\n")
                          .value();

    CHECK(site.rotation == 90);
    CHECK(site.touch.turn == 0);  // turned back by what the picture is turned
    CHECK(site.touch.is_swapped);
    CHECK(site.touch.is_x_inverted);
    CHECK(site.touch.is_y_inverted);
    CHECK(site.touch.calibration.factors[0] == 1.1);
    CHECK(site.touch.calibration.factors[6] == 0.01);
    CHECK(load("[panel]\nrotate = 180\n").value().touch.turn == 180);
}

TEST_CASE("site: a fault in a table names line, table and key") {
    for (const auto& [text, part] :
         {std::pair{"[panel]\nrotate = 45\n", "site.toml:2: panel: rotate"},
          std::pair{"panel = 90\n", "site.toml:1: panel"},
          std::pair{"[touch]\nswap = true\n", "site.toml:2: touch: swap"},
          std::pair{"[touch]\ninvert_x = 1\n", "site.toml:2: touch: invert_x"},
          std::pair{"[touch]\ncalibration = [1, 2]\n", "site.toml:2: touch: calibration"}}) {
        const auto site = load(text);
        REQUIRE_FALSE(site);
        CHECK_MESSAGE(site.error().message.find(part) != std::string::npos, site.error().message);
    }
}

TEST_CASE("site: how the panel hangs and how loud it may be") {
    const auto site = load(
                          "format = 1\nwidth_mm = 476\nheight_mm = 268\nmounting_height_mm = 900\n"
                          "volume_percent = 50\nmax_volume_percent = 70\n")
                          .value();

    CHECK(site.width_mm == 476);
    CHECK(site.height_mm == 268);
    CHECK(site.mounting_height_mm == 900);
    CHECK(site.volume == 50);
    CHECK(site.max_volume == 70);
    CHECK(load("max_volume_percent = 30\n").value().volume == 30);
}

TEST_CASE("site: settings that need or exclude each other are told by name") {
    for (const auto& [text, part] :
         {std::pair{"format = 1\nwidth_mm = 476\n", "site.toml:2: width_mm: needs height_mm"},
          std::pair{"height_mm = 268\n", "site.toml:1: height_mm: needs width_mm"},
          std::pair{"width_mm = 476\nheight_mm = 268\ndiagonal_mm = 546\n",
                    "site.toml:3: diagonal_mm: is not needed"},
          std::pair{"mounting_height_mm = 20\n", "site.toml:1: mounting_height_mm"},
          std::pair{"max_volume_percent = 101\n", "site.toml:1: max_volume_percent"},
          std::pair{"volume_percent = 90\nmax_volume_percent = 70\n",
                    "site.toml:1: volume_percent: must not be above"},
          std::pair{"volum = 3\n", "site.toml:1: volum: there is no such setting"}}) {
        const auto site = load(text);
        REQUIRE_FALSE(site);
        CHECK_MESSAGE(site.error().message.find(part) != std::string::npos, site.error().message);
    }
}

TEST_CASE("site: themes for certain days, by rules in Vietnamese or English, in their order") {
    const auto site = load(
                          "format = 1\n"
                          "[[theme_days]]\ntheme = \"giay-do\"\ndays = \"âm 1/1, trong 3 ngày\"\n"
                          "[[theme_days]]\ndays = \"solar 2/9\"\ntheme = \"le\"\n")
                          .value();

    REQUIRE(site.wardrobe.theme_days.size() == 2);
    CHECK(site.wardrobe.theme_days[0] ==
          ThemeDays{"giay-do", language::parse_day_rule("lunar 1/1, for 3 days").value()});
    CHECK(site.wardrobe.theme_days[1] ==
          ThemeDays{"le", language::parse_day_rule("dương 2/9").value()});
}

TEST_CASE("site: a fault in the days of a theme names its own line, and what the rule's fault is") {
    const std::string right = "[[theme_days]]\ntheme = \"dem\"\ndays = \"solar 2/9\"\n";
    for (const auto& [text, part] :
         {std::pair{"[[theme_days]]\ntheme = \"dem\"\ndays = \"lunar 1/1, 3 days\"\n",
                    "site.toml:6: theme_days: days: must be a rule"},
          std::pair{"[[theme_days]]\ntheme = \"dem\"\ndays = \"lunar 1/1, 3 days\"\n",
                    "rule_unclear, word: 3"},
          std::pair{"[[theme_days]]\ndays = \"dương 31/2\"\n", "rule_not_in_calendar"},
          std::pair{"[[theme_days]]\ntheme = \"dem\"\ndays = 5\n", "site.toml:6: theme_days: days"},
          std::pair{"[[theme_days]]\ntheme = \"\"\n", "site.toml:5: theme_days: theme"},
          std::pair{"[[theme_days]]\nthem = \"dem\"\n", "site.toml:5: theme_days: them: there is"},
          std::pair{"[[theme_days]]\ntheme = \"dem\"\n", "site.toml:4: theme_days: needs both"},
          std::pair{"[[theme_days]]\ndays = \"âm 1/1\"\n",
                    "site.toml:4: theme_days: needs both"}}) {
        const auto site = load(right + text);
        REQUIRE_FALSE(site);
        CHECK_MESSAGE(site.error().message.find(part) != std::string::npos, site.error().message);
    }
    for (const char* text : {"theme_days = \"dem\"\n", "[theme_days]\ntheme = \"dem\"\n",
                             "theme_days = [\"dem\"]\n"}) {
        const auto site = load(text);
        REQUIRE_FALSE(site);
        CHECK_MESSAGE(
            site.error().message.find("site.toml:1: theme_days: must be") != std::string::npos,
            site.error().message);
    }
}

TEST_CASE("site: fifty themes for certain days are taken, one more is refused") {
    std::string text;
    for (int i = 0; i < 50; ++i)
        text += "[[theme_days]]\ntheme = \"dem\"\ndays = \"every monday\"\n";

    CHECK(load(text).value().wardrobe.theme_days.size() == 50);
    const auto more = load(text + "[[theme_days]]\ntheme = \"dem\"\ndays = \"every monday\"\n");
    REQUIRE_FALSE(more);
    CHECK(more.error().message.find("site.toml:1: theme_days: must be at most 50") !=
          std::string::npos);
}
