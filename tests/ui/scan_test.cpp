// SPDX-License-Identifier: Apache-2.0
#include "ui/scan.h"

#include <doctest/doctest.h>

#include "ui/board.h"
#include "ui/containers.h"
#include "ui/keyboard.h"
#include "ui/room.h"
#include "ui/scroll.h"
#include "ui/stage.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Board;
using sen::ui::test::Room;

namespace {

constexpr Milliseconds kStep{1000};

/// Two rows of two, a slider's width apart, one below, and the way back in the corner above.
struct Page {
    explicit Page(Milliseconds step = kStep) : stage(room.context) {
        auto made = std::make_unique<Board>();
        board = made.get();
        const auto tell = [this](const char* name) {
            return [this, name] { told += std::string(name) + " "; };
        };
        board->put("lui", {0, 0, 100, 60}, tell("lui")).set_leads_back();
        board->put("một", {100, 100, 200, 100}, tell("một"));
        board->put("hai", {400, 110, 200, 100}, tell("hai"));
        board->put("ba", {100, 300, 200, 100}, tell("ba"));
        board->put("bốn", {400, 300, 200, 100}, tell("bốn"));
        board->put("năm", {100, 500, 200, 100}, tell("năm"));
        stage.set_root(std::move(made), Stage::Change::Cut);
        stage.use_switches(step);
        stage.frame(now);
    }
    /// What is marked.
    std::string marked() {
        std::string names;
        for (const Widget* widget : stage.focus().marked()) names += widget->label() + " ";
        return names;
    }
    void wait(Milliseconds time) {
        now += time;
        stage.frame(now);
    }
    void press(Stage::Switch which = Stage::Switch::Choose) {
        stage.press_switch(which, now);
        stage.frame(now);
    }

    Room room;
    Stage stage;
    Board* board = nullptr;
    Milliseconds now{0};
    std::string told;
};

std::string names(const std::vector<ScanGroup>& groups) {
    std::string text;
    for (const ScanGroup& group : groups) {
        for (const Widget* widget : group) text += widget->label() + " ";
        text += "| ";
    }
    return text;
}

}  // namespace

TEST_CASE("scan: rows are groups, and the way back is offered last") {
    Page page;

    CHECK(names(scan_groups(*page.board)) == "một hai | ba bốn | năm | lui | ");
}

TEST_CASE("scan: few controls are offered one by one") {
    Room room;
    Stage stage(room.context);
    auto dialog = std::make_unique<Board>();
    dialog->put("thôi", {100, 300, 200, 100}).set_leads_back();
    dialog->put("tiếp", {400, 300, 200, 100});
    stage.set_root(std::move(dialog), Stage::Change::Cut);
    stage.frame(Milliseconds(0));

    CHECK(names(scan_groups(*stage.root())) == "tiếp | thôi | ");
}

TEST_CASE("scan: nothing is marked before the switch was pressed, and then it goes by itself") {
    Page page;
    page.wait(kStep * 5);
    CHECK(page.marked().empty());
    CHECK(page.stage.next_frame(page.now) == kNever);

    page.press();
    CHECK(page.marked() == "một hai ");
    CHECK(page.stage.next_frame(page.now) == page.now + kStep);
    page.wait(kStep - Milliseconds(1));
    CHECK(page.marked() == "một hai ");
    page.wait(Milliseconds(1));
    CHECK(page.marked() == "ba bốn ");
    CHECK(page.told.empty());
}

TEST_CASE("scan: the switch goes into the group, and then chooses in it") {
    Page page;
    page.press();
    page.wait(kStep);

    page.press();
    CHECK(page.marked() == "ba ");
    page.wait(kStep);
    CHECK(page.marked() == "bốn ");
    page.press();

    CHECK(page.told == "bốn ");
    CHECK(page.marked() == "ba bốn ");
    page.wait(kStep);
    CHECK(page.marked() == "năm ");
    page.press();
    CHECK(page.told == "bốn năm ");
    CHECK(page.marked() == "năm ");
}

