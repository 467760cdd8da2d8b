// SPDX-License-Identifier: Apache-2.0
#include "ui/scroll.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sen::ui {

namespace {
constexpr double kCaughtAboveMm = 40;  // a second: a finger on what moves faster stops it
constexpr Milliseconds kGlide{260};
}  // namespace

Size Scroll::measure(Context& context, Size available) {
    const Size size = content().measure(context, {available.width, kUnbounded});
    return {available.width, std::min(size.height, available.height)};
}

void Scroll::arrange(Context& context, Rect rect) {
    set_rect(rect);
    content_width_ = rect.width;
    content_height_ = content().measure(context, {content_width_, kUnbounded}).height;
    if (keeps_buttons_clear_ && content_height_ > rect.height) {
        const int gap = context.metrics.unit / 2;
        const int beside = is_low(context) ? context.metrics.target_small + gap : 0;
        content_width_ -= context.metrics.target_small + beside + context.metrics.unit;
        content_height_ = content().measure(context, {content_width_, kUnbounded}).height;
    }
    const int limit = std::max(0, content_height_ - rect.height);
    if (const auto share = std::exchange(wanted_share_, std::nullopt))
        offset_ = static_cast<int>(std::lround(*share * limit));
    if (!is_dragged_ && !is_thrown_) offset_ = std::clamp(offset_, 0, limit);
    if (is_thrown_ && limit != limit_) {
        throw_speed_ = throw_.speed(context.now);
        wants_throw_ = true;
    }
    limit_ = limit;
    fade_above_ = 2 * context.metrics.unit;
    fade_below_ = std::min(rect.height / 4, 5 * context.metrics.unit);
    caught_above_ = kCaughtAboveMm / context.metrics.mm_per_px;
    place_content(context);
}

void Scroll::place_content(Context& context) {
    content().arrange(context, {rect().x, rect().y - offset_, content_width_,
                                std::max(content_height_, rect().height)});
}

