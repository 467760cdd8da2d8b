// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/heard_screen.h"
#include "ui/containers.h"
#include "ui/pager.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::screens {

/// Pictures one after another on the night ground: swiped, pinched, or moved by buttons.
class AlbumScreen : public HeardScreen {
  public:
    AlbumScreen(Services& services, catalogue::Exhibit album);
    void draw(ui::Context& context) const override;
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override;
    bool turn_page(int by) override;
    /// It shows no text: only a voice can be simpler.
    bool has_simple_text() const override { return exhibit().simple_speech.has_value(); }

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    void on_change();
    void arrange_beside(ui::Context& context, Rect rect);
    void arrange_row(ui::Context& context, Rect row);

    ui::PicturePager* pager_;
    ui::Label *title_, *counter_;
    ui::Scroll* words_;  ///< the caption and where the picture is from
    ui::Label *caption_, *credit_;
    ui::RoundButton *previous_, *next_, *zoom_in_, *zoom_out_;
    Rect veil_;
    bool is_apart_ = false;  ///< the words have a place of their own, not on the picture
};

}  // namespace sen::screens
