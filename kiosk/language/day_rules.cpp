// SPDX-License-Identifier: Apache-2.0
#include "language/day_rules.h"

#include <algorithm>
#include <functional>

namespace sen::language {

namespace {

namespace chrono = std::chrono;
using chrono::days;
using Days = std::vector<SolarDay>;

/// The day of a month that begins on `begin`; nothing when the month is too short and the rule says
/// so.
std::optional<SolarDay> day_in_month(const DayRule& rule, SolarDay begin, int month_length) {
    const SolarDay last = begin + days(month_length - 1);
    if (rule.day == DayRule::kLast) return last;
    if (rule.day <= month_length) return begin + days(rule.day - 1);
    switch (rule.short_month) {
        case DayRule::ShortMonth::LastDay:
            return last;
        case DayRule::ShortMonth::NextDay:
            return last + days(1);
        case DayRule::ShortMonth::Skip:
            break;
    }
    return std::nullopt;
}

void add_solar(const DayRule& rule, int year, int month, Days& found) {
    const auto begin = SolarDay(chrono::year(year) / month / 1);
    const auto last = SolarDay(chrono::year(year) / month / chrono::last);
    const int length = static_cast<int>((last - begin).count()) + 1;
    if (const auto day = day_in_month(rule, begin, length)) found.push_back(*day);
}

void add_lunar(const DayRule& rule, int year, int month, bool is_leap, Days& found) {
    const auto length = lunar_month_length(year, month, is_leap);
    const auto begin = to_solar({year, month, 1, is_leap});
    if (!length || !begin) return;
    if (const auto day = day_in_month(rule, *begin, *length)) found.push_back(*day);
}

void add_nth_weekday(const DayRule& rule, int year, int month, Days& found) {
    if (rule.nth == DayRule::kLast) {
        found.emplace_back(chrono::year(year) / month / rule.weekday[chrono::last]);
        return;
    }
    const auto day = chrono::year(year) / month / rule.weekday[static_cast<unsigned>(rule.nth)];
    if (day.ok()) found.emplace_back(day);
}

void add_month(const DayRule& rule, int year, int month, Days& found) {
    switch (rule.kind) {
        case DayRule::Kind::Solar:
            return add_solar(rule, year, month, found);
        case DayRule::Kind::NthWeekday:
            return add_nth_weekday(rule, year, month, found);
        case DayRule::Kind::Lunar:
            if (rule.leap_month != DayRule::LeapMonth::Only)
                add_lunar(rule, year, month, false, found);
            if (rule.leap_month != DayRule::LeapMonth::Skip)
                add_lunar(rule, year, month, true, found);
            return;
        case DayRule::Kind::Weekly:
            return;
    }
}

/// The days that the rule names in one year, before its offset, in order.
Days days_of_year(const DayRule& rule, int year) {
    Days found;
    if (rule.kind == DayRule::Kind::Weekly) {
        auto day = SolarDay(chrono::year(year) / 1 / rule.weekday[1]);
        for (; chrono::year_month_day(day).year() == chrono::year(year); day += days(7))
            found.push_back(day);
        return found;
    }
    if (rule.month != DayRule::kEveryMonth) {
        add_month(rule, year, rule.month, found);
        return found;
    }
    for (int month = 1; month <= 12; ++month) add_month(rule, year, month, found);
    return found;
}

bool is_held_in(const DayRule& rule, int year) {
    if (rule.first_year && year < *rule.first_year) return false;
    if (rule.last_year && year > *rule.last_year) return false;
    return !rule.since || (year >= *rule.since && (year - *rule.since) % rule.every == 0);
}

int year_of(SolarDay day) {
    // The range of std::chrono's years is that of a short integer.
    constexpr SolarDay kFirst{chrono::year(DayRule::kFirstYear) / 1 / 1};
    constexpr SolarDay kLast{chrono::year(DayRule::kLastYear) / 12 / 31};
    return static_cast<int>(chrono::year_month_day(std::clamp(day, kFirst, kLast)).year());
}

/// Calls `visit` with each occurrence that ends on `from` or later, in order, until it returns
/// false.
void visit_occurrences(const DayRule& rule, SolarDay from,
                       const std::function<bool(const Occurrence&)>& visit) {
    // A year early for the lunar one, and as much for each of offset and length.
    const int first_year = std::max(year_of(from) - 3, DayRule::kFirstYear);
    for (int year = first_year; year <= DayRule::kLastYear; ++year) {
        if (!is_held_in(rule, year)) continue;
        for (const auto day : days_of_year(rule, year)) {
            const SolarDay first = day + days(rule.offset);
            const SolarDay last = first + days(rule.length - 1);
            if (last < from) continue;
            const auto anniversary = rule.since ? std::optional(year - *rule.since) : std::nullopt;
            if (!visit({first, last, anniversary})) return;
        }
    }
}

}  // namespace

std::optional<Occurrence> next_occurrence(const DayRule& rule, SolarDay from) {
    std::optional<Occurrence> next;
    visit_occurrences(rule, from, [&](const Occurrence& occurrence) {
        next = occurrence;
        return false;
    });
    return next;
}

std::optional<Occurrence> occurrence_on(const DayRule& rule, SolarDay day) {
    const auto next = next_occurrence(rule, day);
    return next && next->first <= day ? next : std::nullopt;
}

std::vector<Occurrence> occurrences_between(const DayRule& rule, SolarDay first, SolarDay last) {
    std::vector<Occurrence> found;
    visit_occurrences(rule, first, [&](const Occurrence& occurrence) {
        if (occurrence.first > last) return false;
        found.push_back(occurrence);
        return found.size() < kMaxOccurrences;
    });
    return found;
}

}  // namespace sen::language
