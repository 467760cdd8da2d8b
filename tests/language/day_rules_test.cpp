// SPDX-License-Identifier: Apache-2.0
#include "language/day_rules.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>

#include "base/file.h"

#include <string>
#include <vector>

using namespace sen;
using namespace sen::language;
using namespace std::chrono;

namespace {

SolarDay solar(int day, int month, int year) {
    return SolarDay(std::chrono::year(year) / month / day);
}

DayRule rule(const char* text) {
    const auto parsed = parse_day_rule(text);
    REQUIRE_MESSAGE(parsed, parsed.error().message);
    return *parsed;
}

/// The day on which the next one begins.
SolarDay next_day(const char* text, SolarDay from) {
    const auto next = next_occurrence(rule(text), from);
    REQUIRE_MESSAGE(next, text);
    return next->first;
}

}  // namespace

TEST_CASE("day rules: solar, lunar and weekday rules find the next day on or after a date") {
    const auto from = solar(1, 1, 2026);

    CHECK(next_day("solar 2/9", from) == solar(2, 9, 2026));
    CHECK(next_day("solar 2/9", solar(2, 9, 2026)) == solar(2, 9, 2026));
    CHECK(next_day("solar 2/9", solar(3, 9, 2026)) == solar(2, 9, 2027));
    CHECK(next_day("lunar 10/3", from) == solar(26, 4, 2026));
    CHECK(next_day("lunar 23/12", from) == solar(10, 2, 2026));
    CHECK(next_day("lunar 1/1", from) == solar(17, 2, 2026));
    CHECK(next_day("lunar last/12", from) == solar(16, 2, 2026));
    CHECK(next_day("lunar 15/*", from) == solar(3, 1, 2026));
    CHECK(next_day("second sunday of 5", from) == solar(10, 5, 2026));
    CHECK(next_day("last friday of 2", from) == solar(27, 2, 2026));
    CHECK(next_day("fifth monday of *", from) == solar(30, 3, 2026));
    CHECK(next_day("every monday", from) == solar(5, 1, 2026));
}

TEST_CASE("day rules: offset and span; one that is going on counts") {
    CHECK(next_day("lunar 1/1, -1 day", solar(1, 1, 2026)) == solar(16, 2, 2026));
    const auto tet = rule("lunar 1/1, -2 days, for 7 days");

    CHECK(next_occurrence(tet, solar(21, 2, 2026))->first == solar(15, 2, 2026));
    CHECK(next_occurrence(tet, solar(22, 2, 2026))->first == solar(4, 2, 2027));
    CHECK(occurrence_on(tet, solar(15, 2, 2026))->last == solar(21, 2, 2026));
    CHECK_FALSE(occurrence_on(tet, solar(14, 2, 2026)));
    CHECK(next_day("solar 31/12, +366 days", solar(1, 1, 2026)) == solar(1, 1, 2026));
    CHECK(occurrence_on(rule("solar 1/2, for 366 days"), solar(31, 1, 2026)));
}

TEST_CASE("day rules: an observance is not held in a leap month unless the rule says so") {
    // 2025 had a second month 6 from 25 July.
    CHECK(next_day("lunar 1/6", solar(1, 7, 2025)) == solar(14, 7, 2026));
    CHECK(next_day("lunar 1/6, leap also", solar(1, 7, 2025)) == solar(25, 7, 2025));
    CHECK(next_day("lunar 1/6, leap only", solar(1, 1, 2025)) == solar(25, 7, 2025));
    CHECK(next_day("lunar 1/6, leap also", solar(1, 6, 2025)) == solar(25, 6, 2025));
}

