// SPDX-License-Identifier: Apache-2.0
#include "theme/theme.h"

#include <doctest/doctest.h>

#include "theme/contrast.h"
#include "theme/themes.h"

using namespace sen;
using namespace sen::theme;
using namespace sen::theme::test;

namespace {

/// What loading says, without the directory in front.
std::string fault_of(const std::filesystem::path& file, const CheckFont& check = any_font) {
    const auto theme = Theme::load(file, check);
    if (theme) return "no fault";
    const std::string directory = file.parent_path().string() + "/";
    std::string message = theme.error().message;
    for (auto at = message.find(directory); at != std::string::npos; at = message.find(directory))
        message.erase(at, directory.size());
    return message;
}

struct Spoilt {
    const char *from, *to, *fault;
};

}  // namespace

TEST_CASE("theme: the day theme has the colours of the art direction") {
    const auto theme = Theme::load(kThemes / "sen.toml", any_font).value();

    CHECK(theme.colour(ColourRole::Lacquer) == Colour{0x8C, 0x1C, 0x1F, 255});
    CHECK(theme.colour(ColourRole::Veil).a == 0xB8);
    CHECK(theme.text(TextRole::Title).font == FontRole::SerifBold);
    CHECK(contrast(theme.colour(ColourRole::Ink), theme.colour(ColourRole::Paper)) > 14);
    CHECK(theme.icons == std::vector{kThemes / "sen" / "icons", kThemes / "icons"});
}

TEST_CASE("theme: every fault names file, line and key, and says what to do") {
    const Spoilt faults[] = {
        // The file.
        {"[motion]", "[motion", "sen.toml:67: "},
        {"format = 1", "format = 2", "sen.toml:2: format: must be 1"},
        {"format = 1\n", "", "sen.toml:1: format: must be 1"},
        {"format = 1", "format = \"1\"", "sen.toml:2: format: must be 1"},
        {"name = \"sen\"", "name = \"sem\"", "sen.toml:3: name: must be \"sen\""},
        {"name = \"sen\"\n", "", "sen.toml:1: name: must be \"sen\""},
        {"name = \"sen\"", "name = \"sen\"\nsound = 1",
         "sen.toml:4: sound: unknown; a theme has format"},
        {"name = \"sen\"", "name = \"sen\"\ncontrast = 3",
         "sen.toml:4: contrast: must be 4.5 or 7"},
        {"name = \"sen\"", "name = \"sen\"\nbase = \"sen\"",
         "sen.toml:4: base: must be the name of another"},
        {"name = \"sen\"", "name = \"sen\"\nbase = \"../x\"",
         "sen.toml:4: base: must be the name of another"},
        {"name = \"sen\"", "name = \"sen\"\nbase = \"khuya\"", "sen.toml:4: base: open khuya.toml"},
        // Colours.
        {"lotus = \"C4516A\"", "lotos = \"C4516A\"",
         "sen.toml:14: colour.lotos: unknown; [colour] has paper"},
        {"lotus = \"C4516A\"\n", "", "sen.toml:5: colour.lotus: missing; add it"},
        {"lotus = \"C4516A\"", "lotus = 7", "sen.toml:14: colour.lotus: must be a colour such as"},
        {"lotus = \"C4516A\"", "lotus = \"C4516\"", "sen.toml:14: colour.lotus: must be a colour"},
        {"lotus = \"C4516A\"", "lotus = \"C4516G\"", "sen.toml:14: colour.lotus: must be a colour"},
        {"lotus = \"C4516A\"", "lotus = \"C4516A80\"", "sen.toml:14: colour.lotus: must be opaque"},
        {"[colour]", "[color]", "sen.toml:5: color: unknown; a theme has"},
        // Contrast, of text, of what is pressed, of what is no text, on the veil.
        {"ink_soft = \"594840\"", "ink_soft = \"B0A090\"",
         "sen.toml:10: colour.ink_soft: contrast 2.2:1 on paper is below 4.5:1; make it darker"},
        {"on_lacquer = \"FBF6EC\"", "on_lacquer = \"C08080\"",
         "sen.toml:13: colour.on_lacquer: contrast 2.9:1 on lacquer is below 4.5:1; make it "
         "lighter"},
        {"pressed = \"231A1624\"", "pressed = \"231A16D0\"",
         "sen.toml:25: colour.pressed: contrast of ink "},
        {"veil = \"231A16B8\"", "veil = \"231A1640\"",
         "sen.toml:19: colour.on_night: contrast 1.5:1 on veil over white"},
        {"edge = \"8C7763\"", "edge = \"C8B8A0\"",
         "sen.toml:21: colour.edge: contrast 1.7:1 on paper is below 3:1"},
        {"name = \"sen\"", "name = \"sen\"\ncontrast = 7",
         "sen.toml:11: colour.ink_soft: contrast 6.6:1 on paper_low is below 7:1"},
        // Ground, fonts, texts.
        {"tile = \"\"", "tile = \"soi.svg\"", "sen.toml:29: ground.tile: sen/soi.svg is not there"},
        {"tile = \"\"", "tile = \"../soi.svg\"",
         "sen.toml:29: ground.tile: must be the name of an SVG file"},
        {"tile_mm = 120", "tile_mm = 5",
         "sen.toml:30: ground.tile_mm: must be a number from 10 to 300"},
        {"sans = [\"NotoSans-Regular.ttf\"]", "sans = []",
         "sen.toml:33: font.sans: must be a list of one to eight"},
        {"sans = [\"NotoSans-Regular.ttf\"]", "sans = \"NotoSans-Regular.ttf\"",
         "sen.toml:33: font.sans: must be a list"},
        {"sans = [\"NotoSans-Regular.ttf\"]", "sans = [\"/etc/passwd\"]",
         "sen.toml:33: font.sans: must be a list"},
        {"font = \"sans\", size = 1.0", "font = \"mono\", size = 1.0",
         "sen.toml:40: text.body: must be { font = one of sans, sans_bold"},
        {"size = 1.0, line = 1.5", "size = 0.2, line = 1.5",
         "sen.toml:40: text.body: must be { font"},
        {"size = 1.0, line = 1.5", "size = 1.0, line = 1.1",
         "sen.toml:40: text.body: must be { font"},
        {"size = 1.0, line = 1.5", "size = 1.0, line = nan",
         "sen.toml:40: text.body: must be { font"},
        {"size = 1.0, line = 1.5", "size = 1.0", "sen.toml:40: text.body: must be { font"},
        // The rest.
        {"gutter = 3", "gutter = \"3\"", "sen.toml:53: space.gutter: must be a number from 1 to 8"},
        {"border = 0", "border = -1", "sen.toml:61: shape.border: must be a number from 0 to 4"},
        {"brightness = 100", "brightness = 10",
         "sen.toml:64: picture.brightness: must be a percentage"},
        {"under_text = true", "under_text = 1",
         "sen.toml:65: picture.under_text: must be true or false"},
        {"navigation = 240", "navigation = -1",
         "sen.toml:68: motion.navigation: must be milliseconds"},
        {"navigation = 240", "navigation = 0.5",
         "sen.toml:68: motion.navigation: must be milliseconds"},
        {"press = 90", "press = \"90\"", "sen.toml:72: motion.press: must be milliseconds"},
        // Sounds.
        {"tap = \"tap.wav\"", "top = \"tap.wav\"",
         "sen.toml:75: sounds.top: unknown; [sounds] has tap, open, back, done"},
        {"tap = \"tap.wav\"", "tap = 1", "sen.toml:75: sounds.tap: must be the name of a WAV file"},
        {"tap = \"tap.wav\"", "tap = \"../tap.wav\"",
         "sen.toml:75: sounds.tap: must be the name of a WAV file"},
        {"tap = \"tap.wav\"", "tap = \"top.wav\"", "sen.toml:75: sounds.tap: open sen/top.wav: "},
        {"tap = \"tap.wav\"", "tap = \"make-sounds\"",
         "sen.toml:75: sounds.tap: sen/make-sounds: no WAV file"},
    };
    for (const Spoilt& spoilt : faults) {
        const Folder folder;

        const std::string fault = fault_of(folder.spoil(spoilt.from, spoilt.to));

        CHECK_MESSAGE(fault.starts_with(spoilt.fault), fault, " <> ", std::string(spoilt.fault));
    }
}

