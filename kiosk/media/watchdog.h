// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

namespace sen::media {

/// Knows when a playing child has shown nothing new for too long, and when starting it again has
/// stopped helping.
class Watchdog {
  public:
    explicit Watchdog(Milliseconds timeout) : timeout_(timeout) {}

    /// A new film, or a jump in it: earlier restarts no longer count.
    void begin(Milliseconds position, Milliseconds now);
    /// Something newly presented, or a fresh reason to wait.
    void feed(Milliseconds now) { fed_at_ = now; }
    bool is_overdue(Milliseconds now) const { return now - fed_at_ >= timeout_; }
    /// The film got to `position`; a second past the last restart is progress.
    void reach(Milliseconds position);
    /// The child is lost at `position`. Counts one restart; false after the third in vain.
    bool may_restart(Milliseconds position, Milliseconds now);

  private:
    Milliseconds timeout_;
    Milliseconds fed_at_{0};
    Milliseconds restarted_from_{0};
    int restarts_in_vain_ = 0;
};

}  // namespace sen::media
