// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/file.h"
#include "fixtures.h"
#include "graphics/picture_cache.h"

using namespace sen;
using namespace sen::graphics;

TEST_CASE("icon set: an icon is drawn in the colour asked for") {
    const auto canvas = Canvas::create_offscreen({48, 48}).value();
    IconSet icons(*canvas, {test::fixture_path("")});

    canvas->begin_frame({255, 255, 255});
    canvas->draw(icons.find("bar", 48, {0xC0, 0, 0}), {0, 0});
    canvas->present();

    const Bitmap frame = canvas->read_pixels().value();
    CHECK(frame.at(24, 24) == 0xFFC00000);
    CHECK(frame.at(24, 4) == 0xFFFFFFFF);
}

TEST_CASE("icon set: an icon is made once") {
    const auto canvas = Canvas::create_offscreen({48, 48}).value();
    IconSet icons(*canvas, {test::fixture_path("")});

    const Texture* first = &icons.find("bar", 24, {});
    const Texture* again = &icons.find("bar", 24, {});

    CHECK(&first->content() == &again->content());
    CHECK(icons.find("bar", 32, {}).size() == Size{32, 32});
}

TEST_CASE("icon set: an unknown icon is an empty square") {
    const auto canvas = Canvas::create_offscreen({48, 48}).value();
    IconSet icons(*canvas, {test::fixture_path("")});

    canvas->begin_frame({255, 255, 255});
    canvas->draw(icons.find("no such icon", 24, {0, 0, 0}), {0, 0});
    canvas->present();

    const Bitmap frame = canvas->read_pixels().value();
    CHECK(frame.at(4, 12) == 0xFF000000);
    CHECK(frame.at(12, 12) == 0xFFFFFFFF);
}

TEST_CASE("icon set: the first directory that has an icon gives it, the next what that lacks") {
    const auto directory = TemporaryDirectory::create().value();
    const char* full =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" viewBox=\"0 0 24 "
        "24\">"
        "<path d=\"M0 0h24v24h-24z\" fill=\"#fff\"/></svg>";
    REQUIRE(write_file_atomically(directory.path() / "bar.svg", full));
    REQUIRE(write_file_atomically(directory.path() / "own.svg", full));
    const auto canvas = Canvas::create_offscreen({48, 48}).value();
    const auto corner = [&](IconSet& icons, const char* name) {
        canvas->begin_frame({255, 255, 255});
        canvas->draw(icons.find(name, 48, {0xC0, 0, 0}), {0, 0});
        canvas->present();
        return canvas->read_pixels().value().at(24, 4);
    };

    IconSet icons(*canvas, {directory.path(), test::fixture_path("")});
    CHECK(corner(icons, "bar") == 0xFFC00000);
    CHECK(corner(icons, "own") == 0xFFC00000);

    icons.set_directories({test::fixture_path("")});
    CHECK(corner(icons, "bar") == 0xFFFFFFFF);
}
