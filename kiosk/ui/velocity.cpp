// SPDX-License-Identifier: Apache-2.0
#include "ui/velocity.h"

#include <algorithm>
#include <cmath>

namespace sen::ui {

namespace {
constexpr Milliseconds kTrail{100};
constexpr Milliseconds kRests{60};  // without a report: the finger stood still before it left
constexpr std::size_t kMaxReports = 16;

double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}
}  // namespace

void VelocityTracker::add(Point at, Milliseconds time) {
    std::erase_if(trail_, [&](const Report& report) { return time - report.time > kTrail; });
    if (trail_.size() == kMaxReports) trail_.erase(trail_.begin());
    trail_.push_back({at, time});
}

Point VelocityTracker::velocity(Milliseconds now) const {
    if (trail_.empty() || now - trail_.back().time > kRests) return {};
    std::vector<double> across, down;
    for (std::size_t i = 0; i < trail_.size(); ++i)
        for (std::size_t j = i + 1; j < trail_.size(); ++j) {
            const auto span = static_cast<double>((trail_[j].time - trail_[i].time).count());
            if (span <= 0) continue;  // of one scan of the panel
            across.push_back((trail_[j].at.x - trail_[i].at.x) * 1000.0 / span);
            down.push_back((trail_[j].at.y - trail_[i].at.y) * 1000.0 / span);
        }
    if (across.empty()) return {};
    return {static_cast<int>(std::lround(median(across))),
            static_cast<int>(std::lround(median(down)))};
}

}  // namespace sen::ui
