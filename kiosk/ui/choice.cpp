// SPDX-License-Identifier: Apache-2.0
#include "ui/choice.h"

#include <algorithm>
#include <cmath>

namespace sen::ui {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// The ground of what can be chosen, filled when it is.
void draw_ground(Context& context, Rect rect, bool is_chosen) {
    const auto& metrics = context.metrics;
    const int radius = context.units(context.theme->shape.card);
    context.canvas.fill_rounded(
        rect, radius, context.colour(is_chosen ? ColourRole::Selected : ColourRole::Paper));
    if (!is_chosen)
        context.canvas.stroke_rounded(rect, radius, std::max(metrics.hairline, context.border()),
                                      context.colour(ColourRole::Edge));
}

}  // namespace

void Choice::set_chosen(bool is_chosen) {
    if (is_chosen == is_chosen_) return;
    is_chosen_ = is_chosen;
    invalidate();
}

graphics::TextStyle Choice::style(Context& context) const {
    auto style =
        context.style(TextRole::Label, is_chosen_ ? ColourRole::OnSelected : ColourRole::Ink);
    style.size = static_cast<int>(std::lround(style.size * scale_));
    style.line_height = static_cast<int>(std::lround(style.line_height * scale_));
    return style;
}

Size Choice::measure(Context& context, Size) {
    const auto look = style(context);
    return {std::max(context.metrics.target,
                     context.text.width(word_, look) + 2 * context.metrics.unit),
            std::max(context.metrics.target, look.line_height)};
}

bool Choice::is_cut(Context& context) const {
    return context.text.width(word_, style(context)) + context.metrics.unit > rect().width;
}

void Choice::draw(Context& context) const {
    const auto giving_way = give_way(context);
    const int unit = context.metrics.unit;
    draw_ground(context, rect(), is_chosen_);
    const auto look = style(context);
    const auto word =
        context.text.layout(word_, look, {rect().width, 1, graphics::Align::Centre, false});
    context.text.draw(word, {rect().x, rect().y + (rect().height - word.size.height) / 2});
    if (is_chosen_) {
        const int check = unit * 7 / 4;
        context.canvas.draw(context.icons.find("check", check, look.colour),
                            {rect().right() - check - unit / 2, rect().y + unit / 2});
    }
    draw_press(context, rect(), context.units(context.theme->shape.card));
}

void Toggle::set_on(bool is_on) {
    if (is_on == is_on_) return;
    is_on_ = is_on;
    invalidate();
}

graphics::TextLayout Toggle::lay_out(Context& context, int width) const {
    const int unit = context.metrics.unit;
    const int inner = width - 3 * unit - 2 * unit * 5 / 2 - 2 * unit;
    return context.text.layout(
        text_, context.style(TextRole::Label, is_on_ ? ColourRole::OnSelected : ColourRole::Ink),
        {std::max(1, inner), 2, graphics::Align::Left, true});
}

Size Toggle::measure(Context& context, Size available) {
    return {available.width,
            std::max(context.metrics.target,
                     lay_out(context, available.width).size.height + context.metrics.unit)};
}

bool Toggle::is_cut(Context& context) const {
    return lay_out(context, rect().width).is_truncated;
}

void Toggle::draw(Context& context) const {
    const int unit = context.metrics.unit, icon = unit * 5 / 2, box = unit * 5 / 2;
    draw_ground(context, rect(), is_on_);
    const Colour ink = context.colour(is_on_ ? ColourRole::OnSelected : ColourRole::Ink);
    const int middle = rect().y + rect().height / 2;
    context.canvas.draw(context.icons.find(icon_, icon, ink),
                        {rect().x + unit * 3 / 2, middle - icon / 2});
    const auto text = lay_out(context, rect().width);
    context.text.draw(text, {rect().x + unit * 5 / 2 + icon, middle - text.size.height / 2});
    const Rect mark{rect().right() - unit * 3 / 2 - box, middle - box / 2, box, box};
    context.canvas.stroke_rounded(mark, context.metrics.radius / 2, context.metrics.hairline * 2,
                                  ink);
    if (is_on_) {
        const int check = box * 3 / 4;
        context.canvas.draw(context.icons.find("check", check, ink),
                            {mark.x + (box - check) / 2, mark.y + (box - check) / 2});
    }
    draw_press(context, rect(), context.units(context.theme->shape.card));
}

Stepper::Stepper(Names names, int side, int steps, std::function<void(int)> change)
    : steps_(steps), change_(std::move(change)) {
    less_ = &add<RoundButton>(std::move(names.less), "minus", ButtonLook::Outlined, side,
                              [this] { move(-1); });
    more_ = &add<RoundButton>(std::move(names.more), "plus", ButtonLook::Outlined, side,
                              [this] { move(1); });
}

void Stepper::set_level(int level) {
    level = std::clamp(level, 0, steps_);
    if (level == level_) return;
    level_ = level;
    invalidate();
}

void Stepper::move(int by) {
    const int before = level_;
    set_level(level_ + by);
    if (level_ != before) change_(level_);
}

Size Stepper::measure(Context& context, Size available) {
    return {available.width, context.metrics.target};
}

void Stepper::arrange(Context& context, Rect rect) {
    set_rect(rect);
    const int side = less_->side();
    less_->arrange(context, {rect.x, rect.y, side, rect.height});
    more_->arrange(context, {rect.right() - side, rect.y, side, rect.height});
}

void Stepper::draw(Context& context) const {
    Widget::draw(context);
    const int unit = context.metrics.unit, left = less_->rect().right() + unit;
    const int room = more_->rect().x - unit - left, gap = std::max(2, unit / 2);
    const int width = (room - gap * (steps_ - 1)) / std::max(1, steps_);
    if (width <= 0) return;
    for (int i = 0; i < steps_; ++i) {
        const int full = rect().height * 3 / 5;
        const int height = full * (i + 2) / (steps_ + 1);
        const Rect bar{left + i * (width + gap), rect().y + (rect().height + full) / 2 - height,
                       width, height};
        const bool is_filled = i < level_;
        if (is_filled)
            context.canvas.fill(bar, context.colour(ColourRole::Selected));
        else
            context.canvas.stroke_rounded(bar, 0, context.metrics.hairline,
                                          context.colour(ColourRole::Edge));
    }
}

}  // namespace sen::ui
