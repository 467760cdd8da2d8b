// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/narrator.h"
#include "screens/screen.h"
#include "ui/pager.h"
#include "ui/text.h"

namespace sen::screens {

/// Pictures one after another on the night ground: swiped, pinched, or moved by buttons.
class AlbumScreen : public Screen {
  public:
    AlbumScreen(Services& services, catalogue::Exhibit exhibit);
    void update(ui::Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    void draw(ui::Context& context) const override;
    bool is_busy() const override { return narrator_.is_speaking(); }
    int word_count() const override { return exhibit_.word_count; }

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    void on_change();

    catalogue::Exhibit exhibit_;
    Narrator narrator_;
    ui::PicturePager* pager_;
    ui::Label *title_, *counter_, *caption_, *credit_;
    ui::RoundButton *previous_, *next_, *zoom_in_, *zoom_out_;
    Rect veil_;
};

}  // namespace sen::screens
