// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "base/clock.h"

namespace sen::app {

/// When a visit is over: after a time without a touch it asks, and 20 s later it ends. Never while
/// a film or a voice plays, nor before the words on the page can be read.
class IdleTimer {
  public:
    enum class State { Active, Asking, Over };
    static constexpr Milliseconds kAnswer{20'000};

    /// `patience`: without a touch before it asks; zero: never asks.
    explicit IdleTimer(Milliseconds patience) : patience_(patience) {}

    void set_patience(Milliseconds patience) { patience_ = patience; }
    void touch(Milliseconds now) { since_ = now, is_asking_ = false; }
    /// Called on every tick: `is_busy` counts as a touch, `words` on the page stretch the patience
    /// to half a second each.
    State update(Milliseconds now, bool is_busy, int words);
    /// When the question was put.
    Milliseconds asked_at() const { return asked_at_; }
    bool is_asking() const { return is_asking_; }

  private:
    Milliseconds patience_;
    Milliseconds since_{0};
    Milliseconds asked_at_{0};
    bool is_asking_ = false;
};

}  // namespace sen::app
