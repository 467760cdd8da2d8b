// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "films.h"
#include "media/media_player.h"
#include "stage.h"

using namespace sen;
using namespace sen::media;

namespace {
void check_fails(PlayRequest request) {
    Stage stage;

    stage.player().play(std::move(request));
    REQUIRE(stage.run_until([&] {
        return stage.player().state() == PlayState::Failed ||
               stage.player().state() == PlayState::Ended;
    }));

    CHECK(stage.player().state() == PlayState::Failed);
    CHECK(stage.player().restarts() == 0);
    stage.player().play(Films::all().bands());
    CHECK(stage.run_until_frames(1));
}
}  // namespace

TEST_CASE("media: a film cut short fails when it ends") {
    check_fails(Films::all().longer_cut_to(0.4));
}

TEST_CASE("media: only the header of a film fails") {
    check_fails(Films::all().longer_cut_to(0.002));
}

TEST_CASE("media: an empty file fails") {
    check_fails(Films::all().longer_as(""));
}

TEST_CASE("media: a text fails") {
    check_fails(Films::all().longer_as("Ngày xưa có một con cóc.\n"));
}

TEST_CASE("media: random bytes fail") {
    std::string bytes(100'000, '\0');
    unsigned state = 1;
    for (char& byte : bytes) byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    check_fails(Films::all().longer_as(bytes));
}

TEST_CASE("media: a list of other media is not followed") {
    check_fails(Films::all().longer_as("#EXTM3U\n#EXTINF:1,x\nfile:///etc/passwd\n"));
}

TEST_CASE("media: a photograph is no film") {
    check_fails(Films::all().picture());
}

TEST_CASE("media: sound without a picture is no film") {
    PlayRequest request = Films::all().sound();
    request.size = {160, 90};
    check_fails(std::move(request));
}

TEST_CASE("media: a request without a file or with a senseless size fails at once") {
    Stage stage;

    stage.player().play({});
    CHECK(stage.player().state() == PlayState::Failed);
    for (const Size size : {Size{-1, 90}, Size{160, 0}, Size{160, 100'000}}) {
        PlayRequest request = Films::all().bands();
        request.size = size;
        stage.player().play(std::move(request));
        CHECK(stage.player().state() == PlayState::Failed);
    }

    CHECK(stage.player().child_pid() == -1);
}

TEST_CASE("media: a player program that is not there fails") {
    Stage stage("/nonexistent/sen-player");

    stage.player().play(Films::all().bands());
    REQUIRE(stage.run_until_state(PlayState::Failed));

    CHECK(stage.player().restarts() == 3);
    CHECK(stage.player().poll_fd() == -1);
}
