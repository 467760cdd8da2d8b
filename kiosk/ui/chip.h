// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/controls.h"

namespace sen::ui {

/// A small pill with a word that narrows or begins something: an icon, the word, and how many there
/// are of it. A chosen one is filled and has a check mark.
class Chip : public Tappable {
  public:
    Chip(std::string text, std::string icon, std::string count, Action action)
        : Tappable(std::move(action)),
          text_(std::move(text)),
          icon_(std::move(icon)),
          count_(std::move(count)) {}
    void set_chosen(bool is_chosen);
    bool is_chosen() const { return is_chosen_; }
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    /// One that found no room in a Flow is not there.
    bool is_tappable() const override { return Tappable::is_tappable() && !rect().is_empty(); }
    std::string label() const override { return text_; }

  private:
    int icon_side(const Context& context) const;
    graphics::TextLayout lay_out(Context& context, const std::string& text, theme::ColourRole role,
                                 int width) const;

    std::string text_, icon_, count_;
    bool is_chosen_ = false;
    graphics::TextLayout word_, number_;
};

/// Children side by side at their own widths, in as many lines as they need, or as there is height
/// for: the others are left out.
class Flow : public Widget {
  public:
    explicit Flow(int gap) : gap_(gap) {}
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;

  private:
    int gap_;
};

}  // namespace sen::ui
