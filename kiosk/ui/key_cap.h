// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ui/controls.h"
#include "ui/keyboard_plan.h"

namespace sen::ui {

/// One key. It is pressed when a finger comes down, and types when the finger leaves it, or when
/// another finger comes down on the next one.
class KeyCap : public Tappable {
  public:
    KeyCap() : Tappable(nullptr) {}
    /// Keys stay while the keyboard lives and take other tasks: a finger may be on one.
    void assign(KeyPlan plan, std::string name, std::string text, std::string icon);
    const KeyPlan& plan() const { return plan_; }
    bool is_down() const { return is_pressed(); }
    /// The method in use, or the page that is shown.
    void set_chosen(bool is_chosen) { is_chosen_ = is_chosen; }
    /// Half of the room between two keys belongs to each.
    void set_reach(int reach) { reach_ = reach; }
    /// A line below the text, smaller.
    void set_example(std::string example) { example_ = std::move(example); }

    Size measure(Context&, Size available) override { return available; }
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    Rect touch_rect() const override { return rect().inset(-reach_); }
    bool acts_before_next_finger() const override { return true; }
    bool takes_quick_taps() const override { return true; }
    std::string label() const override { return name_; }
    bool has_preview() const;
    void draw_preview(Context& context) const;
    /// Whether all its words are seen; a sign that does not fit is made smaller first.
    bool is_legible() const { return is_legible_; }

  private:
    graphics::TextLayout fitted(Context& context, const std::string& text, Size room,
                                graphics::TextStyle style);
    theme::ColourRole ink() const;

    KeyPlan plan_;
    std::string name_, text_, icon_, example_;
    bool is_chosen_ = false;
    bool is_legible_ = true;
    int reach_ = 0;
    graphics::TextLayout sign_, hint_, below_, preview_;
};

}  // namespace sen::ui
