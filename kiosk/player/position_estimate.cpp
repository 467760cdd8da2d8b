// SPDX-License-Identifier: Apache-2.0
#include "player/position_estimate.h"

#include <algorithm>

namespace sen::player {

namespace {
constexpr Milliseconds kLongestGuess{500};
constexpr Milliseconds kLongestSeek{1500};
constexpr Milliseconds kNearTarget{1000};
}  // namespace

void PositionEstimate::jump(Milliseconds target, Milliseconds now) {
    position_ = target;
    target_ = target;
    jumped_at_ = now;
    told_ = Milliseconds(-1);
}

void PositionEstimate::hear(Milliseconds told, bool is_running, Milliseconds now) {
    if (told <= Milliseconds(0)) return;
    if (target_) {
        const bool is_near = std::chrono::abs(told - *target_) <= kNearTarget;
        if (!is_near && now - jumped_at_ < kLongestSeek) return;
        if (!is_near) position_ = told;
        target_.reset();
    }
    if (told != told_ || !is_running) {
        told_ = told;
        told_at_ = now;
    }
    const Milliseconds guess = told_ + std::min(now - told_at_, kLongestGuess) * rate_ / 100;
    // A little back is jitter; far back is the key picture that a seek really went to.
    if (guess > position_ || position_ - guess > kNearTarget) position_ = guess;
}

}  // namespace sen::player
