// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/heard_screen.h"
#include "ui/containers.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::screens {

/// A text beside its pictures: read, or listened to with the spoken sentence marked. Without
/// pictures the text stands in the middle.
class StoryScreen : public HeardScreen {
  public:
    StoryScreen(Services& services, catalogue::Exhibit story,
                const std::vector<catalogue::ExhibitCard>& next);

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;
    void follow_voice() override;

  private:
    /// The head and the text, whose scroller reaches to the edge of the screen.
    void arrange_text(ui::Context& context, Rect text);
    void add_sources(ui::Column& column);
    void add_next(ui::Column& column, const std::vector<catalogue::ExhibitCard>& next);
    void show_picture(std::size_t index);

    std::size_t shown_ = 0;
    ui::Picture* picture_;
    ui::Label *caption_, *credit_;
    ui::Row* filmstrip_ = nullptr;
    ui::RoundButton* turn_ = nullptr;  ///< in the filmstrip's place on a small panel
    ui::Widget* head_;
    ui::Scroll* scroll_;
    ui::Column* column_;
    ui::Label* voice_;
    std::vector<ui::Paragraph*> paragraphs_;
};

/// The paragraphs of an exhibit's text, added to a column; shared by the kinds of exhibit.
std::vector<ui::Paragraph*> add_paragraphs(ui::Column& column,
                                           const std::vector<catalogue::Block>& text,
                                           theme::ColourRole colour);

}  // namespace sen::screens
