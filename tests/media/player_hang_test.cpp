// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>

#include <chrono>

#include "films.h"
#include "media/media_player.h"
#include "media/watchdog.h"
#include "stage.h"

using namespace sen;
using namespace sen::media;

namespace {
constexpr Milliseconds kPastTimeout{4001};
}

TEST_CASE("media: a hung player is replaced and the film goes on where it was") {
    Stage stage;
    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until([&] { return stage.player().position() > Milliseconds(1000); }));
    const int child = stage.player().child_pid();
    REQUIRE(::kill(child, SIGSTOP) == 0);
    stage.player().update();
    const Milliseconds position = stage.player().position();

    stage.clock().advance(kPastTimeout);
    stage.player().update();
    CHECK(stage.player().state() == PlayState::Playing);
    REQUIRE(stage.run_until_frames(3));

    CHECK(stage.player().child_pid() != child);
    CHECK(stage.player().restarts() == 1);
    CHECK(stage.player().position() >= position);
    CHECK(children() == 1);
}

TEST_CASE("media: a frame stays readable while the player is replaced") {
    Stage stage;
    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_state(PlayState::Playing));
    std::optional<FrameView> frame;
    while (!frame && stage.player().state() == PlayState::Playing) {
        pollfd source{stage.player().poll_fd(), POLLIN, 0};
        ::poll(&source, 1, 1000);
        stage.player().update();
        frame = stage.player().take_frame();
    }
    REQUIRE(frame.has_value());
    const int shade = frame->y[0];
    const int chroma = frame->v.back();

    for (int i = 0; i < 2; ++i) {
        REQUIRE(::kill(stage.player().child_pid(), SIGKILL) == 0);
        stage.clock().advance(kPastTimeout);
        stage.player().update();
    }

    CHECK(stage.player().restarts() >= 1);
    CHECK(frame->y[0] == shade);
    CHECK(frame->v.back() == chroma);
}

TEST_CASE("media: a killed player is replaced") {
    Stage stage;
    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until_frames(10));

    REQUIRE(::kill(stage.player().child_pid(), SIGKILL) == 0);
    REQUIRE(stage.run_until([&] { return stage.player().restarts() == 1; }));
    REQUIRE(stage.run_until_frames(10));

    CHECK(stage.player().state() == PlayState::Playing);
}

TEST_CASE("media: hung sound is replaced too") {
    Stage stage;
    stage.player().play(Films::all().sound());
    REQUIRE(stage.run_until([&] { return stage.player().position() > Milliseconds(300); }));

    REQUIRE(::kill(stage.player().child_pid(), SIGSTOP) == 0);
    stage.player().update();
    stage.clock().advance(kPastTimeout);
    REQUIRE(stage.run_until_state(PlayState::Ended));

    CHECK(stage.player().restarts() == 1);
}

TEST_CASE("media: a player that dies while paused is replaced when the film goes on") {
    Stage stage;
    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until([&] { return stage.player().position() > Milliseconds(1000); }));
    stage.player().pause(true);
    REQUIRE(::kill(stage.player().child_pid(), SIGKILL) == 0);
    REQUIRE(stage.run_until([&] { return stage.player().child_pid() == -1; }));
    CHECK(stage.player().state() == PlayState::Paused);
    const Milliseconds position = stage.player().position();

    stage.player().seek(Milliseconds(6000));
    stage.player().pause(false);
    REQUIRE(stage.run_until_frames(3));

    CHECK(position > Milliseconds(1000));
    CHECK(stage.player().position() >= Milliseconds(6000));
    CHECK(stage.player().state() == PlayState::Playing);
}

TEST_CASE("media: a player that hangs when stopped is put away and the next film has a new one") {
    Stage stage;
    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until_frames(1));
    REQUIRE(::kill(stage.player().child_pid(), SIGSTOP) == 0);

    stage.player().stop();
    stage.clock().advance(kPastTimeout);
    REQUIRE(stage.run_until([&] { return stage.player().child_pid() == -1; }));
    CHECK(stage.player().state() == PlayState::Stopped);
    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_frames(1));

    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("media: a kiosk that stands still does not lose its player") {
    Stage stage;
    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_frames(1));

    // Nobody reads while the film plays to its end and the player goes on sending.
    const auto film_is_over = std::chrono::steady_clock::now() + std::chrono::milliseconds(3500);
    while (std::chrono::steady_clock::now() < film_is_over) ::sched_yield();
    stage.clock().advance(kPastTimeout);
    REQUIRE(stage.run_until_state(PlayState::Ended));

    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("watchdog: three restarts in vain are the last, progress forgives them") {
    Watchdog watchdog(Milliseconds(4000));
    watchdog.begin(Milliseconds(0), Milliseconds(0));
    const auto lose_at = [&](int position) {
        return watchdog.may_restart(Milliseconds(position), Milliseconds(0));
    };

    CHECK(lose_at(500));
    CHECK(lose_at(600));
    watchdog.reach(Milliseconds(1600));
    CHECK(lose_at(1600));
    watchdog.reach(Milliseconds(2599));
    CHECK(lose_at(2599));
    CHECK(lose_at(2599));
    CHECK_FALSE(lose_at(2599));
    watchdog.begin(Milliseconds(0), Milliseconds(0));
    CHECK(lose_at(0));
}

TEST_CASE("watchdog: it barks at the timeout and not before") {
    Watchdog watchdog(Milliseconds(4000));
    watchdog.begin(Milliseconds(0), Milliseconds(100));

    CHECK_FALSE(watchdog.is_overdue(Milliseconds(4099)));
    CHECK(watchdog.is_overdue(Milliseconds(4100)));
    watchdog.feed(Milliseconds(4000));
    CHECK_FALSE(watchdog.is_overdue(Milliseconds(7999)));
}
