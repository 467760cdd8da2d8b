// SPDX-License-Identifier: Apache-2.0
#include "ui/stage.h"

#include <algorithm>
#include <cstdlib>

namespace sen::ui {

Stage::Stage(Context& context)
    : context_(context),
      recognizer_(std::max(6, static_cast<int>(3 / context.metrics.mm_per_px))) {}

void Stage::set_root(std::unique_ptr<Widget> root, Change change) {
    if (change == Change::Fade && root_) begin_fade();
    swallow_touches();
    forget_targets();
    root_ = std::move(root);
    is_dirty_ = true;
    laid_out_ = {};
}

void Stage::set_overlay(std::unique_ptr<Widget> overlay) {
    swallow_touches();
    forget_targets();
    overlay_ = std::move(overlay);
    is_dirty_ = true;
    laid_out_ = {};
}

void Stage::forget_targets() {
    pressed_ = dragged_ = pinched_ = nullptr;
    typing_.reset();
    is_axis_open_ = false;
}

void Stage::begin_fade() {
    if (context_.is_reduced_motion || context_.canvas.frames_presented() == 0) return;
    if (auto pixels = context_.canvas.read_pixels()) {
        pixels->is_opaque = true;
        previous_ = context_.canvas.make_texture(std::move(*pixels));
        wants_fade_ = true;
    }
}

void Stage::forget_style() {
    for (Widget* widget : {root_.get(), overlay_.get()})
        if (widget != nullptr) widget->forget_style();
    is_fading_ = wants_fade_ = false;
    previous_ = {};
    is_dirty_ = true;
    laid_out_ = {};
}

void Stage::swallow_touches() {
    release_pressed();
    for (const Gesture& gesture : recognizer_.cancel()) (void)gesture;
    is_swallowing_ = true;
}

void Stage::cancel_touches() {
    for (const Gesture& gesture : recognizer_.cancel()) handle(gesture);
}

void Stage::touch(const TouchSample& sample) {
    // After a swallow only a new finger counts: the old one's moves and lift are unknown to the
    // recogniser and fall away there.
    drop_gone_targets();
    if (sample.phase == TouchPhase::Down) lift_typing_finger(sample.time);
    for (const Gesture& gesture : recognizer_.feed(sample)) {
        if (gesture.kind == GestureKind::Press) is_swallowing_ = false;
        if (!is_swallowing_) handle(gesture);
    }
    follow_typing_finger(sample);
}

void Stage::lift_typing_finger(Milliseconds now) {
    if (!typing_) return;
    TouchSample lift = *std::exchange(typing_, std::nullopt);
    lift.phase = TouchPhase::Up;
    lift.time = now;
    // What it reports from now on is unknown to the recogniser and falls away there.
    for (const Gesture& gesture : recognizer_.feed(lift))
        if (!is_swallowing_) handle(gesture);
}

void Stage::follow_typing_finger(const TouchSample& sample) {
    const auto types = [](const Widget* widget) {
        return widget != nullptr && widget->acts_before_next_finger();
    };
    if (sample.phase == TouchPhase::Down && types(pressed_))
        typing_ = sample;
    else if (typing_ && typing_->finger == sample.finger)
        typing_->at = sample.at;
    if (typing_ && !types(pressed_) && !types(dragged_) && !is_axis_open_) typing_.reset();
}

void Stage::drop_gone_targets() {
    bool has_pressed = false, has_dragged = false, has_pinched = false;
    if (top() != nullptr)
        top()->each([&](const Widget& widget) {
            has_pressed = has_pressed || &widget == pressed_;
            has_dragged = has_dragged || &widget == dragged_;
            has_pinched = has_pinched || &widget == pinched_;
        });
    if (!has_pressed) pressed_ = nullptr;
    if (!has_dragged) dragged_ = nullptr;
    if (!has_pinched) pinched_ = nullptr;
}

template <class Wanted>
Widget* Stage::find(Point at, const Wanted& wanted) const {
    return top() == nullptr ? nullptr : top()->find(at, wanted);
}

void Stage::release_pressed() {
    if (pressed_ != nullptr) pressed_->set_pressed(false);
    pressed_ = nullptr;
}

void Stage::handle(const Gesture& gesture) {
    switch (gesture.kind) {
        case GestureKind::Press:
            pressed_ = find(gesture.at, [](const Widget& w) { return w.is_tappable(); });
            if (pressed_ != nullptr) pressed_->set_pressed(true);
            break;
        case GestureKind::PressCancel:
            release_pressed();
            break;
        case GestureKind::Tap: {
            Widget* target = pressed_;
            release_pressed();
            // Acting may replace the tree: nothing of it is touched afterwards.
            if (target != nullptr && target->touch_rect().contains(gesture.at))
                target->on_tap(gesture.at);
            break;
        }
        case GestureKind::DragBegin:
            is_axis_open_ = true;
            drag_origin_ = gesture.at;
            break;
        case GestureKind::DragMove: {
            const Point by{gesture.at.x - drag_origin_.x, gesture.at.y - drag_origin_.y};
            if (is_axis_open_) {
                is_axis_open_ = false;
                const bool is_sideways = std::abs(by.x) > std::abs(by.y);
                dragged_ = find(drag_origin_, [&](const Widget& w) {
                    const DragAxis axis = w.drag_axis();
                    return axis == DragAxis::Both ||
                           axis == (is_sideways ? DragAxis::Horizontal : DragAxis::Vertical);
                });
                if (dragged_ != nullptr) dragged_->on_drag_begin(drag_origin_);
            }
            if (dragged_ != nullptr) dragged_->on_drag(by);
            break;
        }
        case GestureKind::DragEnd: {
            Widget* target = std::exchange(dragged_, nullptr);
            is_axis_open_ = false;
            if (target != nullptr) target->on_drag_end(gesture.velocity);
            break;
        }
        case GestureKind::PinchBegin:
            pinched_ = find(gesture.at, [](const Widget& w) { return w.takes_pinch(); });
            if (pinched_ != nullptr) pinched_->on_pinch_begin(gesture.at);
            break;
        case GestureKind::PinchMove:
            if (pinched_ != nullptr) pinched_->on_pinch(gesture.at, gesture.scale);
            break;
        case GestureKind::PinchEnd:
            if (Widget* target = std::exchange(pinched_, nullptr)) target->on_pinch_end();
            break;
    }
}

bool Stage::frame(Milliseconds now, bool is_forced) {
    context_.now = now;
    if (!root_) return false;
    const Size size = context_.canvas.size();
    const auto lay_out = [&] {
        for (Widget* widget : {root_.get(), overlay_.get()}) {
            if (widget == nullptr) continue;
            widget->measure(context_, size);
            widget->arrange(context_, {0, 0, size.width, size.height});
        }
        laid_out_ = size;
    };
    const auto needs_layout = [&] {
        return laid_out_ != size || root_->needs_layout() || (overlay_ && overlay_->needs_layout());
    };
    if (context_.pictures.update()) is_dirty_ = true;
    if (needs_layout()) {
        lay_out();
        root_->clear_needs();
        if (overlay_) overlay_->clear_needs();
        is_dirty_ = true;
    }
    root_->update(context_);
    if (overlay_) overlay_->update(context_);
    if (needs_layout()) lay_out();
    if (std::exchange(wants_fade_, false)) {
        is_fading_ = true;
        fade_.start_from(1, 0, now, context_.theme->motion.navigation);
    }
    const bool is_changed = is_forced || is_dirty_ || is_fading_ || root_->needs_draw() ||
                            (overlay_ && overlay_->needs_draw());
    if (!is_changed) return false;
    root_->clear_needs();
    if (overlay_) overlay_->clear_needs();
    is_dirty_ = false;

    context_.canvas.begin_frame(context_.colour(theme::ColourRole::Paper));
    root_->draw(context_);
    if (overlay_) {
        context_.canvas.fill({0, 0, size.width, size.height},
                             context_.colour(theme::ColourRole::Veil));
        overlay_->draw(context_);
    }
    if (is_fading_ && previous_) {
        const double rest = fade_.value(now);
        context_.canvas.draw(previous_, {0, 0}, static_cast<unsigned char>(rest * 255));
        is_fading_ = fade_.is_running(now);
        if (!is_fading_) previous_ = {};
    }
    context_.canvas.present();
    return true;
}

Milliseconds Stage::next_frame(Milliseconds now) const {
    if (!root_) return kNever;
    if (is_dirty_ || is_fading_ || wants_fade_ || root_->needs_draw()) return now;
    Milliseconds next = root_->next_update(now);
    if (overlay_) {
        if (overlay_->needs_draw()) return now;
        next = std::min(next, overlay_->next_update(now));
    }
    return next;
}

}  // namespace sen::ui
