// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "ui/widget.h"

namespace sen::ui {

using Action = std::function<void()>;

/// What can be tapped: shows the press at once, acts on release inside. A card or a button gives
/// way under the finger, within the theme's time; where it is hit does not change.
class Tappable : public Widget {
  public:
    explicit Tappable(Action action) : action_(std::move(action)) {}
    bool is_tappable() const override { return is_enabled_; }
    void set_pressed(bool is_pressed) override;
    void update(Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    void on_tap(Point) override {
        if (action_) action_();
    }
    bool leads_back() const override { return leads_back_; }
    void set_leads_back() { leads_back_ = true; }
    void set_enabled(bool is_enabled);
    void set_action(Action action) { action_ = std::move(action); }
    bool is_enabled() const { return is_enabled_; }

  protected:
    bool is_pressed() const { return is_pressed_; }
    /// While it lives, what is drawn is a little smaller about the middle, as far as the press has
    /// gone.
    class GivingWay {
      public:
        GivingWay(graphics::Canvas& canvas, Rect about, double share) : canvas_(canvas) {
            canvas_.push_scale(about, share);
        }
        ~GivingWay() { canvas_.pop_scale(); }
        GivingWay(const GivingWay&) = delete;
        GivingWay& operator=(const GivingWay&) = delete;

      private:
        graphics::Canvas& canvas_;
    };
    [[nodiscard]] GivingWay give_way(Context& context) const {
        return {context.canvas, rect(), scale_};
    }
    /// The theme's shade while pressed.
    void draw_press(Context& context, Rect rect, int radius) const;

  private:
    Action action_;
    bool is_enabled_ = true;
    bool is_pressed_ = false;
    bool leads_back_ = false;
    bool is_easing_ = false;
    Glide ease_{1};
    double scale_ = 1;  ///< as drawn
};

enum class ButtonLook {
    Filled,    ///< lacquer: the one thing to do
    Outlined,  ///< the other choice
    OnDark,    ///< over pictures and on the night ground
};

/// A button with a text and, if named, an icon before it; at least a target high.
class Button : public Tappable {
  public:
    Button(std::string text, std::string icon, ButtonLook look, Action action)
        : Tappable(std::move(action)),
          text_(std::move(text)),
          icon_(std::move(icon)),
          look_(look) {}
    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;
    std::string label() const override { return text_; }
    bool is_cut(Context& context) const override;

  private:
    /// The label's, smaller where large letters would not fit into the button.
    graphics::TextStyle style(Context& context) const;
    bool has_icon(Context& context) const;

    std::string text_, icon_;
    ButtonLook look_;
};

/// A round button with an icon; its name is for tests and readers.
class RoundButton : public Tappable {
  public:
    RoundButton(std::string name, std::string icon, ButtonLook look, int side, Action action)
        : Tappable(std::move(action)),
          name_(std::move(name)),
          icon_(std::move(icon)),
          look_(look),
          side_(side) {}
    void set_icon(std::string icon, std::string name);
    Size measure(Context&, Size) override { return {side_, side_}; }
    void draw(Context& context) const override;
    bool takes_quick_taps() const override { return true; }
    std::string label() const override { return name_; }
    int side() const { return side_; }
    void set_side(int side) { side_ = side; }

  private:
    std::string name_, icon_;
    ButtonLook look_;
    int side_;
};

/// One place of the bottom bar: an icon over a word. On a small panel the word goes.
class BarButton : public Tappable {
  public:
    BarButton(std::string text, std::string icon, Action action)
        : Tappable(std::move(action)), text_(std::move(text)), icon_(std::move(icon)) {}
    void set_text(std::string text);
    void set_icon(std::string icon);
    /// Marks what is going on, e.g. the voice that reads.
    void set_active(bool is_active);
    /// On the night ground of films and albums.
    void set_dark(bool is_dark);
    /// Pixels per em at which its word has room in its place.
    int fitting_size(Context& context) const;
    /// Of the words of a bar, so that all are written alike; 0: as fits here.
    void set_word_size(int size) { word_size_ = size; }
    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;
    std::string label() const override { return text_; }

  protected:
    bool is_active() const { return is_active_; }
    bool is_dark() const { return is_dark_; }

  private:
    int icon_side(const Context& context) const;

    std::string text_, icon_;
    bool is_active_ = false;
    bool is_dark_ = false;
    int word_size_ = 0;
};

/// A track with a thumb, 0..1; tapping or dragging on it seeks.
class Slider : public Widget {
  public:
    explicit Slider(std::string name, std::function<void(double)> seek)
        : name_(std::move(name)), seek_(std::move(seek)) {}
    void set_value(double value);
    double value() const { return value_; }
    bool is_held() const { return is_held_; }
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    bool is_tappable() const override { return true; }
    bool takes_quick_taps() const override { return true; }
    void on_tap(Point at) override;
    bool on_step(int by) override;
    DragAxis drag_axis() const override { return DragAxis::Horizontal; }
    void on_drag_begin(Point at) override;
    void on_drag(Point by) override;
    void on_drag_end(Point) override;
    std::string label() const override { return name_; }

  private:
    double value_at(int x) const;
    /// What the middle of the thumb goes along.
    Rect path() const;

    std::string name_;
    std::function<void(double)> seek_;
    int thumb_ = 0;  ///< half of it, pixels
    double value_ = 0;
    bool is_held_ = false;
    int drag_start_ = 0;
};

/// The house's ornament: one thin wave line.
class Wave : public Widget {
  public:
    explicit Wave(theme::ColourRole role) : role_(role) {}
    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;

  private:
    theme::ColourRole role_;
};

}  // namespace sen::ui
