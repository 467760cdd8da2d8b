// SPDX-License-Identifier: Apache-2.0
#include "ui/chip.h"

#include <algorithm>

namespace sen::ui {

using theme::ColourRole;
using theme::TextRole;

void Chip::set_chosen(bool is_chosen) {
    if (is_chosen == is_chosen_) return;
    is_chosen_ = is_chosen;
    invalidate_layout();
}

int Chip::icon_side(const Context& context) const {
    return icon_.empty() ? 0 : context.line_height(TextRole::Label) * 3 / 4;
}

graphics::TextLayout Chip::lay_out(Context& context, const std::string& text,
                                   theme::ColourRole role, int width) const {
    auto style = context.style(TextRole::Label, is_chosen_ ? ColourRole::OnSelected : role);
    // Smaller before it is cut, but no smaller than at the usual text size.
    const int least = static_cast<int>(style.size / context.metrics.text_scale);
    if (const int wanted = context.text.width(text, style); width > 0 && wanted > width)
        style.size = std::max(least, style.size * width / wanted);
    return context.text.layout(text, style, {width, 1, graphics::Align::Left, false});
}

Size Chip::measure(Context& context, Size available) {
    const auto& metrics = context.metrics;
    const int least = metrics.is_small ? metrics.millimetres(12) : metrics.target_small;
    const int height = std::max(least, context.line_height(TextRole::Label) + metrics.unit);
    const int icon = icon_side(context), gap = metrics.unit;
    const auto style = context.style(TextRole::Label, ColourRole::Ink);
    int width = 3 * gap + context.text.width(text_, style);
    if (icon > 0) width += icon + gap;
    if (!count_.empty()) width += context.text.width(count_, style) + gap;
    return {std::min(width, available.width), height};
}

void Chip::arrange(Context& context, Rect rect) {
    set_rect(rect);
    if (rect.is_empty()) return;
    const int gap = context.metrics.unit, icon = icon_side(context);
    number_ = lay_out(context, count_, ColourRole::InkSoft, 0);
    const int around = 3 * gap + (icon > 0 ? icon + gap : 0);
    // The word says more than the number.
    const int room = rect.width - around - number_.size.width - gap;
    const int least = context.line_height(TextRole::Label) * 2;
    const auto style = context.style(TextRole::Label, ColourRole::Ink);
    if (room < least && context.text.width(text_, style) > room) number_ = {};
    const int taken = around + (number_.pieces.empty() ? 0 : number_.size.width + gap);
    word_ = lay_out(context, text_, ColourRole::Ink, std::max(1, rect.width - taken + 1));
}

void Chip::draw(Context& context) const {
    if (rect().is_empty()) return;
    const auto giving_way = give_way(context);
    const auto& metrics = context.metrics;
    const int radius = rect().height / 2, gap = metrics.unit, side = icon_side(context);
    context.canvas.fill_rounded(
        rect(), radius, context.colour(is_chosen_ ? ColourRole::Selected : ColourRole::Paper));
    if (!is_chosen_)
        context.canvas.stroke_rounded(rect(), radius, std::max(metrics.hairline, context.border()),
                                      context.colour(ColourRole::Edge));
    draw_press(context, rect(), radius);
    int x = rect().x + gap * 3 / 2;
    if (side > 0) {
        const Colour ink =
            context.colour(is_chosen_ ? ColourRole::OnSelected : ColourRole::InkSoft);
        context.canvas.draw(context.icons.find(is_chosen_ ? "check" : icon_, side, ink),
                            {x, rect().y + (rect().height - side) / 2});
        x += side + gap;
    }
    const int y = rect().y + (rect().height - word_.size.height) / 2;
    context.text.draw(word_, {x, y});
    if (!number_.pieces.empty()) context.text.draw(number_, {x + word_.size.width + gap, y});
}

namespace {
/// What a child wants, but no wider than the whole.
Size measured(Widget& child, Context& context, Size available) {
    const Size size = child.measure(context, available);
    return {std::min(size.width, available.width), size.height};
}
}  // namespace

Size Flow::measure(Context& context, Size available) {
    int x = 0, y = 0, line = 0;
    for (const auto& child : children()) {
        const Size size = measured(*child, context, available);
        if (x > 0 && x + size.width > available.width) {
            x = 0;
            y += line + gap_;
            line = 0;
        }
        x += size.width + gap_;
        line = std::max(line, size.height);
    }
    return {available.width, y + line};
}

void Flow::arrange(Context& context, Rect rect) {
    set_rect(rect);
    int x = 0, y = 0, line = 0;
    bool is_full = false;
    for (const auto& child : children()) {
        const Size size = measured(*child, context, rect.size());
        if (x > 0 && x + size.width > rect.width) {
            x = 0;
            y += line + gap_;
            line = 0;
        }
        is_full = is_full || y + size.height > rect.height;
        child->arrange(context, is_full ? Rect{rect.x, rect.y, 0, 0}
                                        : Rect{rect.x + x, rect.y + y, size.width, size.height});
        x += size.width + gap_;
        line = std::max(line, size.height);
    }
}

void Flow::draw(Context& context) const {
    for (const auto& child : children())
        if (child->is_visible() && !child->rect().is_empty()) child->draw(context);
}

}  // namespace sen::ui