TEST_CASE("theme: a font that cannot be used is told at its role") {
    const Folder folder;
    const auto check = [](const std::string& name, std::u32string_view letters) {
        const bool is_bad = name == "NotoSerif-Bold.ttf" && letters.size() == 134;
        return std::string(is_bad ? "it lacks ế; name another" : "");
    };

    CHECK(fault_of(folder.path() / "sen.toml", check) ==
          "sen.toml:36: font.serif_bold: it lacks ế; name another");
}

TEST_CASE("theme: only the first font of a role must have the Vietnamese letters") {
    const Folder folder;
    const auto file = folder.spoil("[\"NotoSans-Regular.ttf\"]",
                                   "[\"NotoSans-Regular.ttf\", \"NotoSansKhmer-Regular.ttf\"]");
    std::size_t asked = 99;
    const auto check = [&](const std::string& name, std::u32string_view letters) {
        if (name == "NotoSansKhmer-Regular.ttf") asked = letters.size();
        return std::string();
    };

    REQUIRE(Theme::load(file, check));
    CHECK(asked == 0);
}

TEST_CASE("theme: what a theme does not say is its base's") {
    const Folder folder;
    const auto file = folder.write("khuya",
                                   "format = 1\nname = \"khuya\"\nbase = \"sen\"\n"
                                   "[shape]\nborder = 2\n");

    const auto theme = Theme::load(file, any_font).value();

    const auto base = Theme::load(folder.path() / "sen.toml", any_font).value();
    CHECK(theme.name == "khuya");
    CHECK(theme.shape.border == 2);
    CHECK(theme.shape.card == base.shape.card);
    CHECK(theme.colours == base.colours);
    CHECK(theme.fonts == base.fonts);
    CHECK(theme.icons.front() == folder.path() / "khuya" / "icons");
    CHECK(theme.icons.at(1) == folder.path() / "sen" / "icons");
}

