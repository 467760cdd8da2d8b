// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "ui/controls.h"
#include "ui/kinetics.h"
#include "ui/widget.h"

namespace sen::ui {

/// One child that may be higher than the window it is seen through. Dragged, thrown with friction,
/// held back past its ends; round buttons do what swipes do.
class Scroll : public Widget {
  public:
    struct Names {
        std::string down, up;
    };
    /// `ground` is what the fading edge fades to. `names` are those of the buttons.
    Scroll(theme::ColourRole ground, Names names) : ground_(ground), names_(std::move(names)) {}

    /// Called once, before the first layout.
    template <class T, class... Args>
    T& set_content(Args&&... args) {
        T& content = add<T>(std::forward<Args>(args)...);
        down_ =
            &add<RoundButton>(names_.down, "down", ButtonLook::Filled, 0, [this] { turn_page(1); });
        up_ =
            &add<RoundButton>(names_.up, "up", ButtonLook::Outlined, 0, [this] { turn_page(-1); });
        down_->set_visible(false);
        up_->set_visible(false);
        return content;
    }
    /// Where the content scrolls at all, it is narrower by the buttons; else they stand on what
    /// margin the content has at its right. They stand above each other, or, in a low window, side
    /// by side.
    void keep_buttons_clear() { keeps_buttons_clear_ = true; }
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void update(Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    DragAxis drag_axis() const override { return limit_ > 0 ? DragAxis::Vertical : DragAxis::None; }
    void on_drag_begin(Point) override;
    void on_drag(Point by) override;
    void on_drag_end(Point velocity) override;
    bool halt() override;
    bool clips_children() const override { return true; }

    int offset() const { return offset_; }
    int limit() const { return limit_; }
    void scroll_to(int offset);
    /// How far down it is, 0 to 1; set before the first layout, it begins there.
    double share() const;
    void begin_at(double share) { wanted_share_ = share; }
    /// Glides so that [top, top+height) of the content is seen, unless all of it is already.
    void reveal(int top, int height);
    bool turn_page(int by) override;
    void bring_into_view(const Widget& descendant) override;

  private:
    void place_content(Context& context);
    void glide_to(int offset);
    void move(Context& context);
    int past_end(int wanted, double (*bend)(double, double)) const;
    void place_buttons(Context& context);
    /// Too low for two buttons above each other.
    bool is_low(const Context& context) const;
    Widget& content() const { return *children()[0]; }

    theme::ColourRole ground_;
    Names names_;
    RoundButton *down_ = nullptr, *up_ = nullptr;
    std::optional<double> wanted_share_;
    int offset_ = 0;
    int limit_ = 0;  ///< the largest offset
    int content_height_ = 0;
    int content_width_ = 0;
    int fade_above_ = 0, fade_below_ = 0;  ///< what goes on there fades over so much
    bool keeps_buttons_clear_ = false;
    int drag_start_ = 0;
    bool is_dragged_ = false;
    Kinetics throw_;  ///< by the finger; a glide is by a button
    Glide glide_{0};
    bool is_thrown_ = false, is_gliding_ = false;
    bool wants_throw_ = false, wants_glide_ = false;  ///< update() begins it
    double throw_speed_ = 0;                          ///< pixels a second
    int glide_goal_ = 0;
    double caught_above_ = 0;  ///< pixels a second at which a finger stops it
    Milliseconds now_{0};      ///< of the last update()
};

}  // namespace sen::ui
