// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "base/file.h"
#include "theme/metrics.h"
#include "theme/theme.h"

using namespace sen;
using namespace sen::theme;

namespace {
const std::string kDay = std::string(SEN_SOURCE_DIR) + "/themes/sen.toml";

/// The day theme with one stretch of text replaced.
Result<Theme> load_with(const std::string& from, const std::string& to) {
    auto text = read_file(kDay, 1 << 20).value();
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const auto directory = TemporaryDirectory::create().value();
    REQUIRE(write_file_atomically(directory.path() / "t.toml", text));
    return Theme::load(directory.path() / "t.toml");
}
}  // namespace

TEST_CASE("theme: the day theme loads with the colours of the art direction") {
    const auto theme = Theme::load(kDay).value();

    CHECK(theme.colour(ColourRole::Lacquer) == Colour{0x8C, 0x1C, 0x1F, 255});
    CHECK(theme.colour(ColourRole::Veil).a == 0xB8);
    CHECK(theme.text(TextRole::Title).font == FontRole::SerifBold);
    CHECK(contrast(theme.colour(ColourRole::Ink), theme.colour(ColourRole::Paper)) > 14);
}

TEST_CASE("theme: a fault names file, line and key") {
    for (const auto& [from, to, part] : {
             std::tuple{"lotus = \"C4516A\"", "lotos = \"C4516A\"", ":13: lotos: unknown key"},
             std::tuple{"lotus = \"C4516A\"\n", "", "lotus: the key is missing"},
             std::tuple{"lotus = \"C4516A\"", "lotus = 7", ":13: lotus: wrong value"},
             std::tuple{"ink_soft = \"594840\"", "ink_soft = \"B0A090\"", "contrast"},
             std::tuple{"format = 1", "format = 2", "format: must be 1"},
             std::tuple{"font = \"sans\", size = 1.0", "font = \"mono\", size = 1.0",
                        "wrong value"},
             std::tuple{"press = 80", "press = -1", "press: wrong value"},
             std::tuple{"[motion]", "[motion", "t.toml:"},
         }) {
        const auto theme = load_with(from, to);
        REQUIRE_FALSE(theme);
        CHECK_MESSAGE(theme.error().message.find(part) != std::string::npos, theme.error().message);
    }
}

TEST_CASE("metrics: body capitals stand 0.7 degrees high and targets are 20 mm") {
    for (const Panel panel : {Panel{{1920, 1080}, 546.1, 600}, Panel{{1080, 1920}, 546.1, 600},
                              Panel{{1280, 720}, 396.2, 600}, Panel{{3840, 2160}, 1092, 1000}}) {
        const auto metrics = measure_panel(panel);
        const double cap_mm = metrics.body * 0.714 * metrics.mm_per_px;
        const double degrees =
            2 * std::atan(cap_mm / 2 / panel.viewing_distance_mm) * 180 / 3.14159265;

        CHECK(degrees == doctest::Approx(0.7).epsilon(0.02));
        CHECK(metrics.target * metrics.mm_per_px == doctest::Approx(20).epsilon(0.02));
        CHECK(metrics.is_portrait == (panel.pixels.height > panel.pixels.width));
    }
}

TEST_CASE("metrics: a seven inch panel is small, a wall panel is not") {
    CHECK(measure_panel({{800, 480}, 0, 0}).is_small);
    CHECK_FALSE(measure_panel({{1920, 1080}, 0, 0}).is_small);
    CHECK_FALSE(measure_panel({{1280, 720}, 0, 0}).is_small);
    CHECK(measure_panel({{1280, 720}, 0, 0}).is_compact);
    CHECK_FALSE(measure_panel({{1920, 1080}, 0, 0}).is_compact);
    CHECK(measure_panel({{800, 480}, 0, 0}).bar * measure_panel({{800, 480}, 0, 0}).mm_per_px > 12);
}
