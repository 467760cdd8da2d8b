// SPDX-License-Identifier: Apache-2.0
#include "ui/gesture.h"

#include <algorithm>
#include <cmath>

namespace sen::ui {

namespace {
constexpr Milliseconds kHeldTooLong{15'000};
constexpr Milliseconds kTrail{100};

double length(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}
}  // namespace

std::vector<Gesture> GestureRecognizer::feed(const TouchSample& sample) {
    std::vector<Gesture> out;
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
            if (fingers_.erase(sample.finger) > 0) end_current(out);
            break;
    }
    if (fingers_.empty()) mode_ = Mode::Idle;
    return out;
}

std::vector<Gesture> GestureRecognizer::cancel() {
    std::vector<Gesture> out;
    end_current(out);
    fingers_.clear();
    mode_ = Mode::Idle;
    return out;
}

void GestureRecognizer::down(const TouchSample& sample, std::vector<Gesture>& out) {
    // A ghost contact must not keep the hand of the next visitor out.
    std::erase_if(fingers_, [&](const auto& entry) {
        return sample.time - entry.second.since > kHeldTooLong;
    });
    if (fingers_.empty()) mode_ = Mode::Idle;
    fingers_[sample.finger] = {sample.at, sample.at, sample.time};
    if (mode_ == Mode::Idle) {
        first_ = sample.finger;
        mode_ = Mode::Pressed;
        out.push_back({GestureKind::Press, sample.at, sample.at, {}, 1});
    } else if ((mode_ == Mode::Pressed || mode_ == Mode::Dragging) && fingers_.size() == 2 &&
               fingers_.contains(first_)) {
        end_current(out);
        second_ = sample.finger;
        mode_ = Mode::Pinching;
        pinch_distance_ = std::max(1.0, distance());
        pinch_origin_ = between();
        out.push_back({GestureKind::PinchBegin, pinch_origin_, pinch_origin_, {}, 1});
    }
}

void GestureRecognizer::move(const TouchSample& sample, std::vector<Gesture>& out) {
    const auto found = fingers_.find(sample.finger);
    if (found == fingers_.end()) return;
    Finger& finger = found->second;
    finger.at = sample.at;
    if (mode_ == Mode::Pinching && (sample.finger == first_ || sample.finger == second_)) {
        out.push_back({GestureKind::PinchMove,
                       between(),
                       pinch_origin_,
                       {},
                       std::max(1.0, distance()) / pinch_distance_});
        return;
    }
    if (sample.finger != first_) return;
    if (mode_ == Mode::Pressed && length(finger.start, finger.at) > slop_) {
        mode_ = Mode::Dragging;
        trail_.clear();
        out.push_back({GestureKind::PressCancel, finger.start, finger.start, {}, 1});
        out.push_back({GestureKind::DragBegin, finger.start, finger.start, {}, 1});
    }
    if (mode_ == Mode::Dragging) {
        finger.since = sample.time;  // a finger that moves is no ghost
        trail_.push_back({sample.at, sample.time});
        std::erase_if(trail_, [&](const Trail& t) { return sample.time - t.time > kTrail; });
        out.push_back({GestureKind::DragMove, sample.at, finger.start, {}, 1});
    }
}

void GestureRecognizer::up(const TouchSample& sample, std::vector<Gesture>& out) {
    const auto found = fingers_.find(sample.finger);
    if (found == fingers_.end()) return;
    const Finger finger = found->second;
    if (sample.finger == first_ && mode_ == Mode::Pressed) {
        const bool is_held_too_long = sample.time - finger.since > kHeldTooLong;
        const bool is_tap = !is_held_too_long && length(finger.start, sample.at) <= slop_;
        out.push_back(
            {is_tap ? GestureKind::Tap : GestureKind::PressCancel, sample.at, finger.start, {}, 1});
        mode_ = Mode::Spent;
    } else if (sample.finger == first_ && mode_ == Mode::Dragging) {
        out.push_back({GestureKind::DragEnd, sample.at, finger.start, velocity(sample.time), 1});
        mode_ = Mode::Spent;
    } else if (mode_ == Mode::Pinching && (sample.finger == first_ || sample.finger == second_)) {
        end_current(out);
        mode_ = Mode::Spent;
    }
    fingers_.erase(sample.finger);
}

void GestureRecognizer::end_current(std::vector<Gesture>& out) {
    const auto found = fingers_.find(first_);
    const Point at = found != fingers_.end() ? found->second.at : Point{};
    if (mode_ == Mode::Pressed) out.push_back({GestureKind::PressCancel, at, at, {}, 1});
    if (mode_ == Mode::Dragging) out.push_back({GestureKind::DragEnd, at, at, {}, 1});
    if (mode_ == Mode::Pinching) out.push_back({GestureKind::PinchEnd, at, pinch_origin_, {}, 1});
    mode_ = Mode::Spent;
}

Point GestureRecognizer::between() const {
    const Point a = fingers_.at(first_).at, b = fingers_.at(second_).at;
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

double GestureRecognizer::distance() const {
    return length(fingers_.at(first_).at, fingers_.rbegin()->first == first_
                                              ? fingers_.begin()->second.at
                                              : fingers_.rbegin()->second.at);
}

Point GestureRecognizer::velocity(Milliseconds now) const {
    if (trail_.size() < 2 || now - trail_.back().time > kTrail) return {};
    const auto span = (trail_.back().time - trail_.front().time).count();
    if (span <= 0) return {};
    const auto speed = [&](int from, int to) {
        return static_cast<int>((to - from) * 1000 / span);
    };
    return {speed(trail_.front().at.x, trail_.back().at.x),
            speed(trail_.front().at.y, trail_.back().at.y)};
}

}  // namespace sen::ui
