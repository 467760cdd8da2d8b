// SPDX-License-Identifier: Apache-2.0
// Ten fingers that mean nothing: whatever they do, the recogniser and the stage keep their
// promises.
#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <random>
#include <set>

#include "ui/containers.h"
#include "ui/pager.h"
#include "ui/room.h"
#include "ui/scroll.h"
#include "ui/stage.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

constexpr int kEvents = 1'000'000;  // two seconds, also under AddressSanitizer

/// Reports of ten fingers: mostly likely ones, sometimes a lost lift, a lost contact, a jump.
class Monkey {
  public:
    explicit Monkey(Size glass, unsigned seed) : glass_(glass), random_(seed) {}

    TouchSample next() {
        time_ += static_cast<int>(random_() % 9);
        if (random_() % 5000 == 0) time_ += 16'000;
        const auto finger = static_cast<std::size_t>(random_() % 10);
        Point& at = fingers_[finger];
        const bool is_down = down_.contains(finger);
        const bool errs = random_() % 50 == 0;
        TouchPhase phase = is_down ? TouchPhase::Move : TouchPhase::Down;
        if (is_down && random_() % 6 == 0) phase = TouchPhase::Up;
        if (errs) phase = static_cast<TouchPhase>(random_() % 4);
        if (!is_down || errs) {
            at = {static_cast<int>(random_() % static_cast<unsigned>(glass_.width)),
                  static_cast<int>(random_() % static_cast<unsigned>(glass_.height))};
        } else if (random_() % 3 != 0) {
            at.x += static_cast<int>(random_() % 61) - 30;
            at.y += static_cast<int>(random_() % 61) - 30;
        }
        if (phase == TouchPhase::Down) down_.insert(finger);
        if (phase == TouchPhase::Up || phase == TouchPhase::Cancel) down_.erase(finger);
        const int told = random_() % 200 == 0 ? time_ - 500 : time_;
        return {static_cast<std::int64_t>(finger), phase, at, Milliseconds(told)};
    }
    /// So many at once that single fingers have room to tap.
    bool rests() { return random_() % 40 == 0; }
    std::vector<TouchSample> lift_all() {
        std::vector<TouchSample> lifts;
        for (const auto finger : down_)
            lifts.push_back({static_cast<std::int64_t>(finger), TouchPhase::Up, fingers_[finger],
                             Milliseconds(time_)});
        down_.clear();
        return lifts;
    }
    /// Two quick taps at one place, and then a long one.
    std::vector<TouchSample> fidget() {
        std::vector<TouchSample> samples;
        for (const int hold : {40, 40, 900}) {
            const Point at{glass_.width / 2, glass_.height / 2};
            samples.push_back({1, TouchPhase::Down, at, Milliseconds(time_ += 100)});
            samples.push_back({1, TouchPhase::Up, at, Milliseconds(time_ += hold)});
        }
        return samples;
    }
    Milliseconds time() const { return Milliseconds(time_); }

  private:
    Size glass_;
    std::mt19937 random_;
    int time_ = 0;
    std::array<Point, 10> fingers_{};
    std::set<std::size_t> down_;
};

/// What a widget may rely on, counted.
struct Promises {
    int presses = 0, drags = 0, pinches = 0;  ///< open
    int taps = 0, dragged = 0, pinched = 0;   ///< of all
    bool is_kept = true;
    void expect(bool claim) { is_kept = is_kept && claim; }
};

class Spy : public Tappable {
  public:
    Spy(Promises& promises, Action action) : Tappable(std::move(action)), promises_(promises) {}
    ~Spy() override {
        // Who goes with the page is owed nothing any more.
        if (is_held_) --promises_.presses;
        if (is_dragged_) --promises_.drags;
        if (is_pinched_) --promises_.pinches;
    }
    Size measure(Context&, Size) override { return {200, 160}; }
    void set_pressed(bool is_down) override {
        promises_.expect(is_down != is_held_);
        was_held_ = is_held_;
        is_held_ = is_down;
        promises_.presses += is_down ? 1 : -1;
        promises_.expect(promises_.presses >= 0 && promises_.presses <= 1);
        Tappable::set_pressed(is_down);
    }
    void on_tap(Point at) override {
        promises_.expect(was_held_ && !is_held_ && touch_rect().contains(at));
        was_held_ = false;
        ++promises_.taps;
        Tappable::on_tap(at);
    }
    DragAxis drag_axis() const override { return DragAxis::Horizontal; }
    void on_drag_begin(Point) override {
        promises_.expect(!is_dragged_ && promises_.drags == 0 && promises_.pinches == 0);
        is_dragged_ = true;
        ++promises_.drags;
    }
    void on_drag(Point) override { promises_.expect(is_dragged_); }
    void on_drag_end(Point) override {
        promises_.expect(is_dragged_);
        is_dragged_ = false;
        --promises_.drags;
        ++promises_.dragged;
    }
    bool takes_pinch() const override { return true; }
    void on_pinch_begin(Point) override {
        promises_.expect(!is_pinched_ && promises_.drags == 0 && promises_.pinches == 0);
        is_pinched_ = true;
        ++promises_.pinches;
    }
    void on_pinch(Point, double scale) override { promises_.expect(is_pinched_ && scale > 0); }
    void on_pinch_end() override {
        promises_.expect(is_pinched_);
        is_pinched_ = false;
        --promises_.pinches;
        ++promises_.pinched;
    }

