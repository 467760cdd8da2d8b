// SPDX-License-Identifier: Apache-2.0
#include "ui/gesture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sen::ui {

namespace {
constexpr double kSlopMm = 3;       // a finger rolls so far and still taps
constexpr double kSamePlaceMm = 8;  // the width of a fingertip
constexpr double kReachMm = 250;    // from thumb to little finger
constexpr double kMaxSpeedMm = 4000;
constexpr int kMinSlop = 6;  // pixels: what a coarse panel jitters
constexpr Milliseconds kHeldTooLong{15'000};
constexpr Milliseconds kLongPress{600};
constexpr Milliseconds kPair{300};   // from lift to lift of a double tap
constexpr Milliseconds kBounce{80};  // from lift to contact
constexpr Milliseconds kPalm{150};   // in which its parts come down

double length(Point a, Point b) {
    return std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
}
}  // namespace

GestureRecognizer::GestureRecognizer(double mm_per_px) {
    const auto px = [&](double mm) {
        return static_cast<int>(std::clamp(mm / mm_per_px, 1.0, 1e6));
    };
    slop_ = std::max(kMinSlop, px(kSlopMm));
    same_place_ = std::max(2 * kMinSlop, px(kSamePlaceMm));
    reach_ = px(kReachMm);
    max_speed_ = px(kMaxSpeedMm);
}

std::vector<Gesture> GestureRecognizer::feed(const TouchSample& report) {
    std::vector<Gesture> out;
    TouchSample sample = report;
    sample.time = now_ = std::max(now_, report.time);
    give_up_held(now_, out);
    switch (sample.phase) {
        case TouchPhase::Down:
            down(sample, out);
            break;
        case TouchPhase::Move:
            move(sample, out);
            break;
        case TouchPhase::Up:
            up(sample, out);
            break;
        case TouchPhase::Cancel:
            lose(fingers_.find(sample.finger), out);
            break;
    }
    if (fingers_.empty()) mode_ = Mode::Idle;
    return out;
}

std::vector<Gesture> GestureRecognizer::tick(Milliseconds now) {
    std::vector<Gesture> out;
    now_ = std::max(now_, now);
    give_up_held(now_, out);
    if (mode_ == Mode::Pressed && !is_long_press_told_) {
        const Finger& finger = fingers_.at(first_);
        is_long_press_told_ = now_ - finger.since >= kLongPress;
        if (is_long_press_told_)
            out.push_back({GestureKind::LongPress, finger.at, finger.start, {}, 1});
    }
    return out;
}

std::vector<Gesture> GestureRecognizer::cancel() {
    std::vector<Gesture> out;
    end_current(Mode::Idle, out);
    fingers_.clear();
    has_tapped_ = may_pair_ = false;
    return out;
}

void GestureRecognizer::give_up_held(Milliseconds now, std::vector<Gesture>& out) {
    for (auto finger = fingers_.begin(); finger != fingers_.end();) {
        const auto next = std::next(finger);
        if (now - finger->second.rests_since > kHeldTooLong) lose(finger, out);
        finger = next;
    }
    if (fingers_.empty()) mode_ = Mode::Idle;
}

bool GestureRecognizer::owns(std::int64_t finger) const {
    if (mode_ == Mode::Pinching) return finger == first_ || finger == second_;
    return (mode_ == Mode::Pressed || mode_ == Mode::Dragging || mode_ == Mode::Resting) &&
           finger == first_;
}

bool GestureRecognizer::is_bounce(const TouchSample& sample) const {
    return has_tapped_ && sample.time - tapped_ < kBounce &&
           length(sample.at, tapped_at_) <= same_place_;
}

void GestureRecognizer::down(const TouchSample& sample, std::vector<Gesture>& out) {
    const auto known = fingers_.find(sample.finger);
    if (known != fingers_.end()) {
        if (length(known->second.at, sample.at) <= slop_) return move(sample, out);
        lose(known, out);
        if (fingers_.empty()) mode_ = Mode::Idle;
    }
    fingers_[sample.finger] = {sample.at, sample.at, sample.time, sample.at, sample.time};
    if (mode_ != Mode::Idle) return second_down(sample, out);
    first_ = sample.finger;
    is_long_press_told_ = false;
    mode_ = is_bounce(sample) ? Mode::Resting : Mode::Pressed;
    if (mode_ == Mode::Pressed)
        out.push_back({GestureKind::Press, sample.at, sample.at, {}, 1});
    else
        tapped_ = sample.time;  // it may bounce on
}

void GestureRecognizer::second_down(const TouchSample& sample, std::vector<Gesture>& out) {
    if (mode_ == Mode::Palm) return;
    const Finger& first = fingers_.at(first_);
    if (mode_ == Mode::Pinching) {
        const bool is_palm = sample.time - first.since < kPalm;
        return is_palm ? end_current(Mode::Palm, out) : void();
    }
    if (length(first.at, sample.at) > reach_) return;
    end_current(Mode::Pinching, out);
    second_ = sample.finger;
    pinch_distance_ = distance();
    pinch_origin_ = between();
    out.push_back({GestureKind::PinchBegin, pinch_origin_, pinch_origin_, {}, 1});
}

void GestureRecognizer::move(const TouchSample& sample, std::vector<Gesture>& out) {
    const auto found = fingers_.find(sample.finger);
    if (found == fingers_.end()) return;
    Finger& finger = found->second;
    finger.at = sample.at;
    if (length(finger.at, finger.rest) > slop_) {
        finger.rest = finger.at;
        finger.rests_since = sample.time;  // a finger that moves is no ghost
    }
    if (!owns(sample.finger)) return;
    if (mode_ == Mode::Pinching) {
        out.push_back(
            {GestureKind::PinchMove, between(), pinch_origin_, {}, distance() / pinch_distance_});
        return;
    }
    if (mode_ != Mode::Dragging && length(finger.start, finger.at) > slop_) {
        if (mode_ == Mode::Pressed)
            out.push_back({GestureKind::PressCancel, finger.start, finger.start, {}, 1});
        mode_ = Mode::Dragging;
        velocity_.clear();
        out.push_back({GestureKind::DragBegin, finger.start, finger.start, {}, 1});
    }
    if (mode_ == Mode::Dragging) {
        velocity_.add(sample.at, sample.time);
        out.push_back({GestureKind::DragMove, sample.at, finger.start, {}, 1});
    }
}

void GestureRecognizer::up(const TouchSample& sample, std::vector<Gesture>& out) {
    const auto found = fingers_.find(sample.finger);
    if (found == fingers_.end()) return;
    if (!owns(sample.finger)) {
        fingers_.erase(found);
        return;
    }
    const Finger finger = found->second;
    if (mode_ == Mode::Pressed && length(finger.start, sample.at) <= slop_) {
        tap(sample, finger, out);
        mode_ = Mode::Idle;
    } else if (mode_ == Mode::Dragging) {
        Point speed = velocity_.velocity(sample.time);
        const auto clamp = [&](int v) { return std::clamp(v, -max_speed_, max_speed_); };
        speed = {clamp(speed.x), clamp(speed.y)};
        out.push_back({GestureKind::DragEnd, sample.at, finger.start, speed, 1});
        mode_ = Mode::Idle;
    } else {
        return lose(found, out);
    }
    fingers_.erase(found);
}

void GestureRecognizer::tap(const TouchSample& sample, const Finger& finger,
                            std::vector<Gesture>& out) {
    out.push_back({GestureKind::Tap, sample.at, finger.start, {}, 1});
    const bool is_second =
        may_pair_ && sample.time - tapped_ <= kPair && length(sample.at, tapped_at_) <= same_place_;
    if (is_second) out.push_back({GestureKind::DoubleTap, sample.at, finger.start, {}, 1});
    may_pair_ = !is_second;
    has_tapped_ = true;
    tapped_ = sample.time;
    tapped_at_ = sample.at;
}

void GestureRecognizer::lose(Fingers::iterator finger, std::vector<Gesture>& out) {
    if (finger == fingers_.end()) return;
    const std::int64_t name = finger->first;
    const bool was_pinch = mode_ == Mode::Pinching && owns(name);
    if (owns(name)) end_current(was_pinch ? Mode::Resting : Mode::Idle, out);
    fingers_.erase(finger);
    if (!was_pinch) return;
    // The finger that stays may go on as a drag from where it is, or be joined by another one.
    if (name == first_) first_ = second_;
    Finger& rest = fingers_.at(first_);
    rest.start = rest.at;
}

void GestureRecognizer::end_current(Mode next, std::vector<Gesture>& out) {
    const auto found = fingers_.find(first_);
    const Point at = found != fingers_.end() ? found->second.at : Point{};
    if (mode_ == Mode::Pressed) out.push_back({GestureKind::PressCancel, at, at, {}, 1});
    if (mode_ == Mode::Dragging) out.push_back({GestureKind::DragEnd, at, at, {}, 1});
    if (mode_ == Mode::Pinching)
        out.push_back({GestureKind::PinchEnd, between(), pinch_origin_, {}, 1});
    mode_ = next;
}

Point GestureRecognizer::between() const {
    const Point a = fingers_.at(first_).at, b = fingers_.at(second_).at;
    return {std::midpoint(a.x, b.x), std::midpoint(a.y, b.y)};
}

double GestureRecognizer::distance() const {
    return std::max(1.0, length(fingers_.at(first_).at, fingers_.at(second_).at));
}

}  // namespace sen::ui
