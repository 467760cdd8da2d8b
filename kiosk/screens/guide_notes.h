// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "catalogue/model.h"
#include "screens/screen.h"
#include "ui/controls.h"
#include "ui/scroll.h"
#include "ui/widget.h"

namespace sen::screens {

/// What a guide has at hand before a group, over the side of a page, or its lower part in portrait.
/// The group reads the page from afar; this is written for an arm's length. It takes every touch,
/// so that nothing under it moves.
class GuideNotes : public ui::Widget {
  public:
    GuideNotes(Services& services, const std::vector<catalogue::Block>& notes);

    Size measure(ui::Context&, Size available) override { return available; }
    /// `page` is all above the bar.
    void arrange(ui::Context& context, Rect page) override;
    void update(ui::Context& context) override;
    void draw(ui::Context& context) const override;
    bool is_tappable() const override { return true; }
    bool is_focusable() const override { return false; }
    ui::DragAxis drag_axis() const override { return ui::DragAxis::Both; }
    bool takes_pinch() const override { return true; }

  private:
    theme::Metrics metrics_;
    ui::Scroll* scroll_;
};

/// The button that opens and closes them: an icon over a word, as in the bar, on a ground of its
/// own.
class NotesButton : public ui::BarButton {
  public:
    NotesButton(const std::string& word, bool is_dark, ui::Action action);
    void set_open(bool is_open);
    void draw(ui::Context& context) const override;
};

}  // namespace sen::screens
