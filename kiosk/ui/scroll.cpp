// SPDX-License-Identifier: Apache-2.0
#include "ui/scroll.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sen::ui {

namespace {
constexpr double kFriction = 3.2;    // share of the speed lost a second: paper on a table
constexpr double kStandsStill = 24;  // pixels a second
constexpr Milliseconds kGlide{260};
}  // namespace

Size Scroll::measure(Context& context, Size available) {
    const Size size = content().measure(context, {available.width, kUnbounded});
    return {available.width, std::min(size.height, available.height)};
}

void Scroll::arrange(Context& context, Rect rect) {
    set_rect(rect);
    content_height_ = content().measure(context, {rect.width, kUnbounded}).height;
    limit_ = std::max(0, content_height_ - rect.height);
    if (const auto share = std::exchange(wanted_share_, std::nullopt))
        offset_ = static_cast<int>(std::lround(*share * limit_));
    offset_ = std::clamp(offset_, 0, limit_);
    place_content(context);
}

void Scroll::place_content(Context& context) {
    content().arrange(context, {rect().x, rect().y - offset_, rect().width,
                                std::max(content_height_, rect().height)});
}

void Scroll::draw(Context& context) const {
    context.canvas.push_clip(rect());
    content().draw(context);
    if (offset_ < limit_) {
        // What goes on below fades into the ground instead of being cut.
        const int fade = std::min(rect().height / 4, 5 * context.metrics.unit);
        context.canvas.fill_veil({rect().x, rect().bottom() - fade, rect().width, fade},
                                 context.colour(ground_));
        down_->draw(context);
    }
    if (offset_ > 0) {
        const int fade = 2 * context.metrics.unit;
        context.canvas.fill_veil_from_top({rect().x, rect().y, rect().width, fade},
                                          context.colour(ground_));
        up_->draw(context);
    }
    if (limit_ > 0) {
        const int width = std::max(2, context.metrics.unit / 4);
        const int height = std::max(4 * context.metrics.unit,
                                    rect().height * rect().height / std::max(1, content_height_));
        const int y = rect().y + (rect().height - height) * std::clamp(offset_, 0, limit_) / limit_;
        Colour thumb = context.colour(theme::ColourRole::InkSoft);
        thumb.a = 110;
        context.canvas.fill({rect().right() - width, y, width, height}, thumb);
    }
    context.canvas.pop_clip();
}

void Scroll::update(Context& context) {
    const int before = offset_;
    const double elapsed =
        std::clamp(static_cast<double>((context.now - last_update_).count()) / 1000.0, 0.0, 0.1);
    last_update_ = context.now;
    if (wants_glide_) {
        wants_glide_ = false;
        is_gliding_ = true;
        glide_.start_from(offset_, glide_goal_, context.now,
                          context.is_reduced_motion ? Milliseconds{0} : kGlide);
    }
    if (is_gliding_) {
        offset_ = static_cast<int>(std::lround(glide_.value(context.now)));
        is_gliding_ = glide_.is_running(context.now);
    } else if (!is_dragged_ && velocity_ != 0) {
        offset_ += static_cast<int>(std::lround(velocity_ * elapsed));
        velocity_ *= std::exp(-kFriction * elapsed);
        if (std::abs(velocity_) < kStandsStill || offset_ < 0 || offset_ > limit_) velocity_ = 0;
    }
    if (!is_dragged_ && !is_gliding_ && velocity_ == 0 && (offset_ < 0 || offset_ > limit_)) {
        glide_goal_ = std::clamp(offset_, 0, limit_);
        is_gliding_ = true;
        glide_.start_from(offset_, glide_goal_, context.now,
                          context.is_reduced_motion ? Milliseconds{0} : kGlide);
    }
    place_buttons(context);
    if (offset_ != before || is_gliding_ || velocity_ != 0) invalidate();
    if (content().rect().y != rect().y - offset_) place_content(context);
    content().update(context);
}

void Scroll::place_buttons(Context& context) {
    const int side = context.metrics.target_small, gap = context.metrics.unit / 2;
    const int x = rect().right() - side - gap, below = rect().bottom() - side - gap;
    down_->set_side(side);
    up_->set_side(side);
    if ((offset_ < limit_) != down_->is_visible()) down_->set_visible(offset_ < limit_);
    if ((offset_ > 0) != up_->is_visible()) up_->set_visible(offset_ > 0);
    down_->arrange(context, {x, below, side, side});
    // Above the other one: neither moves when the other goes.
    up_->arrange(context, {x, below - side - gap, side, side});
}

Milliseconds Scroll::next_update(Milliseconds now) const {
    if (is_gliding_ || wants_glide_ || velocity_ != 0) return now;
    return Widget::next_update(now);
}

void Scroll::on_drag_begin(Point) {
    drag_start_ = offset_;
    is_dragged_ = true;
    is_gliding_ = wants_glide_ = false;
    velocity_ = 0;
}

void Scroll::on_drag(Point by) {
    int wanted = drag_start_ - by.y;
    // Past an end it follows at a third of the way.
    if (wanted < 0) wanted /= 3;
    if (wanted > limit_) wanted = limit_ + (wanted - limit_) / 3;
    offset_ = wanted;
    invalidate();
}

void Scroll::on_drag_end(Point velocity) {
    is_dragged_ = false;
    velocity_ = -velocity.y;
    invalidate();
}

void Scroll::scroll_to(int offset) {
    offset_ = std::clamp(offset, 0, limit_);
    velocity_ = 0;
    is_gliding_ = wants_glide_ = false;
    invalidate();
}

void Scroll::reveal(int top, int height) {
    if (is_dragged_ || (top >= offset_ && top + height <= offset_ + rect().height * 3 / 4)) return;
    glide_goal_ = std::clamp(top - rect().height / 6, 0, limit_);
    wants_glide_ = true;
    invalidate();
}

double Scroll::share() const {
    return limit_ > 0 ? std::clamp(static_cast<double>(offset_) / limit_, 0.0, 1.0) : 0;
}

bool Scroll::turn_page(int by) {
    const int goal = std::clamp(offset_ + by * rect().height * 3 / 4, 0, limit_);
    if (goal == offset_) return false;
    glide_goal_ = goal;
    wants_glide_ = true;
    velocity_ = 0;
    invalidate();
    return true;
}

void Scroll::bring_into_view(const Widget& descendant) {
    if (&descendant == down_ || &descendant == up_) return;
    const Rect wanted = descendant.rect();
    if (wanted.y >= rect().y && wanted.bottom() <= rect().bottom()) return;
    const int top = wanted.y - rect().y + offset_;
    glide_goal_ = std::clamp(top - (rect().height - std::min(wanted.height, rect().height)) / 2, 0,
                             limit_);
    wants_glide_ = true;
    velocity_ = 0;
    invalidate();
}

}  // namespace sen::ui
