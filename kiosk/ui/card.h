// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ui/controls.h"
#include "ui/picture.h"

namespace sen::ui {

/// A picture with a title, and a line above and below it. The whole card is the target.
class Card : public Tappable {
  public:
    struct Words {
        std::string above;  ///< gold, e.g. the year
        std::string title;
        std::string below;  ///< caption, e.g. "5 mục"
        std::string icon;   ///< drawn on the picture's corner; may be empty
    };
    Card(Picture::Source picture, Words words, Action action);
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void forget_style() override { laid_out_width_ = -1; }
    std::string label() const override { return words_.title; }
    bool is_cut(Context& context) const override;

    /// Pixels of its words in so much width, with the room around them.
    int words_height(Context& context, int width);
    /// Its words have at least so much room, and begin at its top: those of cards side by side
    /// begin at one height.
    void set_words_room(int height) { words_room_ = height; }

  private:
    void draw_inside(Context& context) const;

    Words words_;
    Picture& picture_;
    graphics::TextLayout above_, title_, below_;
    int laid_out_width_ = -1;
    int words_room_ = 0;
};

}  // namespace sen::ui
