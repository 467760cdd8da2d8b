// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/clock.h"
#include "base/geometry.h"

namespace sen::ui {

/// How fast a finger moves, from its last reports. The median of the slopes between all of them
/// (Theil 1950, Sen 1968): one report that jumps, as panels make when a finger rolls off, changes
/// nothing.
class VelocityTracker {
  public:
    void clear() { trail_.clear(); }
    /// `time` never goes back.
    void add(Point at, Milliseconds time);
    /// Pixels a second when the finger leaves; zero if it rested before.
    Point velocity(Milliseconds now) const;

  private:
    struct Report {
        Point at;
        Milliseconds time{0};
    };
    std::vector<Report> trail_;  ///< the last 100 ms, at most 16
};

}  // namespace sen::ui
