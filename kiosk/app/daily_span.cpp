// SPDX-License-Identifier: Apache-2.0
#include "app/daily_span.h"

namespace sen::app {

using std::chrono::hours;
using std::chrono::minutes;

namespace {

/// "HH:MM" with hours up to `most_hours`.
std::optional<minutes> parse_time(std::string_view text, int most_hours) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 5 || text[2] != ':') return {};
    for (const std::size_t i : {0u, 1u, 3u, 4u})
        if (!is_digit(text[i])) return {};
    const int hour = (text[0] - '0') * 10 + text[1] - '0';
    const int minute = (text[3] - '0') * 10 + text[4] - '0';
    if (hour > most_hours || minute > 59) return {};
    return hours(hour) + minutes(minute);
}

}  // namespace

std::optional<DailySpan> parse_daily_span(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return {};
    const auto begin = parse_time(text.substr(0, 5), 23), end = parse_time(text.substr(6), 23);
    if (!begin || !end || *begin == *end) return {};
    return DailySpan{*begin, *end};
}

std::optional<minutes> parse_utc_offset(std::string_view text) {
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return {};
    const auto offset = parse_time(text.substr(1), 14);
    if (!offset) return {};
    const minutes east = text[0] == '+' ? *offset : -*offset;
    if (east > hours(14) || east < hours(-12)) return {};
    return east;
}

minutes after_midnight(std::chrono::sys_seconds time, minutes utc_offset) {
    const auto local = time + utc_offset;
    return std::chrono::floor<minutes>(local - std::chrono::floor<std::chrono::days>(local));
}

}  // namespace sen::app
