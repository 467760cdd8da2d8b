// SPDX-License-Identifier: Apache-2.0
#include "ui/pager.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ui/ground.h"

namespace sen::ui {

namespace {
constexpr Milliseconds kSettle{280};
constexpr int kThrow = 600;  // pixels a second that turn the page
}  // namespace

PicturePager::PicturePager(std::vector<Picture::Source> pictures, std::vector<std::string> alts,
                           std::function<void(int)> on_change, std::function<void()> on_touch)
    : pictures_(std::move(pictures)),
      alts_(std::move(alts)),
      on_change_(std::move(on_change)),
      on_touch_(std::move(on_touch)) {}

void PicturePager::show(int index) {
    index = std::clamp(index, 0, count() - 1);
    if (index == index_) return;
    // The new page starts where it stood beside the old one.
    settle_from_ = dragged_ + (index > index_ ? rect().width : -rect().width);
    dragged_ = 0;
    wants_settle_ = true;
    index_ = index;
    zoom_goal_ = 1;
    zoom_.jump(1);
    pan_ = {};
    on_change_(index_);
    invalidate();
}

void PicturePager::zoom_by(double factor) {
    zoom_goal_ = std::clamp(zoom_goal_ * factor, 1.0, kMaxZoom);
    wants_zoom_ = true;
    if (zoom_goal_ == 1) pan_ = {};
    invalidate();
}

void PicturePager::update(Context& context) {
    const auto duration = context.is_reduced_motion ? Milliseconds{0} : kSettle;
    if (wants_settle_) {
        wants_settle_ = false;
        shift_.start_from(settle_from_, 0, context.now, duration);
    }
    if (wants_zoom_) {
        wants_zoom_ = false;
        zoom_.start(zoom_goal_, context.now, duration);
    }
    if (shift_.is_running(context.now) || zoom_.is_running(context.now)) {
        clamp_pan();
        invalidate();
    }
    const bool is_here = rect().is_empty() ||
                         context.pictures.find(pictures_[static_cast<std::size_t>(index_)].object,
                                               rect().size(), graphics::Fit::Contain) != nullptr;
    if (is_waiting_ && is_here) invalidate();
    is_waiting_ = !is_here;
}

Milliseconds PicturePager::next_update(Milliseconds now) const {
    return wants_settle_ || wants_zoom_ || shift_.is_running(now) || zoom_.is_running(now) ? now
                                                                                           : kNever;
}

void PicturePager::draw(Context& context) const {
    context.canvas.push_clip(rect());
    const int shift =
        is_dragged_ ? dragged_ : static_cast<int>(std::lround(shift_.value(context.now)));
    draw_page(context, index_, shift);
    // Also when it rests: the neighbours are decoded before they are wanted.
    draw_page(context, index_ - 1, shift - rect().width);
    draw_page(context, index_ + 1, shift + rect().width);
    context.canvas.pop_clip();
}

void PicturePager::draw_page(Context& context, int page, int shift) const {
    if (page < 0 || page >= count()) return;
    const auto& source = pictures_[static_cast<std::size_t>(page)];
    const auto* texture =
        context.pictures.find(source.object, rect().size(), graphics::Fit::Contain);
    if (texture == nullptr || std::abs(shift) >= rect().width) return;
    const double zoom = page == index_ ? zoom_.value(context.now) : 1;
    const Size size{static_cast<int>(texture->size().width * zoom),
                    static_cast<int>(texture->size().height * zoom)};
    const Point pan = page == index_ ? pan_ : Point{};
    const Rect target{rect().x + (rect().width - size.width) / 2 + shift + pan.x,
                      rect().y + (rect().height - size.height) / 2 + pan.y, size.width,
                      size.height};
    if (zoom == 1)
        context.canvas.draw(*texture, {target.x, target.y});
    else
        context.canvas.draw(*texture, {0, 0, texture->size().width, texture->size().height},
                            target);
    dim_picture(context, target);
}

void PicturePager::clamp_pan() {
    const int x = static_cast<int>(rect().width * (zoom_goal_ - 1) / 2);
    const int y = static_cast<int>(rect().height * (zoom_goal_ - 1) / 2);
    pan_ = {std::clamp(pan_.x, -x, x), std::clamp(pan_.y, -y, y)};
}

void PicturePager::on_drag_begin(Point) {
    is_dragged_ = true;
    dragged_ = 0;
    pan_start_ = pan_;
    on_touch_();
}

void PicturePager::on_drag(Point by) {
    if (zoom_goal_ > 1) {
        pan_ = {pan_start_.x + by.x, pan_start_.y + by.y};
        clamp_pan();
    } else {
        const bool is_at_end = (by.x > 0 && index_ == 0) || (by.x < 0 && index_ == count() - 1);
        dragged_ = is_at_end ? by.x / 3 : by.x;
    }
    invalidate();
}

void PicturePager::on_drag_end(Point velocity) {
    is_dragged_ = false;
    const bool is_turned = std::abs(dragged_) > rect().width / 3 || std::abs(velocity.x) > kThrow;
    const int step = !is_turned || dragged_ == 0 ? 0 : dragged_ < 0 ? 1 : -1;
    const int before = index_;
    if (zoom_goal_ == 1 && step != 0) show(index_ + step);
    if (index_ == before) {
        settle_from_ = dragged_;
        wants_settle_ = dragged_ != 0;
    }
    dragged_ = 0;
    invalidate();
}

void PicturePager::on_pinch_begin(Point centre) {
    is_dragged_ = false;
    dragged_ = 0;
    pinch_start_zoom_ = zoom_goal_;
    pan_start_ = {pan_.x - centre.x, pan_.y - centre.y};
    on_touch_();
}

void PicturePager::on_pinch(Point centre, double scale) {
    zoom_goal_ = std::clamp(pinch_start_zoom_ * scale, 1.0, kMaxZoom);
    zoom_.jump(zoom_goal_);
    pan_ = {pan_start_.x + centre.x, pan_start_.y + centre.y};
    clamp_pan();
    invalidate();
}

void PicturePager::on_pinch_end() {
    if (zoom_goal_ < 1.05) zoom_by(1 / zoom_goal_);
}

}  // namespace sen::ui
