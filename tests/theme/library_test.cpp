// SPDX-License-Identifier: Apache-2.0
#include "theme/library.h"

#include <doctest/doctest.h>

#include <set>

#include "theme/contrast.h"
#include "theme/themes.h"

using namespace sen;
using namespace sen::theme;
using namespace sen::theme::test;
using enum ColourRole;

namespace {
const std::string kNight =
    "format = 1\nname = \"khuya\"\nbase = \"sen\"\n[picture]\nbrightness = 90\n";
}

TEST_CASE("library: all themes that are shipped load") {
    const auto library = Library::open(kThemes, any_font).value();

    for (const auto& fault : library.faults()) FAIL_CHECK(fault.second.message);
    for (const char* name : {"sen", "dem", "tuong-phan", "giay-do"})
        CHECK_MESSAGE(library.find(name) != nullptr, name);
}

TEST_CASE("library: every text of a shipped theme is readable on every ground it may lie on") {
    // Written out here again: the loader's own table is what is tested.
    const std::pair<ColourRole, std::vector<ColourRole>> texts[] = {
        {Ink, {Paper, PaperLow, Raised}},
        {InkSoft, {Paper, PaperLow, Raised}},
        {Lacquer, {Paper}},
        {Water, {Paper}},
        {Leaf, {Paper}},
        {OnLacquer, {Lacquer, LacquerDeep}},
        {OnSelected, {Selected}},
        {OnNight, {Night}},
    };
    const std::pair<ColourRole, std::vector<ColourRole>> shapes[] = {
        {Gold, {Paper, PaperLow}},
        {Lotus, {Paper, Raised, Night}},
        {Focus, {Paper, PaperLow, Raised, Night}},
        {Edge, {Paper, Raised}},
        {Disabled, {Paper, Raised}},
    };
    const auto library = Library::open(kThemes, any_font).value();
    for (const auto& each : library.themes()) {
        const std::string& name = each.first;
        const Theme& theme = each.second;
        const double least = name == "tuong-phan" ? 7 : 4.5;
        const auto check = [&](const auto& pairs, double wanted) {
            for (const auto& pair : pairs) {
                const ColourRole colour = pair.first;
                for (const ColourRole ground : pair.second)
                    CHECK_MESSAGE(contrast(theme.colour(colour), theme.colour(ground)) >= wanted,
                                  name, ": ", name_of(colour), " on ", name_of(ground));
            }
        };
        check(texts, least);
        check(shapes, least == 7 ? 4.5 : 3);
        const double veiled =
            contrast(theme.colour(OnNight), blend(theme.colour(Veil), {255, 255, 255, 255}));
        CHECK_MESSAGE(veiled >= least, name, ": veil");
    }
}

TEST_CASE("library: the theme of the highest contrast has no picture under words, but borders") {
    const auto library = Library::open(kThemes, any_font).value();

    const Theme& theme = *library.find("tuong-phan");

    CHECK_FALSE(theme.pictures.are_under_text);
    CHECK(theme.shape.border > 0);
    CHECK(theme.least_contrast == 7);
    // Black, white and one yellow; only what cannot be used is grey.
    std::set<int> seen;
    for (int i = 0; i < kColourRoles; ++i) {
        const auto role = static_cast<ColourRole>(i);
        const Colour colour = theme.colour(role);
        if (role != Pressed && role != Disabled)
            seen.insert(colour.r << 16 | colour.g << 8 | colour.b);
    }
    CHECK(seen == std::set<int>{0x000000, 0xFFFFFF, 0xFFD500});
}

TEST_CASE("library: a faulty theme is left out, and the others are there") {
    const Folder folder;
    folder.write("khuya", kNight + "colour = 3\n");

    const auto library = Library::open(folder.path(), any_font).value();

    CHECK(library.find("khuya") == nullptr);
    CHECK(library.faults().at("khuya").message.find("khuya.toml:6:") != std::string::npos);
    CHECK(&library.find_or_default("khuya") == library.find("sen"));
}

TEST_CASE("library: without \"sen\" any theme stands in, without any there is none") {
    const Folder folder;
    folder.write("khuya", kNight);
    auto standing = read_file(kThemes / "sen.toml", 1 << 20).value();
    standing.replace(standing.find("name = \"sen\""), 12, "name = \"lua\"");
    std::filesystem::copy(kThemes / "sen", folder.path() / "lua");
    folder.write("lua", standing);
    folder.write("sen", "format = 9\n");

    auto library = Library::open(folder.path(), any_font).value();
    CHECK(library.find_or_default("sen").name == "lua");

    folder.write("lua", "format = 9\n");
    const auto none = Library::open(folder.path(), any_font);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::NotFound);
    CHECK(none.error().message.find("format: must be 1") != std::string::npos);
}

TEST_CASE("library: a reload takes what is right and keeps what it had of what is not") {
    const Folder folder;
    folder.write("khuya", kNight);
    auto library = Library::open(folder.path(), any_font).value();
    const Theme* theme = library.find("khuya");

    folder.write("khuya",
                 "format = 1\nname = \"khuya\"\nbase = \"sen\"\n[picture]\nbrightness = 70\n");
    library.reload();
    CHECK(library.find("khuya") == theme);
    CHECK(theme->pictures.brightness == 70);

    folder.write("khuya",
                 "format = 1\nname = \"khuya\"\nbase = \"sen\"\n[picture]\nbrightness = 7\n");
    library.reload();
    CHECK(theme->pictures.brightness == 70);
    CHECK(library.faults().contains("khuya"));
}
