// SPDX-License-Identifier: Apache-2.0
#include "ui/ground.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "ui/card.h"
#include "ui/floating.h"
#include "ui/room.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using namespace sen::ui::test;
using theme::ColourRole;

namespace {

std::uint32_t packed(Colour colour) {
    return 0xFF000000u | static_cast<std::uint32_t>(colour.r << 16 | colour.g << 8 | colour.b);
}

/// What `draw` leaves on white.
template <class Draw>
graphics::Bitmap drawn(Room& room, Draw draw) {
    room.canvas->begin_frame({255, 255, 255, 255});
    draw(room.context);
    room.canvas->present();
    return room.canvas->read_pixels().value();
}

}  // namespace

TEST_CASE("ground: the tile hangs on the screen, wherever the paper is asked for") {
    Room room({200, 100});
    graphics::Bitmap tile{{30, 30}, true, std::vector<std::uint32_t>(900, 0xFF102030)};
    tile.at(7, 5) = 0xFFA0B0C0;
    const auto texture = room.canvas->make_texture(std::move(tile));
    room.context.ground = &texture;

    const auto frame = drawn(room, [](Context& context) {
        draw_paper(context, {50, 33, 100, 40});
    });

    CHECK(frame.at(67, 35) == 0xFFA0B0C0);   // 2 · 30 + 7, 30 + 5
    CHECK(frame.at(127, 65) == 0xFFA0B0C0);  // 4 · 30 + 7, 2 · 30 + 5
    CHECK(frame.at(50, 33) == 0xFF102030);
    CHECK(frame.at(49, 33) == 0xFFFFFFFF);
    CHECK(frame.at(150, 33) == 0xFFFFFFFF);
    CHECK(frame.at(149, 72) == 0xFF102030);
    CHECK(frame.at(149, 73) == 0xFFFFFFFF);
}

TEST_CASE("ground: without a tile the paper is plain") {
    Room room({200, 100});

    const auto frame = drawn(room, [](Context& context) { draw_paper(context, {0, 0, 200, 100}); });

    CHECK(frame.at(120, 50) == packed(room.context.colour(ColourRole::Paper)));
}

TEST_CASE("ground: a picture is dimmed to the theme's brightness, and no further") {
    Room room({200, 100});
    room.theme.pictures.brightness = 88;

    const auto frame = drawn(room, [](Context& context) {
        dim_picture(context, {0, 0, 100, 100});
    });

    CHECK((frame.at(50, 50) & 0xFF) / 255.0 == doctest::Approx(0.88).epsilon(0.01));
    CHECK(frame.at(150, 50) == 0xFFFFFFFF);
    room.theme.pictures.brightness = 100;
    CHECK(drawn(room, [](Context& context) {
              dim_picture(context, {0, 0, 100, 100});
          }).at(50, 50) == 0xFFFFFFFF);
}

TEST_CASE("ground: words on a picture have a veil, or solid ground where the theme wants it") {
    Room room({200, 100});
    const auto veiled = [](Context& context) {
        draw_veil(context, VeilEdge::Bottom, {0, 20, 200, 80}, {20, 60, 100, 30},
                  context.colour(ColourRole::Veil));
    };

    const auto shaded = drawn(room, veiled);
    room.theme.pictures.are_under_text = false;
    const auto solid = drawn(room, veiled);

    const auto night = packed(room.context.colour(ColourRole::Night));
    CHECK(shaded.at(30, 61) != night);
    CHECK(shaded.at(30, 61) != 0xFFFFFFFF);
    for (const Point at : {Point{20, 60}, Point{119, 89}, Point{199, 99}})
        CHECK(solid.at(at.x, at.y) == night);
    CHECK(solid.at(30, 30) == 0xFFFFFFFF);
}

TEST_CASE("ground: at the top the solid ground hangs around the words alone") {
    Room room({200, 100});
    room.theme.pictures.are_under_text = false;

    const auto frame = drawn(room, [](Context& context) {
        draw_veil(context, VeilEdge::Top, {0, 0, 200, 50}, {20, 10, 60, 15}, {0, 0, 0, 180});
    });

    const auto night = packed(room.context.colour(ColourRole::Night));
    CHECK(frame.at(21, 0) == night);
    CHECK(frame.at(79, 24) == night);
    CHECK(frame.at(150, 10) == 0xFFFFFFFF);
}

TEST_CASE("ground: a theme with borders draws one around what stands out, another none") {
    Room room({200, 100});
    const auto card = [](Context& context) {
        draw_raised(context, {20, 20, 100, 60}, ColourRole::PaperLow);
    };

    const auto plain = drawn(room, card);
    room.theme.shape.border = 2;
    const auto bordered = drawn(room, card);

    CHECK(plain.at(21, 50) == packed(room.context.colour(ColourRole::PaperLow)));
    CHECK(bordered.at(21, 50) == packed(room.context.colour(ColourRole::Edge)));
    CHECK(bordered.at(70, 50) == packed(room.context.colour(ColourRole::PaperLow)));
}

TEST_CASE("controls: a pressed button is darker and a little smaller, in any theme") {
    Room room({200, 100});
    Button button("Xem", "", ButtonLook::Filled, nullptr);
    button.arrange(room.context, {20, 10, 160, 80});
    const auto draw = [&](Context& context) { button.draw(context); };

    const auto before = drawn(room, draw);
    button.set_pressed(true);
    button.update(room.context);
    room.context.now += room.theme.motion.press;
    button.update(room.context);
    const auto pressed = drawn(room, draw);

    CHECK(before.at(100, 10) == packed(room.context.colour(ColourRole::Lacquer)));
    CHECK(pressed.at(100, 10) == 0xFFFFFFFF);
    CHECK((pressed.at(100, 14) >> 16 & 0xFF) < (before.at(100, 14) >> 16 & 0xFF));
}

