// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

namespace sen {

Milliseconds SystemClock::now() const {
    return std::chrono::duration_cast<Milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

std::chrono::sys_seconds SystemClock::wall() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace sen
