// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sen::trust {

/// TUF's date-time (4.2), "YYYY-MM-DDTHH:MM:SSZ": that one form, years 0001 to 9999, a day of the
/// calendar, no leap second. Nothing for any other text.
std::optional<std::chrono::sys_seconds> parse_utc(std::string_view text);

/// The same form; `time` in those years.
std::string format_utc(std::chrono::sys_seconds time);

}  // namespace sen::trust
