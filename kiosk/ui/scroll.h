// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/controls.h"
#include "ui/widget.h"

namespace sen::ui {

/// One child that may be higher than the window it is seen through. Dragged, thrown with friction,
/// held back past its ends; a round button does what a swipe does.
class Scroll : public Widget {
  public:
    /// `ground` is what the fading edge fades to. `down_name` names the page-down button.
    Scroll(theme::ColourRole ground, std::string down_name)
        : ground_(ground), down_name_(std::move(down_name)) {}

    /// Called once, before the first layout.
    template <class T, class... Args>
    T& set_content(Args&&... args) {
        T& content = add<T>(std::forward<Args>(args)...);
        button_ =
            &add<RoundButton>(down_name_, "down", ButtonLook::Filled, 0, [this] { page_down(); });
        button_->set_visible(false);
        return content;
    }
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void update(Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    DragAxis drag_axis() const override { return limit_ > 0 ? DragAxis::Vertical : DragAxis::None; }
    void on_drag_begin(Point) override;
    void on_drag(Point by) override;
    void on_drag_end(Point velocity) override;
    bool clips_children() const override { return true; }

    int offset() const { return offset_; }
    int limit() const { return limit_; }
    void scroll_to(int offset);
    /// Glides so that [top, top+height) of the content is seen.
    void reveal(int top, int height);
    void page_down();

  private:
    void place_content(Context& context);
    Widget& content() const { return *children()[0]; }

    theme::ColourRole ground_;
    std::string down_name_;
    RoundButton* button_ = nullptr;
    int offset_ = 0;
    int limit_ = 0;  ///< the largest offset
    int content_height_ = 0;
    int drag_start_ = 0;
    double velocity_ = 0;  ///< pixels a second while thrown
    Milliseconds last_update_{0};
    bool is_dragged_ = false;
    Glide glide_{0};
    bool is_gliding_ = false;
    bool wants_glide_ = false;
    int glide_goal_ = 0;
};

}  // namespace sen::ui
