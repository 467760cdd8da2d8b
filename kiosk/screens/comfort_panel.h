// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "screens/screen.h"
#include "ui/choice.h"
#include "ui/containers.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::screens {

/// What the bar's "Aa" opens over any page: every setting of Comfort with an icon and words, one
/// button that undoes them all, and one that closes. A touch beside it closes too. It is drawn in
/// sizes of its own, so that nothing moves under the finger while the page behind it changes. Where
/// a card at the side would have to scroll, it is a strip along the foot of a wide screen: all is
/// seen at once, in the low band of reach, too.
class ComfortPanel : public ui::Widget {
  public:
    /// `has_simple_text`: the page, or what it leads to, has one.
    ComfortPanel(Services& services, const theme::Metrics& metrics, bool has_simple_text);

    Size measure(ui::Context&, Size available) override { return available; }
    void arrange(ui::Context& context, Rect rect) override;
    void update(ui::Context& context) override;
    void draw(ui::Context& context) const override;
    bool is_tappable() const override { return true; }
    bool is_focusable() const override { return false; }
    void on_tap(Point at) override;
    std::string label() const override { return title_; }

    /// The panel itself, on the screen.
    const Rect& card() const { return card_; }
    /// The sizes it is drawn in.
    const theme::Metrics& metrics() const { return metrics_; }

  private:
    /// All its widgets anew, as a card or as a strip.
    void build();
    void add_texts(ui::Column& group);
    void add_toggles(ui::Column& column);
    void add_speeds(ui::Column& group);
    void add_volume(ui::Column& group);
    void add_heading(ui::Column& column, const char* key);
    void change(const std::function<void(Comfort&)>& edit);
    /// Shows what is set now.
    void follow();
    int card_width(Size screen) const;
    /// Of the buttons in a strip, pixels.
    int buttons_width();
    /// Of all but its edges in so much width, when nothing scrolls.
    int body_height(ui::Context& context, int width);

    Services& services_;
    theme::Metrics metrics_;
    std::string title_;
    bool has_simple_text_;
    Rect card_;
    bool is_strip_ = false;
    Comfort shown_;
    ui::Line* body_ = nullptr;
    ui::Scroll* scroll_ = nullptr;
    ui::Label* heading_ = nullptr;
    ui::Button *undo_ = nullptr, *done_ = nullptr;
    /// How each control is brought up to what is set.
    std::vector<std::function<void(const Comfort&)>> followers_;
};

}  // namespace sen::screens
