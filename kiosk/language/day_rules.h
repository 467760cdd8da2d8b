// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/lunar_calendar.h"
#include "language/text_fault.h"

namespace sen::language {

/// On which days something is, again and again: a feast, an anniversary, a closing day. One engine
/// for all who ask. Values are in range once `parse_day_rule` has made them.
struct DayRule {
    enum class Kind {
        Solar,       ///< `day` of `month`
        Lunar,       ///< the same of the lunar calendar
        NthWeekday,  ///< the `nth` `weekday` of `month`
        Weekly,      ///< each `weekday`
    };
    /// What a lunar rule does in a month that comes twice. An observance is not held in the second
    /// one unless the rule says so.
    enum class LeapMonth { Skip, Also, Only };
    /// What happens when the month is too short for `day`: 30 in a lunar month of 29 days, 29/2.
    enum class ShortMonth { LastDay, NextDay, Skip };

    static constexpr int kEveryMonth = 0;
    static constexpr int kLast = -1;  ///< as `day` or `nth`: the last of the month
    static constexpr int kMaxOffset = 366;
    static constexpr int kMaxLength = 366;
    static constexpr int kFirstYear = 1900;
    static constexpr int kLastYear = 2199;

    Kind kind = Kind::Solar;
    int day = 1;    ///< 1 to 31, lunar 1 to 30, or kLast
    int month = 1;  ///< 1 to 12, or kEveryMonth
    int nth = 1;    ///< 1 to 5, or kLast
    std::chrono::weekday weekday = std::chrono::Monday;
    LeapMonth leap_month = LeapMonth::Skip;
    ShortMonth short_month = ShortMonth::LastDay;
    int offset = 0;  ///< days after (or before) that day on which it begins; up to kMaxOffset
    int length = 1;  ///< days that it lasts; 1 to kMaxLength
    /// Years are solar ones, for a lunar rule lunar ones.
    std::optional<int>
        since;      ///< the year of the event; 1 to kLastYear. Not before it, and counted from it
    int every = 1;  ///< only each so-manieth year since then; 1 to 1000
    std::optional<int> first_year, last_year;  ///< kFirstYear to kLastYear

    bool operator==(const DayRule&) const = default;
};

/// Reads a rule: a day, then any of the clauses, parted by commas, each at most once. In English or
/// Vietnamese, with or without marks:
///
///     solar 2/9               dương 2/9              a day of the solar calendar
///     lunar 10/3              âm 10/3                a day of the lunar calendar
///     lunar last/12           âm cuối/12             the last day of a month
///     lunar 15/*              âm 15/*                of every month
///     second sunday of 5      chủ nhật 2 tháng 5     also first … fifth, last (cuối); of *
///     every monday            thứ hai hằng tuần
///     +2 days, -7 days        +2 ngày, -7 ngày       begins so much later or earlier
///     for 3 days              trong 3 ngày           lasts so long
///     since 1945              từ năm 1945            anniversaries are counted from then
///     every 5 years           mỗi 5 năm              only the 5th, the 10th … (needs since)
///     from 2024, until 2030   kể từ 2024, đến 2030   the first and the last year in which it is
///     held leap also | only | skip      nhuận cả | chỉ | bỏ        in a leap month; skip unless
///     said short last | next | skip     thiếu cuối | sau | bỏ      in too short a month; its last
///     day unless said
///
/// All in words for those who write rules: DAY_RULES.md. Invalid, with the key of what is wrong:
/// unknown words, numbers out of range, a day that no month has, a clause that does not go with the
/// rule, more than Scanner::kMaxBytes.
Result<DayRule> parse_day_rule(std::string_view text);
/// Why it would refuse a text: rule_cut, rule_unclear {word}, rule_number {number} {least} {most},
/// rule_not_in_calendar {day} {month}, rule_twice {clause}, rule_leap_alone, rule_short_alone,
/// rule_every_alone, rule_backwards, rule_too_long. Nothing for a rule.
std::optional<TextFault> find_day_rule_fault(std::string_view text);
/// In English, so that reading it gives the same rule.
std::string to_text(const DayRule& rule);

/// One time that something is held.
struct Occurrence {
    SolarDay first, last;
    /// Years since the event (`since`): "kỷ niệm 80 năm"; 0 is the event itself.
    std::optional<int> anniversary;

    bool operator==(const Occurrence&) const = default;
};

/// The first that has not ended before `from`: one that is going on counts. Nothing when there is
/// no more within the years of the calendar. Looks at 300 years at most.
std::optional<Occurrence> next_occurrence(const DayRule& rule, SolarDay from);
/// The one that holds the day; of several the earliest.
std::optional<Occurrence> occurrence_on(const DayRule& rule, SolarDay day);
/// All that touch the days `first` to `last`, in order; the first kMaxOccurrences of them.
std::vector<Occurrence> occurrences_between(const DayRule& rule, SolarDay first, SolarDay last);

inline constexpr std::size_t kMaxOccurrences = 400;

}  // namespace sen::language
