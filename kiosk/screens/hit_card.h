// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "catalogue/search.h"
#include "screens/screen.h"

namespace sen::screens {

/// A text in which stretches are marked: what a search has found.
class MarkedText {
  public:
    /// Marks beyond the text, or that overlap, are left out.
    MarkedText(std::string text, std::vector<language::ByteRange> marks)
        : text_(std::move(text)), marks_(std::move(marks)) {}
    int lay_out(ui::Context& context, theme::TextRole role, theme::ColourRole colour, int width,
                int max_lines);
    void draw(ui::Context& context, Point at) const;
    int height() const { return layout_.size.height; }

  private:
    std::string text_;
    std::vector<language::ByteRange> marks_;
    graphics::TextLayout layout_;
};

/// One exhibit that a search has found: its picture, its title, what it is, and the place in its
/// text where the words stand. The whole card is the target.
class HitCard : public ui::Tappable {
  public:
    HitCard(const ui::Context& context, catalogue::FoundExhibit found, ui::Action action);
    Size measure(ui::Context& context, Size available) override;
    void arrange(ui::Context& context, Rect rect) override;
    void draw(ui::Context& context) const override;
    void forget_style() override { laid_out_width_ = -1; }
    std::string label() const override { return name_; }

  private:
    void lay_out(ui::Context& context, int width);
    void draw_inside(ui::Context& context) const;

    std::string name_;
    std::vector<std::string> facts_;  ///< what matters most first
    MarkedText title_, snippet_;
    bool has_snippet_;
    ui::Picture& picture_;
    graphics::TextLayout facts_layout_;
    int picture_width_ = 0, height_ = 0, laid_out_width_ = -1;
};

}  // namespace sen::screens
