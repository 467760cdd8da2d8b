// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sen::pack {

/// Dates of metadata are whole days in UTC, so that the same day and input give the same bytes.
using Day = std::chrono::sys_days;

/// "2026-11-25"; nothing when it is no day of the calendar.
std::optional<Day> parse_day(std::string_view text);
/// The day of a TUF moment, "2026-11-25T00:00:00Z" (specification 4.2.1).
std::optional<Day> day_of_moment(std::string_view text);

std::string day_text(Day day);
std::string moment_text(Day day);

/// The same day so many months later; the last of the month where it has no such day.
Day months_after(Day day, int months);

Day today();

}  // namespace sen::pack
