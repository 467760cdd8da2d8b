// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/heard_screen.h"
#include "screens/picture_block.h"
#include "ui/containers.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::screens {

/// A text beside its pictures, or under them in one column: read, or listened to with the spoken
/// sentence marked. Without pictures the text stands in the middle.
class StoryScreen : public HeardScreen {
  public:
    StoryScreen(Services& services, catalogue::Exhibit story,
                const std::vector<catalogue::ExhibitCard>& next);
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override;
    bool turn_page(int by) override { return scroll_->turn_page(by); }

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;
    void follow_voice() override;

  private:
    std::unique_ptr<ui::Column> make_head();
    void arrange_text(ui::Context& context, Rect text);
    /// What tells that a machine speaks, while it does.
    void add_voice(ui::Column& column);
    /// The text that is wanted, at about the same place.
    void show_text();
    void add_sources(ui::Column& column);
    void add_next(ui::Column& column, const std::vector<catalogue::ExhibitCard>& next);

    PictureBlock* pictures_ = nullptr;  ///< beside the text, or above it where it scrolls along
    ui::Widget* head_;                  ///< null where it scrolls along
    ui::Scroll* scroll_;
    ui::Column* column_;
    ui::Label* place_ = nullptr;
    ui::Label* voice_ = nullptr;  ///< null where the voice is named beside the place
    std::vector<ui::Paragraph*> paragraphs_, simple_;  ///< of both texts; one of them is seen
};

/// The paragraphs of an exhibit's text, added to a column; shared by the kinds of exhibit.
std::vector<ui::Paragraph*> add_paragraphs(ui::Column& column,
                                           const std::vector<catalogue::Block>& text,
                                           theme::ColourRole colour);

}  // namespace sen::screens