TEST_CASE("theme: a fault of a theme with a base is told where it stands") {
    const std::string head = "format = 1\nname = \"khuya\"\nbase = \"sen\"\n";
    const auto fault = [&](const std::string& rest) {
        const Folder folder;
        return fault_of(folder.write("khuya", head + rest));
    };

    // Its ink on the base's paper, its paper under the base's ink, its demand on the base's
    // colours.
    CHECK(fault("[colour]\nink = \"C0B0A0\"\n").starts_with("khuya.toml:5: colour.ink: contrast"));
    CHECK(fault("[colour]\npaper = \"302010\"\n")
              .starts_with("khuya.toml:5: colour.paper: ink: contrast"));
    CHECK(fault("contrast = 7\n").starts_with("khuya.toml:4: contrast: ink_soft: contrast 6.6:1"));
    CHECK(fault("[colour]\nred = \"C0B0A0\"\n").starts_with("khuya.toml:5: colour.red: unknown"));
    const Folder folder;
    folder.spoil("navigation = 240", "navigation = -1");
    CHECK(fault_of(folder.write("khuya", head)).starts_with("sen.toml:68: motion.navigation"));
}

TEST_CASE("theme: sounds may be left out, one by one or all; a base's are inherited") {
    const Folder folder;
    const std::string head = "format = 1\nname = \"khuya\"\nbase = \"sen\"\n";

    const auto heir = Theme::load(folder.write("khuya", head), any_font).value();
    const auto quiet =
        Theme::load(folder.write("khuya", head + "[sounds]\ntap = \"\"\n"), any_font).value();
    const auto text = read_file(kThemes / "sen.toml", 1 << 20).value();
    const auto silent =
        Theme::load(folder.write("sen", text.substr(0, text.find("[sounds]"))), any_font).value();

    CHECK(heir.sounds.front() == folder.path() / "sen" / "tap.wav");
    CHECK(quiet.sounds.front().empty());
    CHECK(quiet.sounds.back() == folder.path() / "sen" / "done.wav");
    CHECK(silent.sounds == Sounds{});
}

TEST_CASE("theme: a nine-patch that cannot be drawn is told at its key") {
    const Folder folder;
    REQUIRE(write_file_atomically(folder.path() / "sen" / "sheet.svg", "<svg/>"));
    REQUIRE(write_file_atomically(folder.path() / "sen" / "large.svg",
                                  "<svg>" + std::string(300'000, ' ')));
    const auto text = read_file(kThemes / "sen.toml", 1 << 20).value();
    const auto fault = [&](const std::string& value) {
        return fault_of(folder.write("sen", text + "\n[nine_patches]\ncard = " + value + "\n"));
    };
    const auto patch = [](const std::string& image, const std::string& slice) {
        return "{ image = \"" + image + "\", slice = [" + slice + "], side = 48, inset = 1.5 }";
    };

    CHECK(fault(patch("sheet.svg", "5, 5, 5, 5")) == "no fault");
    CHECK(fault("\"\"") == "no fault");
    for (const auto& [value, what] : std::vector<std::pair<std::string, std::string>>{
             {patch("none.svg", "5, 5, 5, 5"), "open sen/none.svg: "},
             {patch("large.svg", "5, 5, 5, 5"), "sen/large.svg"},
             {patch("tap.wav", "5, 5, 5, 5"), "sen/tap.wav is no SVG"},
             {patch("../sheet.svg", "5, 5, 5, 5"), "must be { image ="},
             {patch("sheet.svg", "50, 5, 50, 5"), "the slices leave no middle"},
             {patch("sheet.svg", "5, 60, 5, 50"), "the slices leave no middle"},
             {patch("sheet.svg", "5, 5, 5"), "the slices leave no middle"},
             {patch("sheet.svg", "0, 5, 5, 5"), "the slices leave no middle"},
             {"{ image = \"sheet.svg\", slice = [5, 5, 5, 5], side = 480, inset = 1 }",
              "must be { image ="},
             {"{ image = \"sheet.svg\", slice = [5, 5, 5, 5], side = 48 }", "must be { image ="},
             {"\"sheet.svg\"", "must be { image ="}}) {
        const std::string said = fault(value);
        CHECK_MESSAGE(said.starts_with("sen.toml:81: nine_patches.card: "), said);
        CHECK_MESSAGE(said.find(what) != std::string::npos, said);
    }
}

TEST_CASE("theme: a base has no base") {
    const Folder folder;
    folder.write("khuya", "format = 1\nname = \"khuya\"\nbase = \"sen\"\n");
    const auto file = folder.write("ba", "format = 1\nname = \"ba\"\nbase = \"khuya\"\n");

    CHECK(fault_of(file).starts_with("khuya.toml:3: base: a theme that is itself a base has none"));
}

TEST_CASE("theme: a file that is not there is no theme") {
    const Folder folder;

    CHECK(Theme::load(folder.path() / "không.toml", any_font).error().kind == ErrorKind::NotFound);
}
