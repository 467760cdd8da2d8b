// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/narrator.h"
#include "screens/screen.h"
#include "ui/containers.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::screens {

/// A text beside its pictures: read, or listened to with the spoken sentence marked. Without
/// pictures the text stands in the middle.
class StoryScreen : public Screen {
  public:
    StoryScreen(Services& services, catalogue::Exhibit exhibit,
                const std::vector<catalogue::ExhibitCard>& next);
    void update(ui::Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    bool is_busy() const override { return narrator_.is_speaking(); }
    int word_count() const override { return exhibit_.word_count; }

    /// Looks as while its sentence number `cue` is read aloud, without a player: for the tour.
    void pretend_listening(std::size_t cue);

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    /// The head and the text, whose scroller reaches to the edge of the screen.
    void arrange_text(ui::Context& context, Rect text);
    void add_sources(ui::Column& column);
    void add_next(ui::Column& column, const std::vector<catalogue::ExhibitCard>& next);
    void show_picture(std::size_t index);
    void follow_voice();

    catalogue::Exhibit exhibit_;
    Narrator narrator_;
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
