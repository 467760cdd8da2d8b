// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

#include "app/demo_store.h"

namespace sen::app::test {

/// Somebody who does anything, the same things on every run that begins with the same seed.
class Child {
  public:
    /// `demo` outlives it.
    explicit Child(DemoKiosk& demo, std::uint32_t seed = 20261125) : demo_(demo), random_(seed) {}

    /// From the attract loop back to it; fails the test where the kiosk does not come back.
    void visit();
    /// Wakes the kiosk and does a few things, at most `most`.
    void begin(int most);
    /// Goes away, and waits until the kiosk is back in its attract loop.
    void leave();
    /// Taps, drags, pinches, waits.
    void act();

  private:
    int below(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }
    Point somewhere();
    void tap_a_control();
    void drag();
    void pinch();

    DemoKiosk& demo_;
    std::mt19937 random_;
};

}  // namespace sen::app::test
