// SPDX-License-Identifier: Apache-2.0
#include "app/idle_timer.h"

#include <doctest/doctest.h>

using namespace sen;
using namespace sen::app;
using State = IdleTimer::State;
using std::chrono::seconds;

TEST_CASE("idle: asks after the patience and ends the visit 20 s later") {
    IdleTimer idle(seconds(60));
    idle.touch(seconds(10));

    CHECK(idle.update(seconds(69), false, 0) == State::Active);
    CHECK(idle.update(seconds(70), false, 0) == State::Asking);
    CHECK(idle.update(seconds(89), false, 0) == State::Asking);
    CHECK(idle.update(seconds(90), false, 0) == State::Over);
}

TEST_CASE("idle: a touch answers the question and starts over") {
    IdleTimer idle(seconds(60));
    idle.update(seconds(60), false, 0);
    idle.touch(seconds(75));

    CHECK(idle.update(seconds(90), false, 0) == State::Active);
    CHECK(idle.update(seconds(135), false, 0) == State::Asking);
}

TEST_CASE("idle: a film counts as a touch as long as it plays") {
    IdleTimer idle(seconds(60));
    for (int second = 0; second <= 600; ++second)
        REQUIRE(idle.update(seconds(second), true, 0) == State::Active);

    CHECK(idle.update(seconds(659), false, 0) == State::Active);
    CHECK(idle.update(seconds(660), false, 0) == State::Asking);
}

TEST_CASE("idle: a long text stretches the patience to half a second a word") {
    IdleTimer idle(seconds(60));

    CHECK(idle.update(seconds(149), false, 300) == State::Active);
    CHECK(idle.update(seconds(150), false, 300) == State::Asking);
}

TEST_CASE("idle: zero never asks") {
    IdleTimer idle(seconds(0));

    CHECK(idle.update(seconds(1'000'000), false, 0) == State::Active);
}
