// SPDX-License-Identifier: Apache-2.0
#include "app/wardrobe.h"

#include <algorithm>

namespace sen::app {

std::set<std::string> Wardrobe::other_themes() const {
    std::set<std::string> names;
    for (const auto& entry : theme_days) names.insert(entry.theme);
    if (night) names.insert(night_theme);
    return names;
}

const std::string& Wardrobe::theme_at(std::chrono::sys_seconds time) {
    if (night && night->contains(after_midnight(time, utc_offset))) return night_theme;
    const auto today = std::chrono::floor<std::chrono::days>(time + utc_offset);
    if (today != today_) {
        const auto entry =
            std::find_if(theme_days.begin(), theme_days.end(), [&](const ThemeDays& one) {
                return language::occurrence_on(one.days, today).has_value();
            });
        theme_of_today_ = entry == theme_days.end() ? theme : entry->theme;
        today_ = today;
    }
    return theme_of_today_;
}

void Wardrobe::leave_out(const std::string& name) {
    std::erase_if(theme_days, [&](const ThemeDays& entry) { return entry.theme == name; });
    if (night_theme == name) night.reset();
    today_.reset();
}

}  // namespace sen::app
