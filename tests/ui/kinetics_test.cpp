// SPDX-License-Identifier: Apache-2.0
#include "ui/kinetics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/containers.h"
#include "ui/room.h"
#include "ui/scroll.h"
#include "ui/stage.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

/// A list thrown upwards and drawn `fps` times a second: its offset every half second.
std::vector<int> throw_list(int fps, int content_height) {
    Room room;
    Stage stage(room.context);
    auto scroll = std::make_unique<Scroll>(theme::ColourRole::Paper, Scroll::Names{"lên", "xuống"});
    scroll->set_content<Space>(Size{100, content_height});
    Scroll& view = *scroll;
    stage.set_root(std::move(scroll), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    stage.touch({1, TouchPhase::Down, {300, 700}, Milliseconds(0)});
    for (int i = 1; i <= 10; ++i)
        stage.touch({1, TouchPhase::Move, {300, 700 - 20 * i}, Milliseconds(8 * i)});
    stage.touch({1, TouchPhase::Up, {300, 500}, Milliseconds(84)});
    stage.frame(Milliseconds(100));  // the throw begins here, whatever the rate is

    std::vector<int> offsets;
    for (int half = 1; half <= 8; ++half) {
        const Milliseconds until(100 + half * 500);
        for (int frame = 1; frame * 1000 / fps < 500; ++frame)
            stage.frame(Milliseconds(100 + (half - 1) * 500 + frame * 1000 / fps));
        stage.frame(until);
        offsets.push_back(view.offset());
    }
    CHECK(stage.next_frame(Milliseconds(4100)) == kNever);
    return offsets;
}

}  // namespace

TEST_CASE("kinetics: a thrown list is at one place at one time, at 60 and at 24 frames a second") {
    for (const int height : {20'000, 1'600}) {  // far from the end, and into it
        const auto smooth = throw_list(60, height), coarse = throw_list(24, height);
        REQUIRE(smooth.size() == coarse.size());
        for (std::size_t i = 0; i < smooth.size(); ++i) CHECK(std::abs(smooth[i] - coarse[i]) <= 1);
        CHECK(smooth.back() > 500);
    }
}

TEST_CASE("kinetics: friction only slows, and it rests on a whole pixel") {
    Kinetics thrown;
    thrown.let_go(100, 2500, {0, 100'000}, Milliseconds(0));

    double before = 100, step_before = 1e9;
    Milliseconds now{0};
    while (thrown.is_running(now)) {
        now += Milliseconds(16);
        const double place = thrown.place(now);
        CHECK(place >= before - 0.51);
        CHECK(place - before <= step_before + 0.51);
        step_before = place - before;
        before = place;
    }

    CHECK(before == std::round(before));
    CHECK(thrown.speed(now) == 0);
    CHECK(now < Milliseconds(3000));
}

TEST_CASE("kinetics: at an end it gives way once and comes back without a bounce") {
    for (const double speed : {800.0, 3000.0, 12'000.0}) {
        Kinetics thrown;
        thrown.let_go(900, speed, {0, 1000}, Milliseconds(0));

        double farthest = 0, least_after = 1e9;
        int turns = 0;
        double before = 900;
        bool goes_out = true;
        for (Milliseconds now{0}; thrown.is_running(now); now += Milliseconds(4)) {
            const double place = thrown.place(now);
            farthest = std::max(farthest, place);
            if (place < before - 1e-9 && goes_out) goes_out = false, ++turns;
            if (place > before + 1e-9 && !goes_out) goes_out = true, ++turns;
            if (!goes_out) least_after = std::min(least_after, place);
            before = place;
        }

        CHECK(farthest > 1000);
        CHECK(farthest < 1000 + speed / 30);
        CHECK(turns == 1);
        CHECK(least_after >= 999.5);
        CHECK(thrown.place(Milliseconds(5000)) == 1000);
    }
}

TEST_CASE("kinetics: let go past an end, even thrown inwards, it comes back to that end") {
    for (const double speed : {0.0, -9000.0, 9000.0}) {
        Kinetics thrown;
        thrown.let_go(-80, speed, {0, 1000}, Milliseconds(0));
        for (Milliseconds now{0}; now < Milliseconds(700); now += Milliseconds(4))
            CHECK(thrown.place(now) <= 0.5);
        CHECK(thrown.place(Milliseconds(700)) == 0);
    }
}

TEST_CASE("kinetics: what is dragged past an end gives way less and less, and exactly back") {
    double before = 0;
    for (int by = 10; by < 3000; by += 10) {
        const double given = give_way(by, 700);
        CHECK(given > before);
        CHECK(given < by * 0.51);
        CHECK(given < 700);
        CHECK(drag_behind(given, 700) == doctest::Approx(by));
        CHECK(give_way(-by, 700) == -given);
        before = given;
    }
}

TEST_CASE("kinetics: a finger on a list in full flight stops it and taps nothing") {
    Room room;
    Stage stage(room.context);
    int taps = 0;
    auto scroll = std::make_unique<Scroll>(theme::ColourRole::Paper, Scroll::Names{"lên", "xuống"});
    auto& list = scroll->set_content<Column>(0);
    for (int i = 0; i < 60; ++i)
        list.put<Button>(fixed(200), "Xem", "", ButtonLook::Filled, [&] { ++taps; });
    Scroll& view = *scroll;
    stage.set_root(std::move(scroll), Stage::Change::Cut);
    stage.frame(Milliseconds(0));
    stage.touch({1, TouchPhase::Down, {300, 700}, Milliseconds(0)});
    for (int i = 1; i <= 10; ++i)
        stage.touch({1, TouchPhase::Move, {300, 700 - 20 * i}, Milliseconds(8 * i)});
    stage.touch({1, TouchPhase::Up, {300, 500}, Milliseconds(84)});
    for (int ms = 96; ms < 300; ms += 16) stage.frame(Milliseconds(ms));
    const auto press = [&](int ms) {
        stage.touch({2, TouchPhase::Down, {300, 300}, Milliseconds(ms)});
        stage.frame(Milliseconds(ms));
        const int at = view.offset();
        stage.frame(Milliseconds(ms + 50));
        stage.touch({2, TouchPhase::Up, {300, 300}, Milliseconds(ms + 60)});
        return at;
    };

    const int held = press(300);
    CHECK(view.offset() == held);
    CHECK(taps == 0);
    press(800);

    CHECK(taps == 1);
}
