// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "ui/controls.h"

namespace sen::ui {

/// One line of text that keys are typed into; the caret is always at its end. A tap on it asks for
/// the keyboard; a button empties it.
class TextField : public Tappable {
  public:
    static constexpr std::size_t kMaxLetters = 80;

    struct Words {
        std::string name;   ///< for readers and tests
        std::string empty;  ///< shown while there is no text
        std::string brief;  ///< instead of `empty` where that does not fit
        std::string clear;  ///< name of the button that empties it
    };
    /// `change` hears every new text but not set_text(). `open` is the tap.
    TextField(Words words, std::function<void(const std::string&)> change, Action open);

    const std::string& text() const { return text_; }
    /// Cut to kMaxLetters; what is not UTF-8 is not taken.
    void set_text(std::string text);
    /// The same, and tells `change`.
    void edit(std::string text);
    /// Shows the caret: what is typed goes here.
    void set_active(bool is_active);

    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void forget_style() override;
    std::string label() const override { return words_.name; }

  private:
    void lay_out(Context& context);
    /// Where its words may stand, on the screen.
    Rect room(const Context& context) const;

    Words words_;
    std::function<void(const std::string&)> change_;
    std::string text_;
    bool is_active_ = false;
    graphics::TextLayout layout_;
    Tappable* clear_;
};

}  // namespace sen::ui
