// SPDX-License-Identifier: Apache-2.0
#include "calendar.h"

#include <fmt/format.h>

#include "base/clock.h"
#include "store/manifest.h"

namespace sen::pack {
namespace {

int number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    if (!store::is_date(text)) return std::nullopt;
    return std::chrono::year(number(text.substr(0, 4))) /
           std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))) /
           std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))));
}

std::optional<Day> day_of_moment(std::string_view text) {
    constexpr std::size_t kMomentLength = 20;
    if (text.size() != kMomentLength || text[10] != 'T' || text.back() != 'Z') return std::nullopt;
    return parse_day(text.substr(0, 10));
}

std::string day_text(Day day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string moment_text(Day day) {
    return day_text(day) + "T00:00:00Z";
}

Day months_after(Day day, int months) {
    const auto later = std::chrono::year_month_day(day) + std::chrono::months(months);
    if (later.ok()) return later;
    return later.year() / later.month() / std::chrono::last;
}

Day today() {
    return std::chrono::floor<std::chrono::days>(SystemClock().wall());
}

}  // namespace sen::pack
