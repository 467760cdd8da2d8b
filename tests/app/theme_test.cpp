// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "app/demo_store.h"
#include "app/fonts.h"
#include "theme/library.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::seconds;

namespace {

const std::filesystem::path kThemes = std::filesystem::path(SEN_SOURCE_DIR) / "themes";

/// The themes of the project, copied to where they can be spoilt.
class ThemeFolder {
  public:
    ThemeFolder() {
        std::filesystem::copy(kThemes, path(), std::filesystem::copy_options::recursive);
    }
    std::filesystem::path path() const { return directory_.path() / "themes"; }
    void write(const std::string& name, const std::string& text) const {
        REQUIRE(write_file_atomically(path() / name, text));
    }
    void replace(const std::string& name, const std::string& from, const std::string& to) const {
        auto text = read_file(path() / name, 1 << 20).value();
        REQUIRE(text.find(from) != std::string::npos);
        write(name, text.replace(text.find(from), from.size(), to));
    }

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
};

/// A kiosk in memory without a store: the calm page, in a theme of a folder.
struct CalmKiosk {
    CalmKiosk(const ThemeFolder& folder, const std::string& theme) {
        Options options;
        options.store = folder.path() / "no-store";
        options.themes = folder.path();
        options.theme = theme;
        options.window = Size{640, 360};
        auto canvas = graphics::Canvas::create_offscreen(*options.window).value();
        parts = std::make_unique<Parts>(Parts::create(
                                            options, std::move(canvas), [] {}, true)
                                            .value());
        kiosk = std::make_unique<Kiosk>(*parts, clock, nullptr);
        kiosk->frame();
    }
    graphics::Bitmap frame() const {
        kiosk->frame();
        return parts->canvas->read_pixels().value();
    }
    Colour paper() const {
        const std::uint32_t pixel = frame().at(3, 3);
        return {static_cast<unsigned char>(pixel >> 16), static_cast<unsigned char>(pixel >> 8),
                static_cast<unsigned char>(pixel), 255};
    }
    const std::string& theme() const { return kiosk->context().theme->name; }

    FakeClock clock;
    std::unique_ptr<Parts> parts;
    std::unique_ptr<Kiosk> kiosk;
};

}  // namespace

TEST_CASE(
    "themes: every shipped theme loads with its fonts, which have all letters of Vietnamese") {
    const auto library = theme::Library::open(kThemes, font_checker()).value();

    for (const auto& fault : library.faults()) FAIL_CHECK(fault.second.message);
    CHECK(library.themes().size() >= 4);
}

TEST_CASE("themes: a font without Vietnamese letters is refused by file, line and letter") {
    const ThemeFolder folder;
    folder.replace("sen.toml", "NotoSans-Regular.ttf", "NotoSansSymbols2-Regular.ttf");

    const auto theme = theme::Theme::load(folder.path() / "sen.toml", font_checker());

    REQUIRE_FALSE(theme);
    CHECK(theme.error().message.find("sen.toml:33: font.sans: NotoSansSymbols2-Regular.ttf lacks "
                                     "134 of 134 letters of Vietnamese: À Á Ả") !=
          std::string::npos);
}

TEST_CASE("themes: a font that is not installed is refused with where it was looked for") {
    const ThemeFolder folder;
    folder.replace("sen.toml", "NotoSerif-Bold.ttf", "Không-Có.ttf");

    const auto theme = theme::Theme::load(folder.path() / "sen.toml", font_checker());

    REQUIRE_FALSE(theme);
    CHECK(theme.error().message.find("sen.toml:36: font.serif_bold: Không-Có.ttf is neither in ") !=
          std::string::npos);
}

TEST_CASE("themes: where the site's theme is faulty or missing the day theme stands in") {
    const ThemeFolder folder;
    folder.replace("dem.toml", "base = \"sen\"", "base = \"sen\"\nsao = 1");

    CHECK(CalmKiosk(folder, "dem").theme() == "sen");
    CHECK(CalmKiosk(folder, "không-có").theme() == "sen");
    CHECK(CalmKiosk(folder, "giay-do").theme() == "giay-do");
}

TEST_CASE("themes: a reload shows what changed, and leaves what became faulty as it was") {
    const ThemeFolder folder;
    const CalmKiosk calm(folder, "dem");
    CHECK(calm.paper() == Colour{0x16, 0x11, 0x0F, 255});

    folder.replace("dem.toml", "paper = \"16110F\"", "paper = \"101830\"");
    calm.kiosk->reload_themes();
    CHECK(calm.paper() == Colour{0x10, 0x18, 0x30, 255});

    folder.replace("dem.toml", "paper = \"101830\"", "paper = \"F0F0F0\"");  // under light ink
    calm.kiosk->reload_themes();
    CHECK(calm.paper() == Colour{0x10, 0x18, 0x30, 255});
}

TEST_CASE("themes: a theme's own icon goes before the common one, also after a switch") {
    const ThemeFolder folder;
    std::filesystem::create_directories(folder.path() / "dem" / "icons");
    folder.write("dem/icons/lotus-mark.svg",
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" "
                 "viewBox=\"0 0 24 24\"><path d=\"M0 0h24v24h-24z\" fill=\"#fff\"/></svg>");
    const CalmKiosk calm(folder, "dem");
    const auto is_inked = [&](const graphics::Bitmap& frame, theme::ColourRole role) {
        const Colour ink = calm.kiosk->context().theme->colour(role);
        const auto wanted =
            0xFF000000u | static_cast<std::uint32_t>(ink.r << 16 | ink.g << 8 | ink.b);
        std::size_t count = 0;
        for (const auto pixel : frame.pixels) count += pixel == wanted;
        return count > 3000;  // a whole square of 60 pixels, not the strokes of a lotus
    };

    CHECK(is_inked(calm.frame(), theme::ColourRole::Lacquer));
    REQUIRE(calm.kiosk->use_theme("sen"));
    CHECK_FALSE(is_inked(calm.frame(), theme::ColourRole::Lacquer));
}

TEST_CASE("themes: the paper of a theme with a tile has its pattern, a plain one has none") {
    const ThemeFolder folder;
    const auto colours = [](const graphics::Bitmap& frame) {
        std::set<std::uint32_t> seen;
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 100; ++x) seen.insert(frame.at(x, y));
        return seen.size();
    };

    CHECK(colours(CalmKiosk(folder, "giay-do").frame()) > 20);
    CHECK(colours(CalmKiosk(folder, "sen").frame()) == 1);
}

TEST_CASE("themes: a tile that is no drawing leaves the paper plain") {
    const ThemeFolder folder;
    folder.write("giay-do/fibres.svg", "no drawing");

    const CalmKiosk calm(folder, "giay-do");

    CHECK(calm.theme() == "giay-do");
    CHECK(calm.paper() == Colour{0xEF, 0xE6, 0xD2, 255});
}
