// SPDX-License-Identifier: Apache-2.0
#include "ui/gesture.h"

#include <doctest/doctest.h>

#include <string>

using namespace sen;
using namespace sen::ui;

namespace {

constexpr double kMmPerPx = 0.25;  // a slop of 12 pixels

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
    GestureRecognizer recognizer{kMmPerPx};

  private:
    std::string feed(int finger, TouchPhase phase, Point at, int ms) {
        static constexpr const char* kNames[] = {"press ", "cancel ", "tap ",  "double ",
                                                 "long ",  "drag ",   "move ", "drop ",
                                                 "pinch ", "spread ", "open "};
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

TEST_CASE("gesture: two fingers side by side pan: the point between them moves, the scale stays") {
    Hand hand;
    hand.down(1, {100, 100}, 0);
    hand.down(2, {300, 100}, 20);

    for (int i = 1; i <= 5; ++i) {
        hand.move(1, {100 + 10 * i, 100 + 20 * i}, 20 + 8 * i);
        CHECK(hand.move(2, {300 + 10 * i, 100 + 20 * i}, 20 + 8 * i) == "spread ");
        CHECK(hand.last().at == Point{200 + 10 * i, 100 + 20 * i});
        CHECK(hand.last().scale == doctest::Approx(1));
    }
    CHECK(hand.last().origin == Point{200, 100});
    CHECK(hand.up(1, {150, 200}, 80) == "open ");
}

TEST_CASE("gesture: a palm of many fingers never taps") {
    Hand hand;
    hand.down(1, {100, 100}, 0);
    hand.down(2, {150, 100}, 2);
    CHECK(hand.down(3, {200, 100}, 4) == "open ");
    CHECK(hand.down(4, {250, 100}, 6) == "");

    std::string told;
    for (int finger = 4; finger >= 1; --finger) told += hand.up(finger, {100, 100}, 50);

    CHECK(told.find("tap") == std::string::npos);
    CHECK_FALSE(hand.recognizer.is_touched());
}

TEST_CASE("gesture: a ghost that is held keeps the next hand out for 15 s at most") {
    Hand hand;
    hand.down(9, {5, 5}, 0);

    CHECK(hand.down(1, {300, 300}, 20'000) == "cancel press ");
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

TEST_CASE("gesture: a finger held still for 15 s is given up though nobody else touches") {
    Hand hand;
    hand.down(1, {100, 100}, 0);

    const auto early = hand.recognizer.tick(Milliseconds(15'000));
    const auto late = hand.recognizer.tick(Milliseconds(15'001));

    REQUIRE(early.size() == 1);
    CHECK(early[0].kind == GestureKind::LongPress);
    REQUIRE(late.size() == 1);
    CHECK(late[0].kind == GestureKind::PressCancel);
    CHECK_FALSE(hand.recognizer.is_touched());
    CHECK(hand.up(1, {100, 100}, 15'100) == "");
}

TEST_CASE("gesture: a third finger that comes later is a bystander's, and the pinch goes on") {
    Hand hand;
    hand.down(1, {100, 100}, 0);
    hand.down(2, {200, 100}, 20);

    CHECK(hand.down(3, {600, 400}, 400) == "");
    CHECK(hand.move(2, {250, 100}, 420) == "spread ");
    CHECK(hand.last().scale == doctest::Approx(1.5));
}

TEST_CASE("gesture: thresholds are millimetres: twice as many pixels need twice the way") {
    for (const double mm_per_px : {0.1, 0.2, 0.4}) {
        GestureRecognizer recognizer(mm_per_px);
        const auto px = [&](double mm) { return static_cast<int>(mm / mm_per_px); };
        recognizer.feed({1, TouchPhase::Down, {500, 500}, Milliseconds(0)});

        CHECK(
            recognizer.feed({1, TouchPhase::Move, {500 + px(2.8), 500}, Milliseconds(9)}).empty());
        CHECK_FALSE(
            recognizer.feed({1, TouchPhase::Move, {500 + px(3.4), 500}, Milliseconds(18)}).empty());
    }
}

TEST_CASE("velocity: one report that jumps does not change it, nor does one scan told twice") {
    VelocityTracker steady, jumpy;
    for (int i = 0; i < 10; ++i) {
        const Point at{100 + 8 * i, 300};
        steady.add(at, Milliseconds(8 * i));
        jumpy.add(i == 6 ? Point{at.x + 90, 250} : at, Milliseconds(8 * i));
        jumpy.add(at, Milliseconds(8 * i));
    }

    CHECK(steady.velocity(Milliseconds(75)) == Point{1000, 0});
    CHECK(jumpy.velocity(Milliseconds(75)).x == doctest::Approx(1000).epsilon(0.1));
    CHECK(jumpy.velocity(Milliseconds(75)).y == doctest::Approx(0).epsilon(1));
    CHECK(steady.velocity(Milliseconds(200)) == Point{0, 0});
}
