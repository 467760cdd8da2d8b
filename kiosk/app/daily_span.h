// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace sen::app {

/// A part of each day by the clock on the wall, in minutes after midnight, 0 to 1439. Half-open;
/// with `end` before `begin` it goes over midnight.
struct DailySpan {
    std::chrono::minutes begin{0}, end{0};
    bool contains(std::chrono::minutes after_midnight) const {
        if (begin <= end) return after_midnight >= begin && after_midnight < end;
        return after_midnight >= begin || after_midnight < end;
    }
    bool operator==(const DailySpan&) const = default;
};

/// "18:30-06:00"; nothing for any other form, and when both ends are the same.
std::optional<DailySpan> parse_daily_span(std::string_view text);

/// "+07:00", "-03:30": from -12:00 to +14:00; nothing for any other form.
std::optional<std::chrono::minutes> parse_utc_offset(std::string_view text);

/// What the clock on the wall shows, in minutes after midnight, where it is `utc_offset` from UTC.
std::chrono::minutes after_midnight(std::chrono::sys_seconds time, std::chrono::minutes utc_offset);

}  // namespace sen::app
