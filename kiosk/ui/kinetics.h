// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

namespace sen::ui {

/// How far what is dragged `by` pixels past its end gives way: like paper, less and less, and never
/// `room` pixels (> 0). Keeps the sign.
double give_way(double by, double room);
/// The drag that gives way so far: `given` is what give_way() returned.
double drag_behind(double given, double room);

/// Something thrown between two ends: it loses its speed to friction, goes a little past an end and
/// comes back without a bounce. Its place is a function of the time alone, so that it does not
/// depend on how often it is drawn. Lengths are pixels, speeds pixels a second.
class Kinetics {
  public:
    /// `low` <= `high`.
    struct Ends {
        double low = 0, high = 0;
        bool operator==(const Ends&) const = default;
    };

    /// Lets go at `from`, which may lie past an end, at `speed`.
    void let_go(double from, double speed, Ends ends, Milliseconds now);
    void stop() { duration_ = 0; }
    /// At rest it is the last place exactly: whole pixels, and never past an end.
    double place(Milliseconds now) const;
    double speed(Milliseconds now) const;
    bool is_running(Milliseconds now) const { return seconds(now) < duration_; }

  private:
    double seconds(Milliseconds now) const;

    Milliseconds begin_{0};
    double from_ = 0, speed_ = 0;
    double slides_ = 0;  ///< seconds until it stands, or reaches an end
    double end_ = 0;     ///< the place it comes back to after that
    double reach_ = 0;   ///< how far past it, and how fast, it is then
    double reach_speed_ = 0;
    double duration_ = 0;  ///< seconds of all
};

}  // namespace sen::ui
