// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "ui/widget.h"

namespace sen::screens {

/// For as long as this lives, widgets see these sizes and not the page's: for what lies over a page
/// and is read from another distance.
class OwnSizes {
  public:
    OwnSizes(ui::Context& context, const theme::Metrics& own)
        : context_(context), before_(std::exchange(context.metrics, own)) {}
    ~OwnSizes() { context_.metrics = before_; }
    OwnSizes(const OwnSizes&) = delete;
    OwnSizes& operator=(const OwnSizes&) = delete;

  private:
    ui::Context& context_;
    theme::Metrics before_;
};

}  // namespace sen::screens
