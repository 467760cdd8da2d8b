// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>

#include "base/clock.h"

namespace sen::sync {

/// Where waiting and chance enter what talks to servers; tests replace it and wait for nothing.
class Patience {
  public:
    virtual ~Patience() = default;
    virtual void wait(Milliseconds time) = 0;
    /// 0 up to, not with, 1.
    virtual double chance() = 0;
};

class SystemPatience final : public Patience {
  public:
    void wait(Milliseconds time) override;
    double chance() override;

  private:
    std::mt19937 random_{std::random_device{}()};
};

}  // namespace sen::sync