TEST_CASE("day rules: day 30 of a month of 29, and 29 February") {
    // Month 12 of Ất Tỵ had 29 days and ended on 16 February 2026.
    const auto from = solar(1, 1, 2026);

    CHECK(next_day("lunar 30/12", from) == solar(16, 2, 2026));
    CHECK(next_day("lunar 30/12, short next", from) == solar(17, 2, 2026));
    CHECK(next_day("lunar 30/12, short skip", from) > solar(1, 1, 2027));
    CHECK(next_day("solar 29/2", from) == solar(28, 2, 2026));
    CHECK(next_day("solar 29/2, short next", from) == solar(1, 3, 2026));
    CHECK(next_day("solar 29/2, short skip", from) == solar(29, 2, 2028));
    CHECK(next_day("solar 31/*, short skip", solar(1, 2, 2026)) == solar(31, 3, 2026));
}

TEST_CASE("day rules: anniversaries are counted, and only round ones held if wanted") {
    const auto independence = next_occurrence(rule("solar 2/9, since 1945"), solar(1, 1, 2025));
    CHECK(independence == Occurrence{solar(2, 9, 2025), solar(2, 9, 2025), 80});
    CHECK(next_occurrence(rule("solar 2/9, since 1945, every 5 years"), solar(3, 9, 2025))
              ->anniversary == 85);
    CHECK(next_occurrence(rule("solar 2/9, since 1945"), solar(1, 1, 1940))->anniversary == 0);
    // The year of a lunar rule is the lunar one.
    CHECK(next_occurrence(rule("lunar 28/12, since 2000"), solar(1, 2, 2026)) ==
          Occurrence{solar(15, 2, 2026), solar(15, 2, 2026), 25});
    CHECK_FALSE(next_occurrence(rule("solar 2/9"), solar(2, 9, 2025))->anniversary);
}

