// SPDX-License-Identifier: Apache-2.0
#include "calendar.h"

#include <doctest/doctest.h>

using namespace sen::pack;

TEST_CASE("calendar: days that are none are refused") {
    for (const char* text : {"", "2026-02-29", "2026-13-01", "26-11-25", "2026-11-25T00:00:00Z"})
        CHECK_FALSE(parse_day(text));
    CHECK(day_text(parse_day("2028-02-29").value()) == "2028-02-29");
    CHECK(day_of_moment("2026-11-25T13:14:15Z") == parse_day("2026-11-25"));
    for (const char* text : {"2026-11-25", "2026-11-25T13:14:15+07", "x"})
        CHECK_FALSE(day_of_moment(text));
}

TEST_CASE("calendar: months later is the same day, or the month's last") {
    const auto later = [](const char* day, int months) {
        return day_text(months_after(parse_day(day).value(), months));
    };

    CHECK(later("2026-11-25", 13) == "2027-12-25");
    CHECK(later("2026-01-31", 1) == "2026-02-28");
    CHECK(later("2024-02-29", 12) == "2025-02-28");
    CHECK(later("2026-11-25", 60) == "2031-11-25");
}
