// SPDX-License-Identifier: Apache-2.0
#include "app/idle_timer.h"

namespace sen::app {

IdleTimer::State IdleTimer::update(Milliseconds now, bool is_busy, int words) {
    if (is_busy && !is_asking_) since_ = now;
    if (is_asking_) return now - asked_at_ >= kAnswer ? State::Over : State::Asking;
    const Milliseconds patience = std::max(patience_, Milliseconds(words * 500));
    if (patience_ == Milliseconds{0} || now - since_ < patience) return State::Active;
    is_asking_ = true;
    asked_at_ = now;
    return State::Asking;
}

}  // namespace sen::app
