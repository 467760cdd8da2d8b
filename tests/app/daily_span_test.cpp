// SPDX-License-Identifier: Apache-2.0
#include "app/daily_span.h"

#include <doctest/doctest.h>

using namespace sen::app;
using std::chrono::hours;
using std::chrono::minutes;

TEST_CASE("daily span: over midnight it holds the late hours and the early ones") {
    const auto night = parse_daily_span("18:30-06:00").value();

    CHECK_FALSE(night.contains(hours(18) + minutes(29)));
    CHECK(night.contains(hours(18) + minutes(30)));
    CHECK(night.contains(hours(23) + minutes(59)));
    CHECK(night.contains(hours(0)));
    CHECK(night.contains(hours(5) + minutes(59)));
    CHECK_FALSE(night.contains(hours(6)));
}

TEST_CASE("daily span: within a day it is half-open") {
    const auto span = parse_daily_span("12:00-13:05").value();

    CHECK(span.contains(hours(12)));
    CHECK(span.contains(hours(13) + minutes(4)));
    CHECK_FALSE(span.contains(hours(13) + minutes(5)));
    CHECK_FALSE(span.contains(hours(0)));
}

TEST_CASE("daily span: other forms are none") {
    for (const char* text : {"", "18:30", "18:30 - 06:00", "18:30-6:00", "24:00-06:00",
                             "18:60-06:00", "18:30-18:30", "18h30-06:00", "+8:30-06:00"})
        CHECK_MESSAGE(!parse_daily_span(text), text);
}

TEST_CASE("utc offset: hours and minutes, east or west") {
    CHECK(parse_utc_offset("+07:00") == hours(7));
    CHECK(parse_utc_offset("-03:30") == -(hours(3) + minutes(30)));
    CHECK(parse_utc_offset("+14:00") == hours(14));
    for (const char* text : {"", "7", "07:00", "+7:00", "+14:30", "-12:30", "+07:60", "+0700"})
        CHECK_MESSAGE(!parse_utc_offset(text), text);
}

TEST_CASE("wall clock: it is another day there, and the same minute") {
    const std::chrono::sys_seconds evening =
        std::chrono::sys_days{std::chrono::year{2026} / 11 / 26} + hours(20) + minutes(15);

    CHECK(after_midnight(evening, hours(7)) == hours(3) + minutes(15));
    CHECK(after_midnight(evening, -hours(21)) == hours(23) + minutes(15));
    CHECK(after_midnight(std::chrono::sys_seconds{}, -minutes(1)) == hours(23) + minutes(59));
}
