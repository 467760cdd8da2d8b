// SPDX-License-Identifier: Apache-2.0
#include "ui/stage.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace sen::ui {

namespace {
constexpr Milliseconds kSameTap{250};
constexpr double kSamePlaceMm = 8;
}  // namespace

Stage::Stage(Context& context)
    : context_(context),
      recognizer_(context.metrics.mm_per_px),
      same_place_(static_cast<int>(kSamePlaceMm / context.metrics.mm_per_px)) {}

void Stage::set_root(std::unique_ptr<Widget> root, Change change) {
    if (change == Change::Fade && root_) begin_fade();
    if (change == Change::Fade && root_ && root && wants_fade_)
        flight_.depart(context_, *root_, tapped_);
    else
        flight_.forget();
    swallow_touches();
    forget_targets();
    if (!overlay_) focus_.clear();
    root_ = std::move(root);
    is_dirty_ = true;
    laid_out_ = {};
}

void Stage::set_overlay(std::unique_ptr<Widget> overlay, Behind behind) {
    swallow_touches();
    forget_targets();
    overlay_ = std::move(overlay);
    behind_ = behind;
    is_dirty_ = true;
    laid_out_ = {};
}

void Stage::forget_targets() {
    pressed_ = dragged_ = pinched_ = tapped_ = nullptr;
    last_tapped_ = nullptr;
    typing_.reset();
    is_axis_open_ = false;
    motion_.reset();
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
    flight_.forget();
    is_dirty_ = true;
    laid_out_ = {};
}

void Stage::swallow_touches() {
    release_pressed();
    for (const Gesture& gesture : recognizer_.cancel()) (void)gesture;
    is_swallowing_ = true;
}

void Stage::cancel_touches() {
    take(recognizer_.cancel());
}

void Stage::touch(const TouchSample& sample) {
    touched_ = std::max(touched_, sample.time);
    if (sample.phase == TouchPhase::Down) lift_typing_finger(sample.time);
    take(recognizer_.feed(sample));
    follow_typing_finger(sample);
}

void Stage::take(const std::vector<Gesture>& gestures) {
    // After a swallow only a new finger counts: the old one's moves and lift are unknown to the
    // recogniser and fall away there.
    for (const Gesture& gesture : gestures) {
        if (gesture.kind == GestureKind::Press) {
            is_swallowing_ = false;
            if (focus_.is_marked()) is_dirty_ = true;
            focus_.clear();
            if (scan_) scan_->stop(focus_);
        }
        if (is_swallowing_) continue;
        if (gesture.kind == GestureKind::DragMove || gesture.kind == GestureKind::PinchMove) {
            motion_ = gesture;
            continue;
        }
        flush_motion();
        handle(gesture);
    }
}

