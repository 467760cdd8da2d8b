// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>

#include "base/clock.h"
#include "base/log.h"
#include "player/confinement.h"
#include "player/session.h"

namespace {
sen::Result<void> play_for_the_kiosk() {
    const sen::SystemClock clock;
    SEN_TRY(auto session, sen::player::Session::open(sen::player::kChannelFd, clock));
    return session.run();
}
}  // namespace

int main() {
    sen::player::confine_this_process();
    const auto done = play_for_the_kiosk();
    if (!done) sen::log::error("sen-player: {}", done.error().message);
    // No destructor of a libvlc plugin may keep a finished player alive.
    std::fflush(nullptr);
    ::_exit(done ? 0 : 1);
}
