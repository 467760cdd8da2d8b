// SPDX-License-Identifier: Apache-2.0
#include "ui/pager.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "ui/ground.h"
#include "ui/kinetics.h"

namespace sen::ui {

namespace {
constexpr Milliseconds kSettle{280};
constexpr Milliseconds kShortestSettle{120};
constexpr double kTurnsAboveMm = 120;  // a second
constexpr double kParallax = 0.15;     // of its frame's way a picture stays behind
constexpr double kDoubleTapZoom = 2;
}  // namespace

PicturePager::PicturePager(std::vector<Picture::Source> pictures, std::vector<std::string> alts,
                           std::function<void(int)> on_change, std::function<void()> on_touch)
    : pictures_(std::move(pictures)),
      alts_(std::move(alts)),
      on_change_(std::move(on_change)),
      on_touch_(std::move(on_touch)) {}

void PicturePager::arrange(Context& context, Rect rect) {
    set_rect(rect);
    turns_above_ = static_cast<int>(kTurnsAboveMm / context.metrics.mm_per_px);
}

void PicturePager::show(int index) {
    index = std::clamp(index, 0, count() - 1);
    if (index == index_) return;
    // The new page starts where it stands beside the old one, wherever that is just now.
    const int width = rect().width;
    const int beside = shown_shift_ + (index > index_ ? width : -width);
    index_ = index;
    zoom_goal_ = shown_zoom_ = 1;
    wants_zoom_ = is_zooming_ = false;
    pan_ = {};
    settle_from(std::clamp(beside, -width, width), {});
    on_change_(index_);
}

/// Glides on as fast as the finger was, within reason.
void PicturePager::settle_from(int shift, Point velocity) {
    settle_from_ = shown_shift_ = shift;
    wants_settle_ = true;
    // A Glide starts with three times its mean speed.
    const double speed = std::max(1, std::abs(velocity.x));
    const auto time = static_cast<long long>(3000.0 * std::abs(shift) / speed);
    settle_time_ = std::clamp(Milliseconds(time), kShortestSettle, kSettle);
    invalidate();
}

void PicturePager::zoom_by(double factor) {
    begin_zoom(zoom_goal_ * factor, {});
}

void PicturePager::begin_zoom(double goal, Point anchor) {
    hold_zoom(anchor);
    zoom_goal_ = std::clamp(goal, 1.0, kMaxZoom);
    wants_zoom_ = true;
    invalidate();
}

void PicturePager::hold_zoom(Point anchor) {
    zoom_goal_ = zoom_start_ = shown_zoom_;
    wants_zoom_ = is_zooming_ = false;
    pan_start_ = pan_;
    anchor_ = anchor;
}

Point PicturePager::clamped(Point pan) const {
    const auto place = [&](int wanted, int side) {
        const int room = static_cast<int>(side * (shown_zoom_ - 1) / 2);
        return std::clamp(wanted, -room, room);
    };
    return {place(pan.x, rect().width), place(pan.y, rect().height)};
}

void PicturePager::zoom_about(double zoom, Point moved) {
    shown_zoom_ = zoom;
    const double by = zoom / zoom_start_;
    const auto place = [&](int anchor, int pan, int move) {
        return static_cast<int>(std::lround(anchor + move - (anchor - pan) * by));
    };
    pan_ =
        clamped({place(anchor_.x, pan_start_.x, moved.x), place(anchor_.y, pan_start_.y, moved.y)});
}

Point PicturePager::from_middle(Point at) const {
    return {at.x - rect().x - rect().width / 2, at.y - rect().y - rect().height / 2};
}

void PicturePager::update(Context& context) {
    const auto time = [&](Milliseconds wanted) {
        return context.is_reduced_motion ? Milliseconds{0} : wanted;
    };
    if (std::exchange(wants_settle_, false))
        shift_.start_from(settle_from_, 0, context.now, time(settle_time_));
    if (std::exchange(wants_zoom_, false)) {
        is_zooming_ = true;
        zoom_.start_from(shown_zoom_, zoom_goal_, context.now, time(kSettle));
    }
    const int before = shown_shift_;
    if (!is_dragged_) shown_shift_ = static_cast<int>(std::lround(shift_.value(context.now)));
    if (is_zooming_) {
        zoom_about(zoom_.value(context.now), {});
        is_zooming_ = zoom_.is_running(context.now);
    }
    if (shown_shift_ != before || is_zooming_) invalidate();
    const bool is_here = rect().is_empty() ||
                         context.pictures.find(pictures_[static_cast<std::size_t>(index_)].object,
                                               rect().size(), graphics::Fit::Contain) != nullptr;
    if (is_waiting_ && is_here) invalidate();
    is_waiting_ = !is_here;
}

Milliseconds PicturePager::next_update(Milliseconds now) const {
    const bool is_settling = wants_settle_ || (!is_dragged_ && shown_shift_ != 0);
    return is_settling || wants_zoom_ || is_zooming_ ? now : kNever;
}

void PicturePager::draw(Context& context) const {
    context.canvas.push_clip(rect());
    draw_page(context, index_, shown_shift_);
    // Also when it rests: the neighbours are decoded before they are wanted.
    draw_page(context, index_ - 1, shown_shift_ - rect().width);
    draw_page(context, index_ + 1, shown_shift_ + rect().width);
    context.canvas.pop_clip();
}

void PicturePager::draw_page(Context& context, int page, int shift) const {
    if (page < 0 || page >= count()) return;
    const auto& source = pictures_[static_cast<std::size_t>(page)];
    const auto* texture =
        context.pictures.find(source.object, rect().size(), graphics::Fit::Contain);
    if (texture == nullptr || std::abs(shift) >= rect().width) return;
    if (page == index_ && is_in_flight_) return;
    const double zoom = page == index_ ? shown_zoom_ : 1;
    const Size size{static_cast<int>(texture->size().width * zoom),
                    static_cast<int>(texture->size().height * zoom)};
    const Point pan = page == index_ ? pan_ : Point{};
    const int behind = static_cast<int>(std::lround(shift * (1 - kParallax)));
    const Rect target{rect().x + (rect().width - size.width) / 2 + behind + pan.x,
                      rect().y + (rect().height - size.height) / 2 + pan.y, size.width,
                      size.height};
    context.canvas.push_clip(rect().moved(shift, 0));
    if (zoom == 1)
        context.canvas.draw(*texture, {target.x, target.y});
    else
        context.canvas.draw(*texture, {0, 0, texture->size().width, texture->size().height},
                            target);
    dim_picture(context, target);
    context.canvas.pop_clip();
}

void PicturePager::on_drag_begin(Point) {
    is_dragged_ = true;
    // A page that is still gliding is caught where it is.
    drag_start_ = shown_shift_;
    wants_settle_ = false;
    shift_.jump(0);
    hold_zoom({});
    on_touch_();
}

void PicturePager::on_drag(Point by) {
    if (is_zoomed()) {
        pan_ = clamped({pan_start_.x + by.x, pan_start_.y + by.y});
    } else {
        const int wanted = drag_start_ + by.x;
        const bool is_at_end = (wanted > 0 && index_ == 0) || (wanted < 0 && index_ == count() - 1);
        shown_shift_ =
            is_at_end ? static_cast<int>(std::lround(give_way(wanted, std::max(1, rect().width))))
                      : std::clamp(wanted, -rect().width, rect().width);
    }
    invalidate();
}

void PicturePager::on_drag_end(Point velocity) {
    is_dragged_ = false;
    if (is_zoomed()) return;
    const int shift = shown_shift_;
    const bool is_thrown = std::abs(velocity.x) > turns_above_ && (velocity.x > 0) == (shift > 0);
    const bool is_thrown_back = std::abs(velocity.x) > turns_above_ && !is_thrown;
    // One that was caught on its way goes to where it is nearer.
    const int far = rect().width / (drag_start_ == 0 ? 3 : 2);
    const bool is_turned = is_thrown || (!is_thrown_back && std::abs(shift) > far);
    const int step = !is_turned || shift == 0 ? 0 : shift < 0 ? 1 : -1;
    const int before = index_;
    show(index_ + step);
    settle_from(index_ == before ? shift : settle_from_, velocity);
}

void PicturePager::on_double_tap(Point at) {
    begin_zoom(is_zoomed() ? 1 : kDoubleTapZoom, from_middle(at));
}

void PicturePager::on_pinch_begin(Point centre) {
    is_dragged_ = false;
    wants_settle_ = false;
    shift_.jump(0);
    shown_shift_ = 0;
    hold_zoom(from_middle(centre));
    on_touch_();
    invalidate();
}

void PicturePager::on_pinch(Point centre, double scale) {
    zoom_goal_ = std::clamp(zoom_start_ * scale, 1.0, kMaxZoom);
    const Point now = from_middle(centre);
    zoom_about(zoom_goal_, {now.x - anchor_.x, now.y - anchor_.y});
    invalidate();
}

void PicturePager::on_pinch_end() {
    hold_zoom({});
    if (zoom_goal_ < 1.05) zoom_by(1 / zoom_goal_);
}

std::optional<SharedPicture> PicturePager::shared_picture() const {
    const auto& source = pictures_[static_cast<std::size_t>(index_)];
    const Size whole = source.size;
    if (is_zoomed() || rect().is_empty() || whole.width <= 0 || whole.height <= 0) return {};
    const double by = std::min(static_cast<double>(rect().width) / whole.width,
                               static_cast<double>(rect().height) / whole.height);
    const Size fitted{std::max(1, static_cast<int>(std::lround(whole.width * by))),
                      std::max(1, static_cast<int>(std::lround(whole.height * by)))};
    const Rect shown{rect().x + (rect().width - fitted.width) / 2,
                     rect().y + (rect().height - fitted.height) / 2, fitted.width, fitted.height};
    return SharedPicture{source.object, graphics::Fit::Contain, rect().size(), shown};
}

void PicturePager::set_in_flight(bool is_in_flight) {
    if (is_in_flight == is_in_flight_) return;
    is_in_flight_ = is_in_flight;
    invalidate();
}

}  // namespace sen::ui
