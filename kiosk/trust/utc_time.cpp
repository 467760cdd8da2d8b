// SPDX-License-Identifier: Apache-2.0
#include "trust/utc_time.h"

#include <fmt/format.h>

namespace sen::trust {

using namespace std::chrono;

std::optional<sys_seconds> parse_utc(std::string_view text) {
    constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:ddZ";
    if (text.size() != kForm.size()) return std::nullopt;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (kForm[i] == 'd' ? !is_digit : text[i] != kForm[i]) return std::nullopt;
    }
    const auto number = [&](std::size_t start, std::size_t digits) {
        int value = 0;
        for (const char c : text.substr(start, digits)) value = 10 * value + (c - '0');
        return value;
    };
    const year_month_day day{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                             std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    if (!day.ok() || day.year() == year{0} || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return sys_days{day} + hours{hour} + minutes{minute} + seconds{second};
}

std::string format_utc(sys_seconds time) {
    const auto midnight = floor<days>(time);
    const year_month_day day{midnight};
    const hh_mm_ss clock{time - midnight};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace sen::trust
