// SPDX-License-Identifier: Apache-2.0
#include "media/watchdog.h"

namespace sen::media {

namespace {
constexpr int kMostInVain = 3;
constexpr Milliseconds kProgress{1000};
}  // namespace

void Watchdog::begin(Milliseconds position, Milliseconds now) {
    restarted_from_ = position;
    restarts_in_vain_ = 0;
    fed_at_ = now;
}

void Watchdog::reach(Milliseconds position) {
    if (position >= restarted_from_ + kProgress) restarts_in_vain_ = 0;
}

bool Watchdog::may_restart(Milliseconds position, Milliseconds now) {
    if (restarts_in_vain_ >= kMostInVain) return false;
    ++restarts_in_vain_;
    restarted_from_ = position;
    fed_at_ = now;
    return true;
}

}  // namespace sen::media
