// SPDX-License-Identifier: Apache-2.0
#include "ui/focus.h"

#include <doctest/doctest.h>

#include "ui/board.h"
#include "ui/choice.h"
#include "ui/containers.h"
#include "ui/controls.h"
#include "ui/room.h"
#include "ui/scroll.h"
#include "ui/stage.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Board;
using sen::ui::test::Room;

namespace {

std::string names(Widget& tree) {
    std::string text;
    for (const Widget* widget : focus_order(tree)) text += widget->label() + " ";
    return text;
}

std::uint64_t picture(Room& room) {
    return graphics::fingerprint(room.canvas->read_pixels().value());
}

}  // namespace

TEST_CASE("focus: the order is that of reading, wherever the widgets were made") {
    Room room;
    Stage stage(room.context);
    auto board = std::make_unique<Board>();
    board->put("thanh", {0, 600, 200, 100});
    board->put("hai", {400, 110, 200, 100});
    board->put("ba", {100, 300, 200, 100});
    board->put("một", {100, 100, 200, 100});
    board->put("ẩn", {700, 100, 200, 100}).set_visible(false);
    board->put("tắt", {700, 300, 200, 100}).set_enabled(false);
    stage.set_root(std::move(board), Stage::Change::Cut);
    stage.frame(Milliseconds(0));

    CHECK(names(*stage.root()) == "một hai ba thanh ");
}

TEST_CASE("focus: keys go round, act, and are seen; a touch takes the ring away") {
    Room room;
    Stage stage(room.context);
    int first = 0, second = 0;
    auto board = std::make_unique<Board>();
    board->put("một", {100, 100, 300, 100}, [&] { ++first; });
    board->put("hai", {500, 100, 300, 100}, [&] { ++second; });
    stage.set_root(std::move(board), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    const auto plain = picture(room);

    CHECK(stage.key(Key::Act));  // shows where it is before it does anything
    stage.frame(Milliseconds(20));
    CHECK(first + second == 0);
    CHECK(picture(room) != plain);
    stage.key(Key::Act);
    CHECK(first == 1);
    stage.key(Key::Next);
    stage.key(Key::Act);
    CHECK(second == 1);
    stage.key(Key::More);
    stage.key(Key::Act);
    CHECK(first == 2);
    stage.key(Key::Previous);
    stage.key(Key::Act);
    CHECK(second == 2);

    stage.touch({1, TouchPhase::Down, {1000, 600}, Milliseconds(30)});
    stage.touch({1, TouchPhase::Up, {1000, 600}, Milliseconds(40)});
    stage.frame(Milliseconds(60));
    CHECK(picture(room) == plain);
    CHECK_FALSE(stage.key(Key::Back));
}

TEST_CASE("focus: what lies over the page keeps it to itself") {
    Room room;
    Stage stage(room.context);
    int below = 0, above = 0;
    auto page = std::make_unique<Board>();
    page->put("dưới", {100, 100, 300, 100}, [&] { ++below; });
    stage.set_root(std::move(page), Stage::Change::Cut);
    auto dialog = std::make_unique<Board>();
    dialog->put("trên", {100, 300, 300, 100}, [&] { ++above; });
    stage.set_overlay(std::move(dialog));
    stage.frame(Milliseconds(0));

    for (int i = 0; i < 4; ++i) {
        stage.key(Key::Next);
        stage.key(Key::Act);
    }

    CHECK(above == 4);
    CHECK(below == 0);
}

TEST_CASE("focus: what is scrolled away comes into sight, and pages turn") {
    Room room;
    room.context.is_reduced_motion = true;
    Stage stage(room.context);
    const auto list = test::show_long_list(stage);
    Scroll& window = list.window;
    stage.frame(Milliseconds(0));
    REQUIRE(window.limit() > 0);

    for (int i = 0; i < 8; ++i) stage.key(Key::Next);
    stage.frame(Milliseconds(20));
    stage.frame(Milliseconds(40));
    const Rect seventh = list.column.children()[7]->rect();
    CHECK(seventh.y >= 0);
    CHECK(seventh.bottom() <= 720);

    const int before = window.offset();
    CHECK(stage.key(Key::PageUp));
    stage.frame(Milliseconds(60));
    stage.frame(Milliseconds(80));
    CHECK(window.offset() < before);
    while (stage.key(Key::PageDown)) {
        stage.frame(Milliseconds(100));
        stage.frame(Milliseconds(120));
    }
    CHECK(window.offset() == window.limit());
}

TEST_CASE("focus: on a slider more and less move it, and Next leaves it") {
    Room room;
    Stage stage(room.context);
    double value = -1;
    auto board = std::make_unique<Board>();
    auto* slider = &board->add<Slider>("chỗ", [&](double share) { value = share; });
    stage.set_root(std::move(board), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    slider->arrange(room.context, {100, 100, 400, 60});

    stage.key(Key::Next);
    stage.key(Key::More);
    CHECK(value == doctest::Approx(0.05));
    stage.key(Key::Less);
    CHECK(value == doctest::Approx(0));
}

TEST_CASE("choice: the state of a toggle is seen without colour") {
    Room room;
    Toggle toggle("Phụ đề phim", "captions", nullptr);
    toggle.arrange(room.context, {100, 100, 500, 100});
    const auto dark_pixels = [&](bool is_on) {
        toggle.set_on(is_on);
        room.canvas->begin_frame(room.context.colour(theme::ColourRole::Paper));
        toggle.draw(room.context);
        room.canvas->present();
        // The box at the right: with a check mark, more of it differs from its own ground.
        const auto pixels = room.canvas->read_pixels().value();
        const auto at = [&](int x, int y) {
            return pixels.pixels[static_cast<std::size_t>(y * 1280 + x)];
        };
        const auto ground = at(540, 112);
        int count = 0;
        for (int y = 110; y < 190; ++y)
            for (int x = 520; x < 595; ++x) count += at(x, y) != ground ? 1 : 0;
        return count;
    };

    CHECK(dark_pixels(true) > dark_pixels(false) + 50);
}

TEST_CASE("choice: a stepper stays within its steps") {
    int told = -1;
    Stepper stepper({"Nhỏ hơn", "To hơn"}, 80, 5, [&](int level) { told = level; });
    stepper.set_level(9);
    CHECK(stepper.level() == 5);
    stepper.children()[1]->on_tap({});
    CHECK(told == -1);
    stepper.children()[0]->on_tap({});
    CHECK(told == 4);
}
