// SPDX-License-Identifier: Apache-2.0
#include "ui/text_field.h"

#include <algorithm>

#include "base/utf8.h"

namespace sen::ui {

using theme::ColourRole;
using theme::TextRole;

namespace {

constexpr int kIcon = 44;  // percent of the field's height

int caret_width(const Context& context) {
    return std::max(2, context.metrics.hairline * 3 / 2);
}

/// A bare cross; the field is its ground.
class ClearButton : public Tappable {
  public:
    ClearButton(std::string name, Action action)
        : Tappable(std::move(action)), name_(std::move(name)) {}
    Size measure(Context&, Size available) override { return available; }
    void draw(Context& context) const override {
        draw_press(context, rect(), rect().height / 2);
        const int icon = rect().height * kIcon / 100, pad = (rect().height - icon) / 2;
        context.canvas.draw(context.icons.find("close", icon, context.colour(ColourRole::Ink)),
                            {rect().x + pad, rect().y + pad});
    }
    std::string label() const override { return name_; }

  private:
    std::string name_;
};

}  // namespace

TextField::TextField(Words words, std::function<void(const std::string&)> change, Action open)
    : Tappable(std::move(open)), words_(std::move(words)), change_(std::move(change)) {
    clear_ = &add<ClearButton>(words_.clear, [this] { edit(""); });
    clear_->set_visible(false);
}

void TextField::set_text(std::string text) {
    text.resize(bytes_of_first(kMaxLetters, text));
    if (text == text_) return;
    text_ = std::move(text);
    clear_->set_visible(!text_.empty());
    invalidate_layout();
}

void TextField::edit(std::string text) {
    const std::string before = text_;
    set_text(std::move(text));
    if (text_ != before && change_) change_(text_);
}

void TextField::set_active(bool is_active) {
    if (is_active == is_active_) return;
    is_active_ = is_active;
    invalidate();
}

Size TextField::measure(Context& context, Size available) {
    const auto& metrics = context.metrics;
    const int least = metrics.is_small ? metrics.millimetres(12) : metrics.target_small;
    // Lowered, a field and a keyboard just fit into reach.
    const int line = metrics.is_lowered ? 0 : context.line_height(TextRole::Body);
    return {available.width, std::max(least, line)};
}

void TextField::lay_out(Context& context) {
    const bool is_empty = text_.empty();
    auto style = context.style(TextRole::Body, is_empty ? ColourRole::InkSoft : ColourRole::Ink);
    style.size = std::min(style.size, rect().height * 2 / 3);
    style.line_height = std::min(style.line_height, rect().height);
    if (!is_empty) {
        layout_ = context.text.layout(text_, style, {});
        return;
    }
    const int width = room(context).width - caret_width(context) * 3;
    const bool fits = words_.brief.empty() || context.text.width(words_.empty, style) <= width;
    layout_ = context.text.layout(fits ? words_.empty : words_.brief, style,
                                  {std::max(1, width), 1, graphics::Align::Left, false});
}

Rect TextField::room(const Context& context) const {
    const int icon = rect().height * kIcon / 100, pad = (rect().height - icon) / 2;
    const int left = rect().x + pad + icon + context.metrics.unit;
    const int right = clear_->is_visible() ? clear_->rect().x : rect().right() - rect().height / 2;
    return {left, rect().y, std::max(0, right - left), rect().height};
}

void TextField::arrange(Context& context, Rect rect) {
    set_rect(rect);
    clear_->arrange(context, {rect.right() - rect.height, rect.y, rect.height, rect.height});
    lay_out(context);
}

void TextField::forget_style() {
    layout_ = {};
    Tappable::forget_style();
    invalidate_layout();
}

void TextField::draw(Context& context) const {
    const int radius = rect().height / 2, line = caret_width(context);
    context.canvas.fill_rounded(rect(), radius, context.colour(ColourRole::Paper));
    context.canvas.stroke_rounded(
        rect(), radius, is_active_ ? line * 3 / 2 : line,
        context.colour(is_active_ ? ColourRole::Lacquer : ColourRole::Edge));
    draw_press(context, rect(), radius);
    const int icon = rect().height * kIcon / 100, pad = (rect().height - icon) / 2;
    context.canvas.draw(context.icons.find("search", icon, context.colour(ColourRole::InkSoft)),
                        {rect().x + pad, rect().y + pad});
    const Rect room = this->room(context);
    const int left = room.x;
    // The end of a long text is seen: that is where the caret is.
    const int over = text_.empty() ? 0 : std::max(0, layout_.size.width - room.width + line * 4);
    const int y = rect().y + (rect().height - layout_.size.height) / 2;
    context.canvas.push_clip(room);
    const int after_caret = text_.empty() && is_active_ ? line * 3 : 0;
    context.text.draw(layout_, {left - over + after_caret, y});
    if (is_active_) {
        const int x = left - over + (text_.empty() ? 0 : layout_.size.width);
        const int height = rect().height * 54 / 100;
        context.canvas.fill({x, rect().y + (rect().height - height) / 2, line, height},
                            context.colour(ColourRole::Lacquer));
    }
    context.canvas.pop_clip();
    Widget::draw(context);
}

}  // namespace sen::ui
