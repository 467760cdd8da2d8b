// SPDX-License-Identifier: Apache-2.0
#include "month/findings.h"

#include <fmt/format.h>

#include <algorithm>

namespace sen::month {

namespace {

/// The first days of a life make what is kept on purpose: icons, the player, tables.
constexpr std::size_t kSettled = 2;  // days
/// Icons and shapes of sizes that somebody chose are kept up to a limit, and the allocator holds
/// back more on one day than on another: the second half of a life says how it goes on.
constexpr double kMostHeap = 64;       // kB a day
constexpr double kMostResident = 384;  // kB a day
constexpr std::size_t kLine = 3;       // days: a line through fewer says nothing
constexpr double kMostStore = 1.5;     // times the store's size at its smallest

using Life = std::vector<const DayRecord*>;

std::vector<Life> lives_of(const std::vector<DayRecord>& days) {
    std::vector<Life> lives;
    for (const auto& day : days) {
        if (lives.empty() || lives.back().front()->life != day.life) lives.emplace_back();
        lives.back().push_back(&day);
    }
    return lives;
}

void look_at_life(const Life& life, std::vector<std::string>& found) {
    if (life.size() <= kSettled) return;
    const Life settled(life.begin() + kSettled, life.end());
    const auto grows = [&](const char* what, auto value) {
        const auto first = value(*life[kSettled - 1]);
        for (const auto* day : settled)
            if (value(*day) > first)
                return found.push_back(fmt::format("{}: {} on day {}, {} on day {}", what, first,
                                                   life[kSettled - 1]->day, value(*day), day->day));
    };
    grows("descriptors", [](const DayRecord& day) { return day.descriptors; });
    grows("threads", [](const DayRecord& day) { return day.threads; });
    const auto line = [&](const char* what, const Life& part, double most, auto value) {
        if (part.size() < kLine) return;
        std::vector<double> values;
        for (const auto* day : part) values.push_back(static_cast<double>(value(*day)));
        if (const double slope = slope_of(values); slope > most)
            found.push_back(fmt::format("memory: {} grows by {:.0f} kB a day", what, slope));
    };
    const Life later(life.begin() + static_cast<std::ptrdiff_t>(life.size() / 2), life.end());
    line("the kiosk", later, kMostHeap, [](const DayRecord& day) { return day.heap_kb; });
    line("what the kiosk holds", later, kMostResident,
         [](const DayRecord& day) { return day.rss_kb; });
    line("what the player holds", later, kMostResident,
         [](const DayRecord& day) { return day.player_rss_kb; });
}

}  // namespace

double slope_of(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    const double middle = (count - 1) / 2;
    double mean = 0, above = 0, below = 0;
    for (const double value : values) mean += value / count;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = static_cast<double>(i) - middle;
        above += x * (values[i] - mean);
        below += x * x;
    }
    return below > 0 ? above / below : 0;
}

std::vector<std::string> findings_of(const std::vector<DayRecord>& days) {
    std::vector<std::string> found;
    for (const auto& day : days)
        for (const auto& fault : day.faults)
            found.push_back(fmt::format("day {}: {}", day.day, fault));
    for (const auto& life : lives_of(days)) look_at_life(life, found);
    std::uint64_t least = 0, most = 0;
    for (const auto& day : days) {
        if (day.day == 1) continue;  // one generation is there, not two
        least = least == 0 ? day.store_bytes : std::min(least, day.store_bytes);
        most = std::max(most, day.store_bytes);
    }
    if (static_cast<double>(most) > kMostStore * static_cast<double>(least))
        found.push_back(fmt::format("store: from {} to {} bytes", least, most));
    return found;
}

}  // namespace sen::month