TEST_CASE("scan: a group where nothing is chosen is left after two rounds") {
    Page page;
    page.press();
    page.press();

    std::string seen;
    for (int i = 0; i < 5; ++i) {
        seen += page.marked();
        page.wait(kStep);
    }

    CHECK(seen == "một hai một hai ba bốn ");
}

TEST_CASE("scan: after three rounds the mark goes, and a press brings it back") {
    Page page;
    page.press();

    int lui = 0, steps = 0;
    for (; !page.marked().empty() && steps < 100; ++steps) {
        lui += page.marked() == "lui " ? 1 : 0;
        page.wait(kStep);
    }

    CHECK(steps == 12);
    CHECK(lui == 3);
    CHECK(page.stage.next_frame(page.now) == kNever);
    page.press();
    CHECK(page.marked() == "một hai ");
    CHECK(page.told.empty());
}

TEST_CASE("scan: another page, or what lies over it, is walked from its beginning") {
    Page page;
    page.press();
    page.wait(kStep);
    auto dialog = std::make_unique<Board>();
    dialog->put("tiếp", {400, 300, 200, 100}, [&] { page.told += "tiếp "; });
    dialog->put("thôi", {100, 300, 200, 100}).set_leads_back();

    page.stage.set_overlay(std::move(dialog));
    page.wait(Milliseconds(1));
    CHECK(page.marked() == "tiếp ");
    page.press();
    CHECK(page.told == "tiếp ");
    page.stage.set_overlay(nullptr);
    page.wait(Milliseconds(1));
    CHECK(page.marked() == "một hai ");
}

TEST_CASE("scan: a finger on the glass ends it, and so does a key") {
    Page page;
    page.press();
    page.stage.touch({1, TouchPhase::Down, {1000, 600}, page.now});
    page.stage.touch({1, TouchPhase::Up, {1000, 600}, page.now});
    page.wait(kStep * 2);
    CHECK(page.marked().empty());

    page.press();
    CHECK(page.marked() == "một hai ");
    page.stage.key(Key::Next);
    page.wait(kStep * 2);
    CHECK(page.marked() == "lui ");  // first in reading order
}

TEST_CASE("scan: while something plays nothing is marked, and then it begins anew") {
    Page page;
    page.press();
    page.wait(kStep);

    page.stage.hold_switches(true);
    page.wait(kStep * 3);
    CHECK(page.marked().empty());
    CHECK(page.stage.next_frame(page.now) == kNever);
    page.stage.hold_switches(false);
    page.wait(Milliseconds(1));
    CHECK(page.marked() == "một hai ");
}

TEST_CASE("scan: by two switches nothing goes on by itself, and no page is left") {
    Page page(Milliseconds(0));
    page.press(Stage::Switch::GoOn);
    page.wait(kStep * 60);
    CHECK(page.marked() == "một hai ");

    for (int i = 0; i < 40; ++i) page.press(Stage::Switch::GoOn);
    CHECK(page.marked() == "một hai ");
    page.press();
    CHECK(page.marked() == "một ");
    page.press(Stage::Switch::GoOn);
    page.press(Stage::Switch::GoOn);
    CHECK(page.marked() == "ba bốn ");
    page.press();
    page.press();
    CHECK(page.told == "ba ");
}

TEST_CASE("scan: what is chosen again and again stays marked, until it cannot be chosen") {
    Room room;
    Stage stage(room.context);
    auto board = std::make_unique<Board>();
    int times = 0;
    for (int i = 0; i < 4; ++i) board->put(std::to_string(i), {100 * i, 100, 90, 90});
    auto& next = board->put_round("tới", {500, 100, 90, 90}, [&] { ++times; });
    Board& page = *board;
    stage.set_root(std::move(board), Stage::Change::Cut);
    stage.use_switches(kStep);
    Milliseconds now{0};
    const auto press = [&] {
        stage.press_switch(Stage::Switch::Choose, now);
        stage.frame(now);
    };
    stage.frame(now);
    press();
    press();
    for (int i = 0; i < 4; ++i) stage.frame(now += kStep);
    REQUIRE(stage.focus().current(&page) == &next);

    for (int i = 0; i < 3; ++i) press();
    CHECK(times == 3);
    CHECK(stage.focus().current(&page) == &next);
    next.set_enabled(false);
    stage.frame(now += kStep);
    CHECK(stage.focus().current(&page) == page.children().front().get());
}

