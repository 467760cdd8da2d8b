// SPDX-License-Identifier: Apache-2.0
#include "media/media_player.h"

#include <doctest/doctest.h>

#include "films.h"
#include "stage.h"

using namespace sen;
using namespace sen::media;

namespace {
int luma(const FrameView& frame, int x, int y) {
    const auto index = static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.y_pitch) +
                       static_cast<std::size_t>(x);
    return frame.y[index];
}
}  // namespace

TEST_CASE("media: a film plays to its end with all but a few of its pictures") {
    Stage stage;
    Milliseconds last{0};
    bool went_back = false;
    stage.on_frame = [&](const FrameView&) {
        went_back = went_back || stage.player().position() < last;
        last = stage.player().position();
    };

    stage.player().play(Films::all().bands());
    CHECK(stage.player().state() == PlayState::Starting);
    REQUIRE(stage.run_until_state(PlayState::Ended));

    // On a busy machine libvlc drops late pictures, or shows one again while it waits.
    CHECK(stage.frames() >= kBandsFrames / 3);
    CHECK(stage.frames() <= kBandsFrames * 4 / 3);
    CHECK_FALSE(went_back);
    CHECK(last > Milliseconds(2000));
    CHECK(stage.player().position() == Milliseconds(3000));
    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("media: the picture keeps its true size though the coded one is higher") {
    Stage stage;
    int edge = -1, bottom = -1, top = -1;
    std::size_t chroma = 0;
    stage.on_frame = [&](const FrameView& frame) {
        REQUIRE(frame.size == Size{kBandsWidth, kBandsHeight});
        REQUIRE(frame.y_pitch % 32 == 0);
        REQUIRE(frame.uv_pitch % 32 == 0);
        edge = 0;
        while (edge < kBandsHeight && luma(frame, 320, edge) > 128) ++edge;
        top = luma(frame, 639, 0);
        bottom = luma(frame, 639, kBandsHeight - 1);
        chroma = frame.u.size() / static_cast<std::size_t>(frame.uv_pitch);
    };

    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_frames(1));

    CHECK(edge == kBandsEdge);
    CHECK(top > 200);
    CHECK(bottom < 50);
    CHECK(chroma == kBandsHeight / 2);
}

TEST_CASE("media: a paused film stands still and goes on where it was") {
    Stage stage;
    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until([&] { return stage.player().position() > Milliseconds(500); }));

    stage.player().pause(true);
    CHECK(stage.player().state() == PlayState::Paused);
    REQUIRE(stage.run_until_quiet());
    const Milliseconds position = stage.player().position();
    stage.clock().advance(Milliseconds(60'000));
    stage.player().update();
    CHECK(stage.player().state() == PlayState::Paused);
    CHECK(stage.player().position() == position);

    stage.player().pause(false);
    REQUIRE(stage.run_until_frames(10));

    CHECK(stage.player().state() == PlayState::Playing);
    CHECK(stage.player().position() >= position);
    CHECK(stage.player().position() < position + Milliseconds(3000));
    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("media: a film paused before its first picture shows one and holds") {
    Stage stage;

    stage.player().play(Films::all().longer());
    stage.player().pause(true);
    REQUIRE(stage.run_until_frames(1));

    CHECK(stage.player().state() == PlayState::Paused);
    CHECK(stage.player().position() < Milliseconds(2000));
}

TEST_CASE("media: a seek is told at once and then true") {
    Stage stage;
    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until_frames(5));

    stage.player().seek(Milliseconds(8000));
    CHECK(stage.player().position() == Milliseconds(8000));
    REQUIRE(stage.run_until([&] { return stage.player().position() > Milliseconds(8500); }));
    CHECK(stage.player().position() < Milliseconds(10'000));
    REQUIRE(stage.run_until_state(PlayState::Ended));

    CHECK(stage.player().position() == Milliseconds(12'000));
    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("media: a film starts where the request says") {
    Stage stage;
    PlayRequest request = Films::all().longer();
    request.start = Milliseconds(10'000);

    stage.player().play(std::move(request));
    REQUIRE(stage.run_until_frames(1));
    CHECK(stage.player().position() >= Milliseconds(10'000));
    REQUIRE(stage.run_until_state(PlayState::Ended));

    CHECK(stage.frames() <= 60);
}

TEST_CASE("media: after the end, after a stop and in the middle another film plays") {
    Stage stage;
    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_state(PlayState::Ended));
    const int child = stage.player().child_pid();

    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_frames(3));
    stage.player().play(Films::all().longer());
    CHECK_FALSE(stage.player().take_frame().has_value());
    Size size;
    stage.on_frame = [&](const FrameView& frame) { size = frame.size; };
    REQUIRE(stage.run_until_frames(3));
    CHECK(size == Size{160, 90});
    stage.player().stop();
    CHECK(stage.player().state() == PlayState::Stopped);
    CHECK_FALSE(stage.player().take_frame().has_value());
    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_state(PlayState::Ended));

    CHECK(stage.player().child_pid() == child);
    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("media: sound alone plays to its end without a frame") {
    Stage stage;
    stage.player().warm_up();
    REQUIRE(stage.player().child_pid() > 0);

    stage.player().play(Films::all().sound());
    REQUIRE(stage.run_until_state(PlayState::Playing));
    REQUIRE(stage.run_until_state(PlayState::Ended));

    CHECK(stage.frames() == 0);
    CHECK(stage.player().position() == Milliseconds(3000));
}

TEST_CASE("media: twenty films leave no descriptor and no child behind") {
    const int descriptors = open_descriptors();
    {
        Stage stage;
        stage.player().play(Films::all().longer());
        REQUIRE(stage.run_until_frames(1));
        const int while_playing = open_descriptors();
        for (int i = 0; i < 20; ++i) {
            stage.player().stop();
            stage.player().play(Films::all().longer());
            REQUIRE(stage.run_until_frames(1));
        }
        CHECK(open_descriptors() == while_playing);
        CHECK(children() == 1);
        CHECK(stage.player().restarts() == 0);
    }

    CHECK(open_descriptors() == descriptors);
    CHECK(children() == 0);
}

TEST_CASE("media: a voice that reads slowly or fast still comes to its end") {
    for (const int rate : {70, 130}) {
        CAPTURE(rate);
        Stage stage;
        auto request = Films::all().sound();
        request.rate = rate;
        const Milliseconds duration = request.duration;

        stage.player().play(std::move(request));
        stage.player().set_rate(200 - rate);
        stage.player().set_rate(rate);
        REQUIRE(stage.run_until_state(PlayState::Ended));

        CHECK(stage.player().position() == duration);
        CHECK(stage.player().restarts() == 0);
    }
}
