// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/controls.h"

namespace sen::ui {

/// One of several, of which one is chosen: that one is filled and has a check mark.
class Choice : public Tappable {
  public:
    /// `word` is drawn at `scale` times the label's size; `name` is for tests and readers.
    Choice(std::string name, std::string word, double scale, Action action)
        : Tappable(std::move(action)),
          name_(std::move(name)),
          word_(std::move(word)),
          scale_(scale) {}
    void set_chosen(bool is_chosen);
    bool is_chosen() const { return is_chosen_; }
    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;
    std::string label() const override { return name_; }
    bool is_cut(Context& context) const override;

  private:
    graphics::TextStyle style(Context& context) const;

    std::string name_, word_;
    double scale_;
    bool is_chosen_ = false;
};

/// On or off: an icon, a word that may take two lines, and a box that has a check mark when it is
/// on.
class Toggle : public Tappable {
  public:
    Toggle(std::string text, std::string icon, Action action)
        : Tappable(std::move(action)), text_(std::move(text)), icon_(std::move(icon)) {}
    void set_on(bool is_on);
    bool is_on() const { return is_on_; }
    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;
    std::string label() const override { return text_; }
    bool is_cut(Context& context) const override;

  private:
    graphics::TextLayout lay_out(Context& context, int width) const;

    std::string text_, icon_;
    bool is_on_ = false;
};

/// A level from 0 to `steps`, shown as rising bars between a minus and a plus.
class Stepper : public Widget {
  public:
    struct Names {
        std::string less, more;
    };
    Stepper(Names names, int side, int steps, std::function<void(int)> change);
    void set_level(int level);
    int level() const { return level_; }
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;

  private:
    void move(int by);

    int steps_;
    std::function<void(int)> change_;
    int level_ = 0;
    RoundButton *less_, *more_;
};

}  // namespace sen::ui
