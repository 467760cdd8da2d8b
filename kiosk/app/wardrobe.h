// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/daily_span.h"
#include "language/day_rules.h"

namespace sen::app {

/// A theme and the days on which a site wears it.
struct ThemeDays {
    std::string theme;
    language::DayRule days;
    bool operator==(const ThemeDays&) const = default;
};

/// The themes of a site, by name, and which of them the wall wears at what time. Main thread only.
struct Wardrobe {
    static constexpr std::size_t kMaxThemeDays = 50;

    std::string theme = "sen";          ///< when no other one is worn
    std::vector<ThemeDays> theme_days;  ///< of those that hold a day the first one counts
    std::string night_theme;            ///< at `night`, also of such a day; empty: none
    std::optional<DailySpan> night;
    std::chrono::minutes utc_offset{420};  ///< of the clock on this wall: Vietnam's, all year

    /// All that are worn at times instead of `theme`.
    std::set<std::string> other_themes() const;
    /// None of them, so that nobody needs to know the time.
    bool has_one_theme() const { return theme_days.empty() && !night; }
    /// The rules of days are asked once for each day of the wall's clock.
    const std::string& theme_at(std::chrono::sys_seconds time);
    /// A theme that cannot be used: its days and its night are as if there were none.
    void leave_out(const std::string& name);

  private:
    std::optional<language::SolarDay> today_;
    std::string theme_of_today_;
};

}  // namespace sen::app