void Stage::lift_typing_finger(Milliseconds now) {
    if (!typing_) return;
    TouchSample lift = *std::exchange(typing_, std::nullopt);
    lift.phase = TouchPhase::Up;
    lift.time = now;
    // What it reports from now on is unknown to the recogniser and falls away there.
    take(recognizer_.feed(lift));
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

void Stage::flush_motion() {
    if (const auto motion = std::exchange(motion_, std::nullopt)) handle(*motion);
}

bool Stage::key(Key key) {
    Widget* tree = top();
    if (tree == nullptr) return false;
    Widget* focused = focus_.current(tree);
    if (scan_) scan_->stop(focus_);
    if (focused != nullptr) focus_.mark({focused});
    const int step = key == Key::Next || key == Key::More ? 1 : -1;
    switch (key) {
        case Key::More:
        case Key::Less:
            if (focused != nullptr && focused->on_step(step)) return true;
            [[fallthrough]];
        case Key::Next:
        case Key::Previous:
            focus_.move(*tree, step);
            return true;
        case Key::Act: {
            if (focused == nullptr) {
                focus_.move(*tree, 1);
                return true;
            }
            act_on(*focused);
            return true;
        }
        case Key::PageDown:
        case Key::PageUp: {
            bool has_turned = false;
            tree->each([&](Widget& widget) {
                if (!has_turned) has_turned = widget.turn_page(key == Key::PageDown ? 1 : -1);
            });
            return has_turned;
        }
        case Key::Back:
            return false;
    }
    return false;
}

void Stage::act_on(Widget& widget) {
    const Rect at = widget.rect();
    has_acted_ = true;
    // Acting may replace the tree: nothing of it is touched afterwards.
    widget.on_tap({at.x + at.width / 2, at.y + at.height / 2});
}

void Stage::press_switch(Switch which, Milliseconds now) {
    Widget* tree = top();
    if (tree == nullptr) return;
    is_dirty_ = true;
    if (which == Switch::GoOn) return scan_->step(now, *tree, focus_);
    Widget* chosen = scan_->choose(now, *tree, focus_);
    // A slider has no place that a switch could mean: it goes on by one step.
    if (chosen != nullptr && !chosen->on_step(1)) act_on(*chosen);
}

void Stage::hold_switches(bool is_held) {
    if (!scan_) return;
    if (focus_.is_marked() && is_held) is_dirty_ = true;
    scan_->hold(is_held, focus_);
}

template <class Wanted>
Widget* Stage::find(Point at, const Wanted& wanted) const {
    return top() == nullptr ? nullptr : top()->find(at, wanted);
}

void Stage::release_pressed() {
    drop_gone_targets();
    if (pressed_ != nullptr) pressed_->set_pressed(false);
    pressed_ = nullptr;
}

void Stage::press(Point at) {
    // A finger that stops what moves presses nothing on it.
    if (find(at, [](Widget& w) { return w.halt(); }) != nullptr) return;
    pressed_ = find(at, [](const Widget& w) { return w.is_tappable(); });
    if (pressed_ != nullptr) pressed_->set_pressed(true);
}

bool Stage::is_same_tap(const Widget* target, Point at) const {
    if (touched_ - tap_time_ >= kSameTap) return false;
    if (was_quick_tap_ && last_tapped_ != nullptr && target->takes_quick_taps()) return false;
    return std::abs(at.x - tapped_at_.x) <= same_place_ &&
           std::abs(at.y - tapped_at_.y) <= same_place_;
}

void Stage::tap(Point at) {
    Widget* target = pressed_;
    release_pressed();
    if (target == nullptr || !target->touch_rect().contains(at) || is_same_tap(target, at)) return;
    tap_time_ = touched_;
    tapped_at_ = at;
    last_tapped_ = tapped_ = target;
    was_quick_tap_ = target->takes_quick_taps();
    has_acted_ = true;
    // Acting may replace the tree: nothing of it is touched afterwards.
    target->on_tap(at);
    tapped_ = nullptr;
}

void Stage::begin_drag(const Gesture& gesture) {
    is_axis_open_ = false;
    const Point by{gesture.at.x - drag_origin_.x, gesture.at.y - drag_origin_.y};
    const bool is_sideways = std::abs(by.x) > std::abs(by.y);
    dragged_ = find(drag_origin_, [&](const Widget& w) {
        const DragAxis axis = w.drag_axis();
        return axis == DragAxis::Both ||
               axis == (is_sideways ? DragAxis::Horizontal : DragAxis::Vertical);
    });
    if (dragged_ != nullptr) dragged_->on_drag_begin(drag_origin_);
}

void Stage::handle(const Gesture& gesture) {
    drop_gone_targets();
    switch (gesture.kind) {
        case GestureKind::Press:
            press(gesture.at);
            break;
        case GestureKind::PressCancel:
            release_pressed();
            break;
        case GestureKind::Tap:
            tap(gesture.at);
            break;
        case GestureKind::DoubleTap:
            // Nothing needs it: there is a button for what it does.
            if (last_tapped_ != nullptr)
                if (Widget* target =
                        find(gesture.at, [&](const Widget& w) { return &w == last_tapped_; }))
                    target->on_double_tap(gesture.at);
            break;
        case GestureKind::LongPress:
            break;  // a slow finger taps like any other
        case GestureKind::DragBegin:
            is_axis_open_ = true;
            drag_origin_ = gesture.at;
            break;
        case GestureKind::DragMove:
            if (is_axis_open_) begin_drag(gesture);
            if (dragged_ != nullptr)
                dragged_->on_drag({gesture.at.x - drag_origin_.x, gesture.at.y - drag_origin_.y});
            break;
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

void Stage::lay_out(Size size) {
    for (Widget* widget : {root_.get(), overlay_.get()}) {
        if (widget == nullptr) continue;
        widget->measure(context_, size);
        widget->arrange(context_, {0, 0, size.width, size.height});
    }
    laid_out_ = size;
}

bool Stage::needs_layout(Size size) const {
    return laid_out_ != size || root_->needs_layout() || (overlay_ && overlay_->needs_layout());
}

bool Stage::frame(Milliseconds now, bool is_forced) {
    context_.now = now;
    if (!root_) return false;
    take(recognizer_.tick(now));
    flush_motion();
    const Size size = context_.canvas.size();
    if (context_.pictures.update()) is_dirty_ = true;
    if (needs_layout(size)) {
        lay_out(size);
        root_->clear_needs();
        if (overlay_) overlay_->clear_needs();
        is_dirty_ = true;
    }
    root_->update(context_);
    if (overlay_) overlay_->update(context_);
    if (needs_layout(size)) lay_out(size);
    if (scan_ && scan_->update(now, *top(), focus_)) is_dirty_ = true;
    if (std::exchange(wants_fade_, false)) {
        is_fading_ = true;
        fade_.start_from(1, 0, now, context_.theme->motion.navigation);
    }
    const bool was_moving = flight_.is_moving();
    flight_.update(context_, *root_);
    const bool is_changed = is_forced || is_dirty_ || is_fading_ || was_moving ||
                            flight_.is_moving() || root_->needs_draw() ||
                            (overlay_ && overlay_->needs_draw());
    if (!is_changed) return false;
    root_->clear_needs();
    if (overlay_) overlay_->clear_needs();
    is_dirty_ = false;
    draw(size, now);
    return true;
}

void Stage::draw(Size size, Milliseconds now) {
    context_.canvas.begin_frame(context_.colour(theme::ColourRole::Paper));
    root_->draw(context_);
    if (is_fading_ && previous_) {
        const double rest = fade_.value(now);
        context_.canvas.draw(previous_, {0, 0}, static_cast<unsigned char>(rest * 255));
        is_fading_ = fade_.is_running(now);
        if (!is_fading_) previous_ = {};
    }
    flight_.draw(context_);
    if (overlay_) {
        if (behind_ == Behind::Veiled)
            context_.canvas.fill({0, 0, size.width, size.height},
                                 context_.colour(theme::ColourRole::Veil));
        overlay_->draw(context_);
    }
    focus_.draw(context_, top());
    context_.canvas.present();
}

Milliseconds Stage::next_frame(Milliseconds now) const {
    if (!root_) return kNever;
    if (is_dirty_ || is_fading_ || wants_fade_ || motion_ || root_->needs_draw()) return now;
    Milliseconds next = std::min(root_->next_update(now), flight_.next_update(now));
    if (scan_) next = std::min(next, scan_->next_step());
    if (overlay_) {
        if (overlay_->needs_draw()) return now;
        next = std::min(next, overlay_->next_update(now));
    }
    return next;
}

}  // namespace sen::ui
