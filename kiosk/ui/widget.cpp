// SPDX-License-Identifier: Apache-2.0
#include "ui/widget.h"

#include <algorithm>

namespace sen::ui {

graphics::TextStyle Context::style(theme::TextRole role, theme::ColourRole colour) const {
    // Both enums list the same four faces in the same order.
    const auto face = static_cast<graphics::Face>(theme->text(role).font);
    return {face, metrics.text_size(*theme, role), metrics.line_height(*theme, role),
            theme->colour(colour)};
}

void Widget::arrange(Context&, Rect rect) {
    rect_ = rect;
}

void Widget::draw(Context& context) const {
    const Rect seen = context.canvas.clip();
    for (const auto& child : children_)
        if (child->is_visible() && !intersection(child->rect(), seen).is_empty())
            child->draw(context);
}

void Widget::forget_style() {
    for (const auto& child : children_) child->forget_style();
}

void Widget::update(Context& context) {
    for (const auto& child : children_)
        if (child->is_visible()) child->update(context);
}

Milliseconds Widget::next_update(Milliseconds now) const {
    Milliseconds next = kNever;
    for (const auto& child : children_)
        if (child->is_visible()) next = std::min(next, child->next_update(now));
    return next;
}

void Widget::adopt(std::unique_ptr<Widget> child) {
    child->parent_ = this;
    children_.push_back(std::move(child));
    invalidate_layout();
}

void Widget::remove_children() {
    children_.clear();
    invalidate_layout();
}

void Widget::set_visible(bool is_visible) {
    if (is_visible == is_visible_) return;
    is_visible_ = is_visible;
    invalidate_layout();
}

void Widget::invalidate() {
    Widget* root = this;
    while (root->parent_ != nullptr) root = root->parent_;
    root->needs_draw_ = true;
}

void Widget::invalidate_layout() {
    Widget* root = this;
    while (root->parent_ != nullptr) root = root->parent_;
    root->needs_draw_ = root->needs_layout_ = true;
}

void Widget::clear_needs() {
    needs_draw_ = needs_layout_ = false;
}

double Glide::value(Milliseconds now) const {
    if (now >= begin_ + duration_) return to_;
    const double t = std::clamp(
        static_cast<double>((now - begin_).count()) / static_cast<double>(duration_.count()), 0.0,
        1.0);
    const double rest = 1 - t;
    return from_ + (to_ - from_) * (1 - rest * rest * rest);
}

}  // namespace sen::ui
