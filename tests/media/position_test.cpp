// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "player/position_estimate.h"

using sen::Milliseconds;
using sen::player::PositionEstimate;

namespace {
struct Listener {
    PositionEstimate estimate;
    int hear(int told, int now, bool is_running = true) {
        estimate.hear(Milliseconds(told), is_running, Milliseconds(now));
        return static_cast<int>(estimate.position().count());
    }
};
}  // namespace

TEST_CASE("position: it runs on between two words of libvlc, a little way only") {
    Listener listener;

    CHECK(listener.hear(250, 1000) == 250);
    CHECK(listener.hear(250, 1100) == 350);
    CHECK(listener.hear(250, 9000) == 750);
    CHECK(listener.hear(900, 9100) == 900);
}

TEST_CASE("position: it never goes back by itself") {
    Listener listener;

    CHECK(listener.hear(1000, 0) == 1000);
    CHECK(listener.hear(1000, 400) == 1400);
    CHECK(listener.hear(1300, 500) == 1400);
}

TEST_CASE("position: a seek that lands on an earlier key picture is told") {
    Listener listener;
    listener.estimate.jump(Milliseconds(8000), Milliseconds(0));

    CHECK(listener.hear(8000, 100) == 8000);
    CHECK(listener.hear(6100, 200) == 6100);
}

TEST_CASE("position: after a jump the old time is not believed, unless it stays") {
    Listener listener;
    listener.hear(1000, 0);

    listener.estimate.jump(Milliseconds(8000), Milliseconds(100));

    CHECK(listener.hear(1100, 200) == 8000);
    CHECK(listener.hear(8040, 300) == 8040);
    listener.estimate.jump(Milliseconds(2000), Milliseconds(400));
    CHECK(listener.hear(8100, 500) == 2000);
    CHECK(listener.hear(9000, 2000) == 9000);
}

TEST_CASE("position: it stands while the film is paused") {
    Listener listener;

    CHECK(listener.hear(1000, 0) == 1000);
    CHECK(listener.hear(1000, 300, false) == 1000);
    CHECK(listener.hear(1000, 900, false) == 1000);
}

TEST_CASE("position: between libvlc's words it runs on at the speed of the film") {
    Listener listener;
    listener.estimate.set_rate(70);

    CHECK(listener.hear(1000, 0) == 1000);
    CHECK(listener.hear(1000, 100) == 1070);
    listener.estimate.set_rate(130);
    CHECK(listener.hear(2000, 1000) == 2000);
    CHECK(listener.hear(2000, 1200) == 2260);
}
