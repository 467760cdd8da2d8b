// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace sen {

using Milliseconds = std::chrono::milliseconds;

/// Where time enters. Timers use now(); only text and expiry use wall().
class Clock {
  public:
    virtual ~Clock() = default;
    /// Monotonic time since an arbitrary start.
    virtual Milliseconds now() const = 0;
    /// Seconds since 1970-01-01 UTC, as the system believes; may be wrong or jump.
    virtual std::chrono::sys_seconds wall() const = 0;
};

class SystemClock final : public Clock {
  public:
    Milliseconds now() const override;
    std::chrono::sys_seconds wall() const override;
};

/// For tests and the tour: stands still until told to move.
class FakeClock final : public Clock {
  public:
    explicit FakeClock(std::chrono::sys_seconds wall = std::chrono::sys_seconds{}) : wall_(wall) {}
    Milliseconds now() const override { return now_; }
    std::chrono::sys_seconds wall() const override {
        return wall_ + std::chrono::duration_cast<std::chrono::seconds>(now_);
    }
    void advance(Milliseconds by) { now_ += by; }

  private:
    Milliseconds now_{0};
    std::chrono::sys_seconds wall_;
};

}  // namespace sen
