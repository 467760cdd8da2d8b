// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/screen.h"
#include "ui/choice.h"
#include "ui/scroll.h"

namespace sen::screens {

/// What the bar's language button opens when there are more than two: each language by its own name
/// in its own script. A touch beside it closes it.
class LanguageChooser : public ui::Widget {
  public:
    explicit LanguageChooser(Services& services);

    Size measure(ui::Context&, Size available) override { return available; }
    void arrange(ui::Context& context, Rect rect) override;
    void draw(ui::Context& context) const override;
    bool is_tappable() const override { return true; }
    bool is_focusable() const override { return false; }
    void on_tap(Point at) override;
    std::string label() const override { return title_; }

  private:
    Services& services_;
    std::string title_;
    Rect card_;
    ui::Scroll* scroll_;
};

}  // namespace sen::screens
