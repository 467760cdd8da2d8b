// SPDX-License-Identifier: Apache-2.0
#include "ui/stage.h"

#include <doctest/doctest.h>

#include "ui/containers.h"
#include "ui/controls.h"
#include "ui/room.h"
#include "ui/scroll.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

/// A button in the middle of the page that counts its taps.
class Page : public Widget {
  public:
    explicit Page(int& taps)
        : button_(add<Button>("Xem", "", ButtonLook::Filled, [&taps] { ++taps; })) {}
    Size measure(Context&, Size available) override { return available; }
    void arrange(Context& context, Rect rect) override {
        set_rect(rect);
        button_.arrange(context, {500, 300, 280, 120});
    }

  private:
    Button& button_;
};

struct Hand {
    Stage& stage;
    void touch(TouchPhase phase, Point at, int ms, int finger = 1) {
        stage.touch({finger, phase, at, Milliseconds(ms)});
    }
};

std::uint64_t picture(Room& room) {
    return graphics::fingerprint(room.canvas->read_pixels().value());
}

}  // namespace

TEST_CASE("stage: a tap fires on release inside, not outside") {
    Room room;
    Stage stage(room.context);
    int taps = 0;
    stage.set_root(std::make_unique<Page>(taps), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    Hand hand{stage};

    hand.touch(TouchPhase::Down, {600, 350}, 10);
    CHECK(taps == 0);
    hand.touch(TouchPhase::Up, {600, 350}, 60);
    CHECK(taps == 1);
    hand.touch(TouchPhase::Down, {600, 350}, 100);
    hand.touch(TouchPhase::Move, {1200, 700}, 150);
    hand.touch(TouchPhase::Up, {1200, 700}, 200);
    CHECK(taps == 1);
}

TEST_CASE("stage: the press is seen in the very next frame and gone after the lift") {
    Room room;
    Stage stage(room.context);
    int taps = 0;
    stage.set_root(std::make_unique<Page>(taps), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    const auto rest = picture(room);
    Hand hand{stage};

    hand.touch(TouchPhase::Down, {600, 350}, 10);
    CHECK(stage.frame(Milliseconds(16)));
    CHECK(picture(room) != rest);
    hand.touch(TouchPhase::Up, {600, 350}, 20);
    CHECK(stage.frame(Milliseconds(32)));
    CHECK(stage.frame(Milliseconds(32) + room.theme.motion.press));
    CHECK(picture(room) == rest);
}

TEST_CASE("stage: a finger that was down when the page changed presses nothing on the new one") {
    Room room;
    Stage stage(room.context);
    int first = 0, second = 0;
    stage.set_root(std::make_unique<Page>(first), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    Hand hand{stage};
    hand.touch(TouchPhase::Down, {600, 350}, 10);

    stage.set_root(std::make_unique<Page>(second), Stage::Change::Cut);
    stage.frame(Milliseconds(16));
    hand.touch(TouchPhase::Up, {600, 350}, 60);
    CHECK(second == 0);
    hand.touch(TouchPhase::Down, {600, 350}, 100);
    hand.touch(TouchPhase::Up, {600, 350}, 150);

    CHECK(first == 0);
    CHECK(second == 1);
}

TEST_CASE("stage: nothing changed, nothing drawn; drawing anyway gives the same picture") {
    Room room;
    Stage stage(room.context);
    int taps = 0;
    stage.set_root(std::make_unique<Page>(taps), Stage::Change::Cut);
    CHECK(stage.frame(Milliseconds(0)));
    const auto before = picture(room);

    CHECK_FALSE(stage.frame(Milliseconds(16)));
    CHECK(stage.next_frame(Milliseconds(16)) == kNever);
    CHECK(stage.frame(Milliseconds(32), true));
    CHECK(picture(room) == before);
}

TEST_CASE("stage: a fade ends exactly on the new page") {
    Room room;
    Stage stage(room.context);
    int taps = 0;
    stage.set_root(std::make_unique<Page>(taps), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    const auto page = picture(room);

    stage.set_root(std::make_unique<Label>("Khác", LabelOptions{}));
    stage.frame(Milliseconds(16));
    const auto start = picture(room);
    for (int ms = 32; ms < 600; ms += 16) stage.frame(Milliseconds(ms));
    const auto end = picture(room);
    stage.frame(Milliseconds(700), true);

    CHECK(start == page);
    CHECK(end != page);
    CHECK(picture(room) == end);
    CHECK(stage.next_frame(Milliseconds(700)) == kNever);
}

TEST_CASE("scroll: follows the finger, is thrown, holds its ends and comes to rest") {
    Room room;
    Stage stage(room.context);
    auto scroll = std::make_unique<Scroll>(theme::ColourRole::Paper, Scroll::Names{"xuống", "lên"});
    scroll->set_content<Space>(Size{100, 4000});
    Scroll& view = *scroll;
    stage.set_root(std::move(scroll), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    Hand hand{stage};

    hand.touch(TouchPhase::Down, {300, 600}, 0);
    hand.touch(TouchPhase::Move, {300, 560}, 16);
    hand.touch(TouchPhase::Move, {300, 500}, 32);
    stage.frame(Milliseconds(32));
    CHECK(view.offset() == 100);
    hand.touch(TouchPhase::Move, {300, 400}, 48);
    hand.touch(TouchPhase::Up, {300, 400}, 56);
    int now = 64;
    for (; now < 10'000; now += 16) stage.frame(Milliseconds(now));
    CHECK(view.offset() > 300);
    CHECK(view.offset() <= view.limit());
    CHECK(stage.next_frame(Milliseconds(now)) == kNever);

    hand.touch(TouchPhase::Down, {300, 100}, now);
    hand.touch(TouchPhase::Move, {300, 130}, now + 10);
    hand.touch(TouchPhase::Move, {300, 9000}, now + 500);
    stage.frame(Milliseconds(now + 500));
    CHECK(view.offset() < 0);
    hand.touch(TouchPhase::Up, {300, 9000}, now + 900);
    for (int ms = now + 900; ms < now + 3000; ms += 16) stage.frame(Milliseconds(ms));
    CHECK(view.offset() == 0);
}

TEST_CASE("scroll: the button does what a swipe does and goes away at the end") {
    Room room;
    Stage stage(room.context);
    auto scroll = std::make_unique<Scroll>(theme::ColourRole::Paper, Scroll::Names{"xuống", "lên"});
    scroll->set_content<Space>(Size{100, 1500});
    Scroll& view = *scroll;
    stage.set_root(std::move(scroll), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    stage.frame(Milliseconds(16));
    const Rect button = view.children()[1]->rect();
    Hand hand{stage};

    int now = 100;
    for (int presses = 0; presses < 3; ++presses) {
        hand.touch(TouchPhase::Down, {button.x + 5, button.y + 5}, now);
        hand.touch(TouchPhase::Up, {button.x + 5, button.y + 5}, now + 50);
        for (int end = now + 1000; now < end; now += 16) stage.frame(Milliseconds(now));
    }

    CHECK(view.offset() == view.limit());
    CHECK_FALSE(view.children()[1]->is_visible());
}