  private:
    Promises& promises_;
    bool is_held_ = false, was_held_ = false, is_dragged_ = false, is_pinched_ = false;
};

std::unique_ptr<Widget> make_page(Promises& promises, const std::function<void()>& turn) {
    auto page = std::make_unique<Row>(20);
    auto& scroll =
        page->put<Scroll>(grow(), theme::ColourRole::Paper, Scroll::Names{"lên", "xuống"});
    auto& list = scroll.set_content<Column>(10);
    for (int i = 0; i < 12; ++i) list.put<Spy>(kFit, promises, i % 6 == 0 ? turn : Action());
    auto& side = page->put<Column>(grow(), 10);
    side.put<PicturePager>(
        grow(), std::vector<Picture::Source>(3), std::vector<std::string>(3), [](int) {}, [] {});
    side.put<Slider>(fixed(60), "chỗ", [](double) {});
    side.put<Spy>(fixed(160), promises, turn);
    return page;
}

}  // namespace

TEST_CASE("monkey: the recogniser answers each press once, ends what it began, and comes to rest") {
    Monkey monkey({1920, 1080}, 7);
    GestureRecognizer recognizer(0.25);
    int presses = 0, drags = 0, pinches = 0;
    std::array<int, 11> seen{};
    const auto count = [&](const std::vector<Gesture>& gestures) {
        for (const Gesture& gesture : gestures) {
            ++seen[static_cast<std::size_t>(gesture.kind)];
            const auto is = [&](GestureKind kind) { return gesture.kind == kind; };
            presses += is(GestureKind::Press);
            presses -= is(GestureKind::Tap) || is(GestureKind::PressCancel);
            drags += is(GestureKind::DragBegin);
            drags -= is(GestureKind::DragEnd);
            pinches += is(GestureKind::PinchBegin);
            pinches -= is(GestureKind::PinchEnd);
            REQUIRE(presses >= 0);
            REQUIRE(drags >= 0);
            REQUIRE(pinches >= 0);
            REQUIRE(presses + drags + pinches <= 1);
        }
    };

    for (int i = 0; i < kEvents; ++i) {
        count(recognizer.feed(monkey.next()));
        if (!monkey.rests()) continue;
        for (const TouchSample& lift : monkey.lift_all()) count(recognizer.feed(lift));
        if (i % 17 == 0)
            for (const TouchSample& sample : monkey.fidget()) {
                count(recognizer.tick(sample.time));
                count(recognizer.feed(sample));
            }
        REQUIRE(presses + drags + pinches == 0);
        REQUIRE_FALSE(recognizer.is_touched());
    }

    for (const int times : seen) CHECK(times > 0);
}

TEST_CASE("monkey: widgets are never tapped without a press, and every begin has its end") {
    Room room({1280, 720});
    Stage stage(room.context);
    Promises promises;
    int turns = 0;
    std::function<void()> turn = [&] {
        // A dialog now and then, and else another page.
        if (++turns % 7 == 0)
            stage.set_overlay(std::make_unique<Spy>(promises, [&] { stage.set_overlay(nullptr); }));
        else
            stage.set_root(make_page(promises, turn),
                           turns % 3 == 0 ? Stage::Change::Fade : Stage::Change::Cut);
    };
    stage.set_root(make_page(promises, turn), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    Monkey monkey({1280, 720}, 11);

    for (int i = 0; i < kEvents; ++i) {
        stage.touch(monkey.next());
        if (i % 1000 == 0) stage.frame(monkey.time());
        if (!monkey.rests()) continue;
        for (const TouchSample& lift : monkey.lift_all()) stage.touch(lift);
        REQUIRE(promises.is_kept);
        REQUIRE(promises.presses + promises.drags + promises.pinches == 0);
        REQUIRE_FALSE(stage.is_touched());
    }

    CHECK(promises.taps > kEvents / 10'000);
    CHECK(promises.dragged > kEvents / 10'000);
    CHECK(promises.pinched > kEvents / 10'000);
    CHECK(turns > 20);
}
