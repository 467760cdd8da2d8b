// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/screen.h"

namespace sen::screens {

/// The exhibits of one collection.
class CollectionScreen : public Screen {
  public:
    CollectionScreen(Services& services, const catalogue::CollectionCard& collection,
                     const std::vector<catalogue::ExhibitCard>& exhibits);
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override { scroll_->begin_at(moment.scrolled); }
    bool turn_page(int by) override { return scroll_->turn_page(by); }

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    ui::Widget* header_ = nullptr;  ///< null where it scrolls along
    ui::Picture* cover_;            ///< above the words where lowered controls leave room
    ui::Scroll* scroll_;
};

}  // namespace sen::screens