TEST_CASE("controls: a press is eased within the theme's time, at once with less motion") {
    Room room({200, 100});
    Button button("Xem", "", ButtonLook::Filled, nullptr);
    button.arrange(room.context, {0, 0, 200, 100});
    const auto left_edge = [&] {
        const auto frame = drawn(room, [&](Context& context) { button.draw(context); });
        int x = 0;
        while (frame.at(x, 50) == 0xFFFFFFFF) ++x;
        return x;
    };
    room.theme.shape.button = 0;
    CHECK(button.next_update(Milliseconds(0)) == kNever);

    button.set_pressed(true);
    button.update(room.context);
    CHECK(left_edge() == 0);
    CHECK(button.next_update(Milliseconds(0)) == Milliseconds(0));
    room.context.now = room.theme.motion.press / 3;
    button.update(room.context);
    const int on_its_way = left_edge();
    room.context.now = room.theme.motion.press;
    button.update(room.context);

    CHECK(on_its_way == 1);
    CHECK(left_edge() == 2);  // 2 % of 200, half of it on this side
    CHECK(button.next_update(room.context.now) == kNever);
    CHECK(button.touch_rect() == Rect{0, 0, 200, 100});
    room.context.is_reduced_motion = true;
    button.set_pressed(false);
    button.update(room.context);
    CHECK(left_edge() == 0);
    CHECK(button.next_update(room.context.now) == kNever);
}

TEST_CASE("controls: the words of what gives way are moved, not blurred") {
    Room room({400, 100});
    Button button("Đọc tiếp", "", ButtonLook::Outlined, nullptr);
    button.arrange(room.context, {0, 0, 400, 100});
    room.context.is_reduced_motion = true;
    room.theme.colours[static_cast<std::size_t>(ColourRole::Pressed)] = {0, 0, 0, 0};
    const auto words = [&] {
        auto frame = drawn(room, [&](Context& context) { button.draw(context); });
        std::vector<std::uint32_t> middle;
        for (int y = 20; y < 80; ++y)
            for (int x = 100; x < 300; ++x) middle.push_back(frame.at(x, y));
        return middle;
    };

    const auto before = words();
    button.set_pressed(true);
    button.update(room.context);

    CHECK(words() == before);  // they stand in the middle, where nothing moves
}

TEST_CASE("ground: a theme's nine-patch is what cards, panels and buttons are made of") {
    Room room({400, 300});
    graphics::NinePatchSet patches(*room.canvas);
    room.context.patches = &patches;
    const auto sheets =
        theme::Theme::load(std::string(SEN_SOURCE_DIR) + "/themes/giay-do.toml", [](const auto&,
                                                                                    auto) {
            return std::string();
        }).value();
    room.theme.nine_patches = sheets.nine_patches;
    const Rect rect{40, 40, 300, 200};
    const auto corners_are_free = [&](const graphics::Bitmap& frame) {
        return frame.at(40, 40) == 0xFFFFFFFF && frame.at(339, 239) == 0xFFFFFFFF;
    };

    const auto card =
        drawn(room, [&](Context& context) { draw_card(context, rect, false, [] {}); });
    const auto pressed =
        drawn(room, [&](Context& context) { draw_card(context, rect, true, [] {}); });
    const auto panel =
        drawn(room, [&](Context& context) { draw_raised(context, rect, ColourRole::Raised); });

    CHECK(card.at(190, 140) == packed(room.context.colour(ColourRole::PaperLow)));
    CHECK(panel.at(190, 140) == packed(room.context.colour(ColourRole::Raised)));
    CHECK((pressed.at(190, 140) & 0xFF) < (card.at(190, 140) & 0xFF));
    const auto floating =
        drawn(room, [&](Context& context) { draw_floating(context, rect, ColourRole::Raised); });
    CHECK(floating.at(190, 140) == panel.at(190, 140));
    const auto edge_to_edge = drawn(
        room, [&](Context& context) { draw_floating(context, rect, ColourRole::Raised, true); });
    CHECK(floating.pixels != edge_to_edge.pixels);
    CHECK(edge_to_edge.at(40, 140) == packed(room.context.colour(ColourRole::Edge)));
    CHECK(floating.at(40, 40) != edge_to_edge.at(40, 40));
    for (const auto& frame : {card, pressed, panel}) CHECK(corners_are_free(frame));
    CHECK(patch_inset(room.context, theme::PatchRole::Card) > 0);
    room.context.patches = nullptr;
    CHECK(patch_inset(room.context, theme::PatchRole::Card) == 0);
}

TEST_CASE("controls: what is laid out in one theme is laid out anew in the next") {
    Room room({400, 200});
    Label label("Bến Nhà Rồng", {});
    label.measure(room.context, {400, 200});
    label.arrange(room.context, {0, 0, 400, 60});
    room.theme.colours[static_cast<std::size_t>(ColourRole::Ink)] = {0, 0, 255, 255};

    label.forget_style();
    label.arrange(room.context, {0, 0, 400, 60});
    const auto frame = drawn(room, [&](Context& context) { label.draw(context); });

    CHECK(std::find(frame.pixels.begin(), frame.pixels.end(), 0xFF0000FF) != frame.pixels.end());
}
