// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

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