void Scroll::draw(Context& context) const {
    context.canvas.push_clip(rect());
    content().draw(context);
    if (offset_ < limit_) {
        // What goes on below fades into the ground instead of being cut.
        context.canvas.fill_veil(
            {rect().x, rect().bottom() - fade_below_, rect().width, fade_below_},
            context.colour(ground_));
        if (down_->is_visible()) down_->draw(context);
    }
    if (offset_ > 0) {
        context.canvas.fill_veil_from_top({rect().x, rect().y, rect().width, fade_above_},
                                          context.colour(ground_));
        if (up_->is_visible()) up_->draw(context);
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

void Scroll::move(Context& context) {
    if (std::exchange(wants_throw_, false)) {
        is_thrown_ = !context.is_reduced_motion;
        if (is_thrown_)
            throw_.let_go(offset_, throw_speed_, {0, static_cast<double>(limit_)}, context.now);
        else
            offset_ = std::clamp(offset_, 0, limit_);
    }
    if (std::exchange(wants_glide_, false)) {
        is_gliding_ = true;
        glide_.start_from(offset_, glide_goal_, context.now,
                          context.is_reduced_motion ? Milliseconds{0} : kGlide);
    }
    if (is_gliding_) {
        offset_ = static_cast<int>(std::lround(glide_.value(context.now)));
        is_gliding_ = glide_.is_running(context.now);
    } else if (is_thrown_) {
        offset_ = static_cast<int>(std::lround(throw_.place(context.now)));
        is_thrown_ = throw_.is_running(context.now);
    }
}

void Scroll::update(Context& context) {
    const int before = offset_;
    now_ = context.now;
    move(context);
    place_buttons(context);
    if (offset_ != before) invalidate();
    if (content().rect().y != rect().y - offset_) place_content(context);
    content().update(context);
}

void Scroll::place_buttons(Context& context) {
    const int side = context.metrics.target_small, gap = context.metrics.unit / 2;
    const int x = rect().right() - side - gap, below = rect().bottom() - side - gap;
    down_->set_side(side);
    up_->set_side(side);
    // A guide has larger ones at the edges of the screen.
    const bool has_buttons = !context.metrics.is_presenting;
    const bool goes_down = has_buttons && offset_ < limit_, goes_up = has_buttons && offset_ > 0;
    if (goes_down != down_->is_visible()) down_->set_visible(goes_down);
    if (goes_up != up_->is_visible()) up_->set_visible(goes_up);
    down_->arrange(context, {x, below, side, side});
    // Above or beside the other one: neither moves when the other goes.
    if (is_low(context))
        up_->arrange(context, {x - side - gap, below, side, side});
    else
        up_->arrange(context, {x, below - side - gap, side, side});
}

bool Scroll::is_low(const Context& context) const {
    return rect().height < 2 * context.metrics.target_small + 3 * (context.metrics.unit / 2);
}

Milliseconds Scroll::next_update(Milliseconds now) const {
    if (is_gliding_ || wants_glide_ || is_thrown_ || wants_throw_) return now;
    return Widget::next_update(now);
}

bool Scroll::halt() {
    if (!is_thrown_ || offset_ < 0 || offset_ > limit_) return false;
    if (std::abs(throw_.speed(now_)) < caught_above_) return false;
    is_thrown_ = false;
    return true;
}

/// What lies past an end is bent, or bent back.
int Scroll::past_end(int wanted, double (*bend)(double, double)) const {
    const int end = std::clamp(wanted, 0, limit_);
    if (wanted == end) return wanted;
    return end + static_cast<int>(std::lround(bend(wanted - end, std::max(1, rect().height))));
}

void Scroll::on_drag_begin(Point) {
    drag_start_ = past_end(offset_, drag_behind);
    is_dragged_ = true;
    is_gliding_ = wants_glide_ = is_thrown_ = wants_throw_ = false;
}

void Scroll::on_drag(Point by) {
    offset_ = past_end(drag_start_ - by.y, give_way);
    invalidate();
}

void Scroll::on_drag_end(Point velocity) {
    is_dragged_ = false;
    throw_speed_ = -velocity.y;
    wants_throw_ = true;
    invalidate();
}

void Scroll::scroll_to(int offset) {
    offset_ = std::clamp(offset, 0, limit_);
    is_gliding_ = wants_glide_ = is_thrown_ = wants_throw_ = false;
    invalidate();
}

void Scroll::glide_to(int offset) {
    glide_goal_ = std::clamp(offset, 0, limit_);
    wants_glide_ = true;
    is_thrown_ = wants_throw_ = false;
    invalidate();
}

void Scroll::reveal(int top, int height) {
    const int begin = offset_ > 0 ? offset_ + fade_above_ : 0;
    const int end = offset_ + rect().height - (offset_ < limit_ ? fade_below_ : 0);
    if (is_dragged_ || (top >= begin && top + height <= end)) return;
    // Near the top, so that much of what comes next is seen, too.
    const int room = rect().height - fade_below_ - height;
    glide_to(top - std::max(fade_above_, std::min(rect().height / 6, room)));
}

double Scroll::share() const {
    return limit_ > 0 ? std::clamp(static_cast<double>(offset_) / limit_, 0.0, 1.0) : 0;
}

bool Scroll::turn_page(int by) {
    const int goal = std::clamp(offset_ + by * rect().height * 3 / 4, 0, limit_);
    if (goal == offset_) return false;
    glide_to(goal);
    return true;
}

void Scroll::bring_into_view(const Widget& descendant) {
    if (&descendant == down_ || &descendant == up_) return;
    const Rect wanted = descendant.rect();
    if (wanted.y >= rect().y && wanted.bottom() <= rect().bottom()) return;
    const int top = wanted.y - rect().y + offset_;
    glide_to(top - (rect().height - std::min(wanted.height, rect().height)) / 2);
}

}  // namespace sen::ui
