// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/screen.h"
#include "ui/containers.h"
#include "ui/progress.h"
#include "ui/text.h"

namespace sen::screens {

/// "Still there?" with a ring that empties in 20 s: one sentence, two buttons, the safe one filled.
class StillThereDialog : public ui::Widget {
  public:
    static constexpr Milliseconds kPatience{20'000};
    StillThereDialog(Services& services, Milliseconds since, ui::Action stay, ui::Action leave);

    Size measure(ui::Context&, Size available) override { return available; }
    void arrange(ui::Context& context, Rect rect) override;
    void update(ui::Context& context) override;
    void draw(ui::Context& context) const override;
    Milliseconds next_update(Milliseconds now) const override;
    std::string label() const override { return question_->label(); }

  private:
    Milliseconds since_;
    Rect card_;
    ui::Column* body_;
    ui::ProgressRing* ring_;
    ui::Label* question_;
    ui::Grid* buttons_;
};

}  // namespace sen::screens
