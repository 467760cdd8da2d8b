// SPDX-License-Identifier: Apache-2.0
#include "ui/kinetics.h"

#include <algorithm>
#include <cmath>

namespace sen::ui {

namespace {
constexpr double kFriction = 3.2;    // of the speed, a second: paper on a table
constexpr double kStandsStill = 24;  // pixels a second
constexpr double kPull = 16;         // a second; of the critically damped way back
constexpr double kComesBack = 0.6;   // seconds after which less than a pixel is left of it
constexpr double kGivesWay = 0.5;    // of a small drag past an end

double slid(double speed, double seconds) {
    return speed / kFriction * (1 - std::exp(-kFriction * seconds));
}
}  // namespace

double give_way(double by, double room) {
    const double far = std::abs(by) * kGivesWay / room;
    return std::copysign(room * far / (1 + far), by);
}

double drag_behind(double given, double room) {
    const double share = std::min(std::abs(given) / room, 0.99);
    return std::copysign(share / (1 - share) * room / kGivesWay, given);
}

void Kinetics::let_go(double from, double speed, Ends ends, Milliseconds now) {
    begin_ = now;
    from_ = from;
    speed_ = speed;
    slides_ = 0;
    reach_ = reach_speed_ = 0;
    if (from < ends.low || from > ends.high) {
        end_ = std::clamp(from, ends.low, ends.high);
        reach_ = from - end_;
        // Never so fast that it would cross the end.
        reach_speed_ =
            reach_ > 0 ? std::max(speed, -kPull * reach_) : std::min(speed, -kPull * reach_);
        duration_ = kComesBack;
        return;
    }
    if (std::abs(speed) <= kStandsStill) {
        end_ = std::round(from);
        duration_ = 0;
        return;
    }
    slides_ = std::log(std::abs(speed) / kStandsStill) / kFriction;
    const double rest = from + slid(speed, slides_);
    end_ = std::clamp(std::round(rest), ends.low, ends.high);
    duration_ = slides_;
    if (rest >= ends.low && rest <= ends.high) return;
    // The end comes in its way: from x(t) = from + v/k (1 - e^-kt).
    slides_ = -std::log1p(-(end_ - from) * kFriction / speed) / kFriction;
    reach_speed_ = speed * std::exp(-kFriction * slides_);
    duration_ = slides_ + kComesBack;
}

double Kinetics::seconds(Milliseconds now) const {
    return std::max(0.0, static_cast<double>((now - begin_).count()) / 1000);
}

double Kinetics::place(Milliseconds now) const {
    const double t = seconds(now);
    if (t >= duration_) return end_;
    if (t < slides_) return from_ + slid(speed_, t);
    const double back = t - slides_;
    return end_ + (reach_ + (reach_speed_ + kPull * reach_) * back) * std::exp(-kPull * back);
}

double Kinetics::speed(Milliseconds now) const {
    const double t = seconds(now);
    if (t >= duration_) return 0;
    if (t < slides_) return speed_ * std::exp(-kFriction * t);
    const double back = t - slides_;
    return (reach_speed_ - kPull * (reach_speed_ + kPull * reach_) * back) *
           std::exp(-kPull * back);
}

}  // namespace sen::ui