TEST_CASE("day rules: years bound a rule, and the calendar ends") {
    CHECK(next_day("solar 2/9, from 2030", solar(1, 1, 2026)) == solar(2, 9, 2030));
    CHECK_FALSE(next_occurrence(rule("solar 2/9, until 2025"), solar(1, 1, 2026)));
    CHECK_FALSE(next_occurrence(rule("solar 2/9"), solar(3, 9, 2199)));
    CHECK_FALSE(next_occurrence(rule("lunar 1/12, leap only"), solar(1, 1, 1900)));
    CHECK_FALSE(next_occurrence(rule("solar 2/9"), SolarDay(days(2'000'000'000))));
    CHECK(next_day("solar 2/9", SolarDay(days(-2'000'000'000))) == solar(2, 9, 1900));
}

TEST_CASE("day rules: all between two days, for a page of a calendar") {
    const auto days_of_incense =
        occurrences_between(rule("lunar 1/*, leap also"), solar(1, 6, 2025), solar(31, 8, 2025));

    REQUIRE(days_of_incense.size() == 3);
    CHECK(days_of_incense[0].first == solar(25, 6, 2025));
    CHECK(days_of_incense[1].first == solar(25, 7, 2025));
    CHECK(days_of_incense[2].first == solar(23, 8, 2025));
    CHECK(occurrences_between(rule("every monday"), solar(1, 1, 2026), solar(31, 1, 2026)).size() ==
          4);
    CHECK(occurrences_between(rule("every monday"), solar(1, 1, 1900), solar(1, 1, 2199)).size() ==
          kMaxOccurrences);
}

TEST_CASE("day rules: Vietnamese words mean the same") {
    const std::vector<std::pair<const char*, const char*>> pairs{
        {"dương lịch 2/9, từ năm 1945, mỗi 5 năm", "solar 2/9, since 1945, every 5 years"},
        {"âm lịch cuối/12, -1 ngày, trong 3 ngày", "lunar last/12, -1 day, for 3 days"},
        {"Âm 15/*, nhuận cả", "lunar 15/*, leap also"},
        {"am 30/12, thieu sau", "lunar 30/12, short next"},
        {"chủ nhật 2 tháng 5", "second sunday of 5"},
        {"thứ sáu cuối tháng *", "last friday of *"},
        {"thứ hai hằng tuần, kể từ 2024, đến 2030", "every monday, from 2024, until 2030"}};

    for (const auto& [vietnamese, english] : pairs) CHECK(rule(vietnamese) == rule(english));
}

TEST_CASE("day rules: are written so that they read the same") {
    for (const auto* text : {"solar 2/9", "lunar last/*, leap only", "lunar 30/12, short skip",
                             "last friday of *", "every sunday",
                             "fifth monday of 3, +2 days, for 3 days, since 1945, every 10 years, "
                             "from 2000, until 2100"})
        CHECK(to_text(rule(text)) == text);
}

TEST_CASE(
    "day rules: every example of the page for authors is a rule, the same in both languages") {
    const auto page = std::filesystem::path(SEN_SOURCE_DIR) / "kiosk/language/DAY_RULES.md";
    std::istringstream lines(read_file(page, 1 << 20).value());
    std::vector<DayRule> rules;
    for (std::string line; std::getline(lines, line);) {
        const auto begin = line.find("| `"), end = line.rfind("` |");
        if (!line.starts_with("| ") || begin == std::string::npos || begin == 0 ||
            end == std::string::npos)
            continue;
        const auto parsed = parse_day_rule(line.substr(begin + 3, end - begin - 3));
        REQUIRE_MESSAGE(parsed, line);
        rules.push_back(*parsed);
    }

    REQUIRE(rules.size() == 28);
    for (std::size_t i = 0; i < 14; ++i) CHECK(rules[i] == rules[i + 14]);
}

TEST_CASE("day rules: what is no rule is refused with the key of the reason") {
    using Values = std::vector<std::pair<std::string, std::string>>;
    const auto fault = [](const char* text) { return find_day_rule_fault(text).value(); };

    CHECK(fault("solar 31/4") ==
          TextFault{"rule_not_in_calendar", Values{{"day", "31"}, {"month", "4"}}});
    CHECK(fault("solar 2/9, sinse 1945") == TextFault{"rule_unclear", Values{{"word", "sinse"}}});
    CHECK(fault("âm 31/1") ==
          TextFault{"rule_number", Values{{"number", "31"}, {"least", "1"}, {"most", "30"}}});
    CHECK(fault("lunar 1/1,").key == "rule_cut");
    CHECK(fault("solar 2/9, since 1945, since 1946") ==
          TextFault{"rule_twice", Values{{"clause", "since"}}});
    CHECK(fault("solar 2/9, leap also").key == "rule_leap_alone");
    CHECK(fault("solar 2/9, short next").key == "rule_short_alone");
    CHECK(fault("solar 2/9, every 5 years").key == "rule_every_alone");
    CHECK(fault("solar 2/9, from 2030, until 2029").key == "rule_backwards");
    CHECK(fault("solar 2/9, for 99999999999999 days").key == "rule_too_long");
    CHECK_FALSE(find_day_rule_fault("âm 15/*"));
    for (const auto* text : {"",
                             "solar",
                             "solar 2",
                             "solar 2/13",
                             "solar 0/1",
                             "lunar 1/1,",
                             "solar 2/9 since 1945",
                             "sixth monday of 1",
                             "second sunday",
                             "second sunday of 13",
                             "every",
                             "every day",
                             "thứ chín hằng tuần",
                             "thứ hai 6 tháng 1",
                             "solar 2/9, since 1945, since 1946",
                             "solar 2/9, every 5 years",
                             "solar 2/9, leap also",
                             "solar 2/9, short next",
                             "every monday, short next",
                             "solar 2/9, +400 days",
                             "solar 2/9, for 0 days",
                             "solar 2/9, from 2030, until 2029",
                             "solar 2/9, from 99999",
                             "solar 2/9, for 99999999999999 days",
                             "solar 2/9, +3",
                             "\xff",
                             "solar 2/9, leap"})
        CHECK_MESSAGE((!parse_day_rule(text) && find_day_rule_fault(text)), text);
    CHECK_FALSE(parse_day_rule(std::string(10'000, ',')));
}
