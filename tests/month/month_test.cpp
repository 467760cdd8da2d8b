// SPDX-License-Identifier: Apache-2.0
// A kiosk that runs alone: days with visitors, edits, withdrawals, power cuts and faults of every
// sort, at the end of each of which all must be as if somebody had looked after it. Four days, and
// the same with a fault planted, which must be found; SEN_MONTH=30 in the environment takes as many
// days, and a table of them (tools/month); SEN_MONTH_FILMS=no leaves out the player, on which a
// machine waits most.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "base/log.h"
#include "month/findings.h"
#include "month/month.h"
#include "sanitized.h"

using namespace sen;
using namespace sen::month;

namespace {

/// 0: the sample.
int days_wanted() {
    const char* wanted = std::getenv("SEN_MONTH");
    return wanted == nullptr ? 0 : std::atoi(wanted);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += "\n  " + line;
    return text;
}

void print(const DayRecord& day) {
    std::string events;
    for (const Event event : day.events)
        events += (events.empty() ? "" : ", ") + std::string(name_of(event));
    fmt::print("{:4} {:4} {:4}/{:<4} {:7} {:6} {:7} {:3} {:3} {:8} {:6} {:5}  {}\n", day.day,
               day.life, day.shown, day.published, day.rss_kb, day.heap_kb, day.player_rss_kb,
               day.descriptors, day.threads, day.store_bytes / 1000, day.log_bytes, day.films,
               events);
    for (const auto& fault : day.faults) fmt::print("       FAULT {}\n", fault);
    std::fflush(stdout);
}

std::vector<std::string> live(Month& month, bool is_told) {
    ::setenv("SEN_AUDIO_OUTPUT", "adummy", 1);
    if (is_told)
        fmt::print(
            " day life shown/new  rss kB   heap  player fds thr store kB  log B films  what "
            "happened\n");
    bool goes_on = true;
    while (goes_on) {
        goes_on = month.live_a_day();
        if (is_told) print(month.days().back());
    }
    return month.findings();
}

/// Few days, few visitors: enough to see that all of it works.
MonthPlan small(std::vector<Day> days) {
    MonthPlan plan;
    plan.days = std::move(days);
    plan.visits = 2;
    plan.leap = std::chrono::hours(6);
    plan.watched = std::chrono::seconds(4);
    return plan;
}

bool has(const std::vector<std::string>& found, const char* sign) {
    return std::any_of(found.begin(), found.end(),
                       [&](const std::string& one) { return one.find(sign) != std::string::npos; });
}

}  // namespace

TEST_CASE("month: days without anybody, and nothing is left to do by hand") {
    using enum Event;
    MonthPlan plan = small({{ClockAt1970, Publish},
                            {Publish, CutInstall, ClockYearAhead, DamagePicture},
                            {DamageCatalogue, Withdraw, PlayerCrashes},
                            {PublishDuring, DamageFilm, PlayerHangs}});
    const int days = days_wanted();
    if (days > 0) {
        plan = {};
        plan.days = calendar(days);
        const char* films = std::getenv("SEN_MONTH_FILMS");
        plan.has_player = films == nullptr || std::string_view(films) != "no";
        if (!plan.has_player)
            for (Day& day : plan.days)
                for (const Event event : {Event::PlayerHangs, Event::PlayerCrashes})
                    day.erase(event);
    }
    Month month(plan);

    const auto found = live(month, days > 0);

    CHECK_MESSAGE(found.empty(), joined(found));
    CHECK(month.days().size() == plan.days.size());
    int cuts = 0;
    for (const auto& day : month.days()) cuts += day.cuts;
    CHECK(cuts > 0);
}

TEST_CASE("month: faults that are planted are found, each by its own sign") {
    if (sen::test::kIsSanitized) return;  // AddressSanitizer finds some of them by itself
    using enum Event;
    auto plan = small({{Publish}, {Publish}, {Publish, Withdraw}, {}, {}, {DamagePicture}});
    plan.has_player = false;
    plan.plants = {Plant::Descriptor, Plant::Memory,    Plant::Thread,  Plant::Log,
                   Plant::Black,      Plant::NoCleanUp, Plant::NoScrub, Plant::Deaf};
    Month month(plan);

    const auto found = live(month, false);

    for (const char* sign : {"descriptors: ", "memory: the kiosk", "threads: ", "log: ", "black: ",
                             "left over: ", "damaged: ", "withdrawn: "})
        CHECK_MESSAGE(has(found, sign), std::string(sign) << joined(found));
    CHECK_FALSE(has(found, "frozen: "));
}

TEST_CASE("month: a kiosk that does not draw any more is found") {
    auto plan = small({{Event::Publish}});
    plan.has_player = false;
    plan.plants = {Plant::Frozen};
    Month month(plan);

    CHECK(has(live(month, false), "frozen: "));
}

TEST_CASE("month: the slope of a line is what it grows by") {
    CHECK(slope_of({5, 5, 5, 5}) == doctest::Approx(0));
    CHECK(slope_of({1, 3, 5, 7}) == doctest::Approx(2));
    CHECK(slope_of({10, 12, 9, 11, 10, 11}) < 0.2);
}
