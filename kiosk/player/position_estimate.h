// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/clock.h"

namespace sen::player {

/// Where the film is. libvlc tells the time only a few times a second, and for a moment after a
/// seek it still tells the old one; between its words this runs on with the clock, but not far, so
/// that a film that hangs is seen to hang.
class PositionEstimate {
  public:
    /// The film was sent to `target`.
    void jump(Milliseconds target, Milliseconds now);
    /// libvlc says `told`; `is_running` unless paused.
    void hear(Milliseconds told, bool is_running, Milliseconds now);
    /// How fast it plays, in percent of its own speed.
    void set_rate(int percent) { rate_ = percent; }
    Milliseconds position() const { return position_; }

  private:
    Milliseconds position_{0};
    Milliseconds told_{-1};
    Milliseconds told_at_{0};
    std::optional<Milliseconds> target_;
    Milliseconds jumped_at_{0};
    int rate_ = 100;
};

}  // namespace sen::player
