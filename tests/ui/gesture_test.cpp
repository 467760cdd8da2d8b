// SPDX-License-Identifier: Apache-2.0
#include "ui/gesture.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace sen;
using namespace sen::ui;

namespace {

constexpr int kSlop = 12;

/// Fingers as a script: "d1 100,100 @0" and so on, told as the letters of the gestures that come.
class Hand {
  public:
    std::string down(int finger, Point at, int ms) {
        return feed(finger, TouchPhase::Down, at, ms);
    }
    std::string move(int finger, Point at, int ms) {
        return feed(finger, TouchPhase::Move, at, ms);
    }
    std::string up(int finger, Point at, int ms) { return feed(finger, TouchPhase::Up, at, ms); }
    std::string lost(int finger, int ms) { return feed(finger, TouchPhase::Cancel, {}, ms); }
    const Gesture& last() const { return last_; }
    GestureRecognizer recognizer{kSlop};

  private:
    std::string feed(int finger, TouchPhase phase, Point at, int ms) {
        static constexpr const char* kNames[] = {"press ", "cancel ", "tap ",    "drag ", "move ",
                                                 "drop ",  "pinch ",  "spread ", "open "};
        std::string told;
        for (const Gesture& gesture : recognizer.feed({finger, phase, at, Milliseconds(ms)})) {
            told += kNames[static_cast<int>(gesture.kind)];
            last_ = gesture;
        }
        return told;
    }
    Gesture last_;
};

}  // namespace

TEST_CASE("gesture: a finger that rolls within the slop taps on release") {
    Hand hand;

    CHECK(hand.down(1, {100, 100}, 0) == "press ");
    CHECK(hand.move(1, {108, 104}, 30) == "");
    CHECK(hand.up(1, {108, 104}, 80) == "tap ");
}

TEST_CASE("gesture: a drag cancels the press and is thrown with its speed") {
    Hand hand;
    hand.down(1, {100, 500}, 0);

    CHECK(hand.move(1, {100, 480}, 10) == "cancel drag move ");
    CHECK(hand.move(1, {100, 440}, 30) == "move ");
    CHECK(hand.move(1, {100, 400}, 50) == "move ");
    CHECK(hand.up(1, {100, 400}, 55) == "drop ");
    CHECK(hand.last().velocity.y == -2000);
    CHECK(hand.last().velocity.x == 0);
}

TEST_CASE("gesture: a finger that rests before it lifts throws nothing") {
    Hand hand;
    hand.down(1, {100, 500}, 0);
    hand.move(1, {100, 400}, 20);
    hand.move(1, {100, 300}, 40);

    CHECK(hand.up(1, {100, 300}, 400) == "drop ");
    CHECK(hand.last().velocity == Point{0, 0});
}

TEST_CASE("gesture: the second finger turns a tap into a pinch with its scale") {
    Hand hand;
    hand.down(1, {100, 100}, 0);

    CHECK(hand.down(2, {200, 100}, 20) == "cancel pinch ");
    CHECK(hand.move(2, {300, 100}, 40) == "spread ");
    CHECK(hand.last().scale == doctest::Approx(2.0));
    CHECK(hand.last().at == Point{200, 100});
    CHECK(hand.up(1, {100, 100}, 60) == "open ");
    CHECK(hand.up(2, {300, 100}, 80) == "");
}

TEST_CASE("gesture: a palm of many fingers never taps") {
    Hand hand;
    hand.down(1, {100, 100}, 0);
    hand.down(2, {150, 100}, 2);
    CHECK(hand.down(3, {200, 100}, 4) == "");
    CHECK(hand.down(4, {250, 100}, 6) == "");

    std::string told;
    for (int finger = 4; finger >= 1; --finger) told += hand.up(finger, {100, 100}, 50);

    CHECK(told.find("tap") == std::string::npos);
    CHECK_FALSE(hand.recognizer.is_touched());
}

TEST_CASE("gesture: a ghost that is held keeps the next hand out for 15 s at most") {
    Hand hand;
    hand.down(9, {5, 5}, 0);

    CHECK(hand.down(1, {300, 300}, 20'000) == "press ");
    CHECK(hand.up(1, {300, 300}, 20'050) == "tap ");
    CHECK(hand.up(9, {5, 5}, 30'000) == "");
}

TEST_CASE("gesture: a panel unplugged mid-drag ends it, unknown fingers are nobody") {
    Hand hand;
    hand.down(1, {100, 100}, 0);
    hand.move(1, {200, 100}, 20);

    CHECK(hand.lost(1, 30) == "drop ");
    CHECK(hand.move(1, {250, 100}, 40) == "");
    CHECK(hand.up(7, {0, 0}, 50) == "");
    CHECK_FALSE(hand.recognizer.is_touched());
}

TEST_CASE("gesture: ten fingers at random always end in rest, each press answered once") {
    std::mt19937 random(7);
    GestureRecognizer recognizer(kSlop);
    int open_presses = 0, open_drags = 0, open_pinches = 0;
    const auto count = [&](const std::vector<Gesture>& gestures) {
        for (const Gesture& gesture : gestures) {
            if (gesture.kind == GestureKind::Press) ++open_presses;
            if (gesture.kind == GestureKind::Tap || gesture.kind == GestureKind::PressCancel)
                --open_presses;
            if (gesture.kind == GestureKind::DragBegin) ++open_drags;
            if (gesture.kind == GestureKind::DragEnd) --open_drags;
            if (gesture.kind == GestureKind::PinchBegin) ++open_pinches;
            if (gesture.kind == GestureKind::PinchEnd) --open_pinches;
        }
    };

    for (int i = 0; i < 100'000; ++i) {
        const auto phase = static_cast<TouchPhase>(random() % 4);
        const Point at{static_cast<int>(random() % 1920), static_cast<int>(random() % 1080)};
        count(recognizer.feed(
            {static_cast<std::int64_t>(random() % 10), phase, at, Milliseconds(i * 7)}));
        REQUIRE(open_presses + open_drags + open_pinches <= 1);
        REQUIRE(open_presses >= 0);
        REQUIRE(open_drags >= 0);
        REQUIRE(open_pinches >= 0);
    }
    count(recognizer.cancel());

    CHECK(open_presses == 0);
    CHECK(open_drags == 0);
    CHECK(open_pinches == 0);
    CHECK_FALSE(recognizer.is_touched());
}
