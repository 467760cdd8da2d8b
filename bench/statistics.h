// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <time.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sen::bench {

/// The value below which `share` (0..1) of the samples lie, by nearest rank; 0 of none.
inline double percentile(std::vector<double> samples, double share) {
    if (samples.empty()) return 0;
    std::sort(samples.begin(), samples.end());
    const auto last = static_cast<double>(samples.size() - 1);
    return samples[static_cast<std::size_t>(last * share + 0.5)];
}

/// The middle sample, or the mean of the two in the middle; 0 of none.
inline double median(std::vector<double> samples) {
    if (samples.empty()) return 0;
    std::sort(samples.begin(), samples.end());
    const std::size_t half = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples[half] : (samples[half - 1] + samples[half]) / 2;
}

/// Milliseconds of one of the system's clocks: CLOCK_MONOTONIC, CLOCK_THREAD_CPUTIME_ID, …
inline double milliseconds(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Thread CPU of what `act` does, in ms.
template <class Act>
double cost(const Act& act) {
    const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    act();
    return milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin;
}

}  // namespace sen::bench
