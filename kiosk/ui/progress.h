// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ui/widget.h"

namespace sen::ui {

/// How much is left of something: a ring that empties, and a number in its middle.
class ProgressRing : public Widget {
  public:
    /// `share` is 0 to 1, from the top clockwise.
    void show(double share, std::string number);
    double share() const { return share_; }
    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;
    std::string label() const override { return number_; }

  private:
    double share_ = 1;
    std::string number_;
};

}  // namespace sen::ui
