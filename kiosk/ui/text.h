// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/widget.h"

namespace sen::ui {

struct LabelOptions {
    theme::TextRole role = theme::TextRole::Body;
    theme::ColourRole colour = theme::ColourRole::Ink;
    graphics::Align align = graphics::Align::Left;
    int max_lines = 0;
    bool balance = false;
};

/// A text in one style. Its text's top is the top of the first line box.
class Label : public Widget {
  public:
    Label(std::string text, LabelOptions options) : text_(std::move(text)), options_(options) {}
    void set_text(std::string text);
    const std::string& text() const { return text_; }
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void forget_style() override { laid_out_width_ = -1; }
    std::string label() const override { return text_; }
    bool is_cut(Context& context) const override;
    const LabelOptions& options() const { return options_; }
    /// Where its words stand in its rectangle.
    Rect text_rect() const;

  private:
    const graphics::TextLayout& lay_out(Context& context, int width);

    std::string text_;
    LabelOptions options_;
    graphics::TextLayout layout_;
    int laid_out_width_ = -1;
};

/// A stretch of a paragraph: which bytes, in which role.
struct ParagraphRun {
    std::size_t begin = 0, end = 0;
    theme::TextRole role = theme::TextRole::Body;
};

/// A paragraph with styled runs, an optional bullet or rule at its left, and an optional range that
/// is being spoken, marked behind the letters.
class Paragraph : public Widget {
  public:
    enum class Lead { None, Bullet, Rule };
    Paragraph(std::string text, std::vector<ParagraphRun> runs, theme::TextRole role,
              theme::ColourRole colour, Lead lead = Lead::None);
    void set_spoken(std::optional<std::pair<std::size_t, std::size_t>> bytes);
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void forget_style() override { laid_out_width_ = -1; }
    std::string label() const override { return text_; }
    /// From where to where the lines of the spoken range stand, relative to the paragraph's top.
    std::optional<std::pair<int, int>> spoken_lines() const;
    /// What is marked of the lines, a box for each piece of one style; from where the text begins.
    std::vector<Rect> spoken_marks(Context& context) const;

  private:
    const graphics::TextLayout& lay_out(Context& context, int width);
    int indent(const Context& context) const;

    std::string text_;
    std::vector<ParagraphRun> runs_;
    theme::TextRole role_;
    theme::ColourRole colour_;
    Lead lead_;
    std::optional<std::pair<std::size_t, std::size_t>> spoken_;
    graphics::TextLayout layout_;
    int laid_out_width_ = -1;
};

}  // namespace sen::ui