TEST_CASE("scan: of a long list what is seen is offered, then the buttons that scroll it") {
    Room room;
    room.context.is_reduced_motion = true;
    Stage stage(room.context);
    Scroll& window = test::show_long_list(stage).window;
    for (int i = 0; i < 3; ++i) stage.frame(Milliseconds(20 * i));

    const std::string above = names(scan_groups(window));
    CHECK(above.starts_with("0 | 1 | "));
    CHECK(above.ends_with("| xuống | "));
    CHECK(above.find("11 ") == std::string::npos);
    window.turn_page(1);
    for (int i = 0; i < 3; ++i) stage.frame(Milliseconds(100 + 20 * i));
    const std::string below = names(scan_groups(window));
    CHECK_FALSE(below.starts_with("0 | "));
    CHECK(below.ends_with("| xuống | lên | "));
}

TEST_CASE("scan: a keyboard is one group, then its rows, then its keys") {
    Room room;
    Stage stage(room.context);
    auto board = std::make_unique<Board>();
    for (int i = 0; i < 4; ++i) board->put(std::to_string(i), {100 * i, 10, 90, 60});
    auto& field = board->put_widget<TextField>(
        {600, 10, 500, 60}, TextField::Words{"ô", "", "", "xóa"}, [](const std::string&) {},
        nullptr);
    auto& keyboard = board->put_widget<Keyboard>({100, 260, 1000, 440}, room.context, field,
                                                 KeyboardMethod::Latin, Keyboard::Events{});
    stage.set_root(std::move(board), Stage::Change::Cut);
    stage.use_switches(kStep);
    Milliseconds now{0};
    stage.frame(now);
    const auto press = [&] {
        stage.press_switch(Stage::Switch::Choose, now);
        stage.frame(now);
    };
    const auto is_on_keys = [&] {
        const auto& marked = stage.focus().marked();
        return !marked.empty() && marked.front()->parent() == &keyboard;
    };
    press();
    for (int i = 0; i < 5 && !is_on_keys(); ++i) stage.frame(now += kStep);
    const auto all = stage.focus().marked().size();
    REQUIRE(all > 30);

    press();
    const auto row = stage.focus().marked();
    CHECK(row.size() < all / 2);
    for (const Widget* key : row) CHECK(key->rect().y == row.front()->rect().y);
    stage.frame(now += kStep);
    CHECK(stage.focus().marked().front()->rect().y > row.front()->rect().y);
    press();
    CHECK(stage.focus().marked().size() == 1);
    const std::string letter = stage.focus().marked().front()->label();
    press();

    CHECK(field.text() == letter);
    CHECK(is_on_keys());  // and not out of the keyboard
    CHECK(stage.focus().marked().size() > 1);
    CHECK(stage.focus().marked().size() < all / 2);
}

TEST_CASE("scan: a slider goes on by a step for each press") {
    Room room;
    Stage stage(room.context);
    double value = -1;
    auto board = std::make_unique<Board>();
    board->put_widget<Slider>({100, 100, 400, 60}, "chỗ", [&](double share) { value = share; });
    stage.set_root(std::move(board), Stage::Change::Cut);
    stage.use_switches(kStep);
    stage.frame(Milliseconds(0));

    for (int i = 0; i < 3; ++i) {
        stage.press_switch(Stage::Switch::Choose, Milliseconds(0));
        stage.frame(Milliseconds(0));
    }

    CHECK(value == doctest::Approx(0.1));
}
