// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/screen.h"
#include "ui/text.h"

namespace sen::screens {

/// The collections under a picture of the place.
class HomeScreen : public Screen {
  public:
    HomeScreen(Services& services, const catalogue::PackCard& cover,
               const std::vector<catalogue::CollectionCard>& collections);
    void draw(ui::Context& context) const override;
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override { grid_->begin_at(moment.scrolled); }
    bool turn_page(int by) override { return grid_->turn_page(by); }

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    /// Returns what is left for the cards.
    Rect arrange_hero(ui::Context& context, Rect rect);
    void draw_hero(ui::Context& context) const;

    bool has_hero_ = true;  ///< else the name scrolls along
    Rect hero_;             ///< the picture's and its words' place
    ui::Picture* picture_;
    ui::Label *name_, *summary_;
    ui::Scroll* grid_;
};

}  // namespace sen::screens
