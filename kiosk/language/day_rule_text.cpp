// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "language/calendar_words.h"
#include "language/dates.h"
#include "language/day_rules.h"
#include "language/fold.h"
#include "language/text_parser.h"

namespace sen::language {

namespace {

namespace chrono = std::chrono;
using Kind = DayRule::Kind;

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> kLeapWords{"skip", "also", "only"};
constexpr std::array<std::string_view, 3> kVietnameseLeapWords{"bo", "ca", "chi"};
constexpr std::array<std::string_view, 3> kShortWords{"last", "next", "skip"};
constexpr std::array<std::string_view, 3> kVietnameseShortWords{"cuoi", "sau", "bo"};

template <std::size_t kSize>
std::optional<std::size_t> find_index(const std::array<std::string_view, kSize>& words,
                                      std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (word.empty() || found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

class RuleParser : public TextParser {
  public:
    explicit RuleParser(Scanner scanner) : TextParser(std::move(scanner), "rule") {}

    Result<DayRule> parse() {
        SEN_CHECK(day());
        while (!in_.is_at_end()) {
            if (!in_.take_symbol(",")) return unclear();
            SEN_CHECK(clause());
        }
        SEN_CHECK(check_together());
        return rule_;
    }

  private:
    Result<int> number(int least, int most) {
        const auto token = in_.take_number();
        if (!token) return unclear();
        if (token->value < least || token->value > most)
            return refuse({"rule_number",
                           {{"number", token->text},
                            {"least", std::to_string(least)},
                            {"most", std::to_string(most)}}});
        return token->value;
    }

    Result<int> year(int least = DayRule::kFirstYear) { return number(least, DayRule::kLastYear); }

    bool take_last() { return in_.take_word("last") || in_.take_word("cuoi"); }

    Result<void> day() {
        if (in_.take_word("solar") || in_.take_word("duong")) return date(Kind::Solar);
        if (in_.take_word("lunar") || in_.take_word("am")) return date(Kind::Lunar);
        if (in_.take_word("every")) {
            rule_.kind = Kind::Weekly;
            return weekday();
        }
        return nth_weekday();
    }

    Result<void> date(Kind kind) {
        rule_.kind = kind;
        in_.take_word("lich");
        if (take_last()) {
            rule_.day = DayRule::kLast;
        } else {
            SEN_TRY(rule_.day, number(1, kind == Kind::Lunar ? 30 : 31));
        }
        if (!in_.take_symbol("/")) return unclear();
        SEN_CHECK(month());
        if (kind == Kind::Solar && rule_.month != DayRule::kEveryMonth &&
            rule_.day != DayRule::kLast) {
            constexpr int kLeapYear = 2000;
            if (!(chrono::year(kLeapYear) / rule_.month / rule_.day).ok())
                return refuse(
                    {"rule_not_in_calendar",
                     {{"day", std::to_string(rule_.day)}, {"month", std::to_string(rule_.month)}}});
        }
        return {};
    }

    Result<void> month() {
        rule_.month = DayRule::kEveryMonth;
        if (in_.take_symbol("*")) return {};
        SEN_TRY(rule_.month, number(1, 12));
        return {};
    }

    Result<void> weekday() {
        const auto day = take_weekday(in_);
        if (!day) return unclear();
        rule_.weekday = *day;
        return {};
    }

    /// "second sunday of 5", "chủ nhật 2 tháng 5", "thứ hai hằng tuần"
    Result<void> nth_weekday() {
        rule_.kind = Kind::NthWeekday;
        const auto begin = in_.position();
        const auto ordinal = find_english_ordinal(in_.take_any_word().value_or(""));
        if (!ordinal) in_.return_to(begin);
        const bool is_last = !ordinal && in_.take_word("last");
        SEN_CHECK(weekday());
        if (ordinal || is_last) {
            rule_.nth = is_last ? DayRule::kLast : *ordinal;
            if (!in_.take_word("of")) return unclear();
            return month();
        }
        if (in_.take_words({"hang", "tuan"})) {
            rule_.kind = Kind::Weekly;
            return {};
        }
        if (take_last()) {
            rule_.nth = DayRule::kLast;
        } else {
            SEN_TRY(rule_.nth, number(1, 5));
        }
        if (!in_.take_word("thang")) return unclear();
        return month();
    }

    /// Each clause at most once.
    Result<void> begin_clause(std::string_view name) {
        if (!clauses_.insert(std::string(name)).second)
            return refuse({"rule_twice", {{"clause", std::string(name)}}});
        return {};
    }

    Result<void> clause() {
        if (in_.take_symbol("+")) return offset(1);
        if (in_.take_symbol("-")) return offset(-1);
        if (in_.take_word("for") || in_.take_word("trong")) {
            SEN_CHECK(begin_clause("for"));
            SEN_TRY(rule_.length, number(1, DayRule::kMaxLength));
            return unit_of_days();
        }
        if (in_.take_word("since") || in_.take_words({"tu", "nam"})) {
            SEN_CHECK(begin_clause("since"));
            SEN_TRY(rule_.since, year(1));
            return {};
        }
        if (in_.take_word("every") || in_.take_word("moi")) {
            SEN_CHECK(begin_clause("every"));
            SEN_TRY(rule_.every, number(1, 1000));
            if (!in_.take_word("years") && !in_.take_word("year") && !in_.take_word("nam"))
                return unclear();
            return {};
        }
        if (in_.take_word("from") || in_.take_words({"ke", "tu"})) {
            SEN_CHECK(begin_clause("from"));
            SEN_TRY(rule_.first_year, year());
            return {};
        }
        if (in_.take_word("until") || in_.take_word("den")) {
            SEN_CHECK(begin_clause("until"));
            SEN_TRY(rule_.last_year, year());
            return {};
        }
        if (in_.take_word("leap") || in_.take_word("nhuan")) {
            SEN_CHECK(begin_clause("leap"));
            SEN_TRY(const auto choice, choice_of(kLeapWords, kVietnameseLeapWords));
            rule_.leap_month = static_cast<DayRule::LeapMonth>(choice);
            return {};
        }
        if (in_.take_word("short") || in_.take_word("thieu")) {
            SEN_CHECK(begin_clause("short"));
            SEN_TRY(const auto choice, choice_of(kShortWords, kVietnameseShortWords));
            rule_.short_month = static_cast<DayRule::ShortMonth>(choice);
            return {};
        }
        return unclear();
    }

    Result<void> offset(int sign) {
        SEN_CHECK(begin_clause("days"));
        SEN_TRY(rule_.offset, number(1, DayRule::kMaxOffset));
        rule_.offset *= sign;
        return unit_of_days();
    }

    Result<void> unit_of_days() {
        if (!in_.take_word("days") && !in_.take_word("day") && !in_.take_word("ngay"))
            return unclear();
        return {};
    }

    Result<std::size_t> choice_of(const std::array<std::string_view, 3>& english,
                                  const std::array<std::string_view, 3>& vietnamese) {
        const auto begin = in_.position();
        const auto word = in_.take_any_word().value_or("");
        if (const auto index = find_index(english, word)) return *index;
        if (const auto index = find_index(vietnamese, word)) return *index;
        in_.return_to(begin);
        return unclear();
    }

    Result<void> check_together() {
        const bool is_date = rule_.kind == Kind::Solar || rule_.kind == Kind::Lunar;
        if (clauses_.contains("leap") && rule_.kind != Kind::Lunar)
            return refuse({"rule_leap_alone", {}});
        if (clauses_.contains("short") && (!is_date || rule_.day < 29))
            return refuse({"rule_short_alone", {}});
        if (clauses_.contains("every") && !rule_.since) return refuse({"rule_every_alone", {}});
        if (rule_.first_year && rule_.last_year && *rule_.first_year > *rule_.last_year)
            return refuse({"rule_backwards", {}});
        return {};
    }

    DayRule rule_;
    std::set<std::string> clauses_;
};

std::string date_text(const DayRule& rule) {
    const auto day = rule.day == DayRule::kLast ? "last" : std::to_string(rule.day);
    const auto month = rule.month == DayRule::kEveryMonth ? "*" : std::to_string(rule.month);
    const auto weekday = fold_text(weekday_name(rule.weekday, Locale::English));
    switch (rule.kind) {
        case Kind::Solar:
            return fmt::format("solar {}/{}", day, month);
        case Kind::Lunar:
            return fmt::format("lunar {}/{}", day, month);
        case Kind::NthWeekday: {
            const bool is_last = rule.nth == DayRule::kLast;
            const auto nth = is_last ? "last" : english_ordinal(rule.nth);
            return fmt::format("{} {} of {}", nth, weekday, month);
        }
        case Kind::Weekly:
            return fmt::format("every {}", weekday);
    }
    return {};
}

}  // namespace

Result<DayRule> parse_day_rule(std::string_view text) {
    return parse_text<RuleParser>(text, "day rule");
}

std::optional<TextFault> find_day_rule_fault(std::string_view text) {
    return find_fault<RuleParser>(text, "rule_too_long");
}

std::string to_text(const DayRule& rule) {
    std::string text = date_text(rule);
    if (rule.offset != 0) text += fmt::format(", {:+} days", rule.offset);
    if (rule.length != 1) text += fmt::format(", for {} days", rule.length);
    if (rule.since) text += fmt::format(", since {}", *rule.since);
    if (rule.every != 1) text += fmt::format(", every {} years", rule.every);
    if (rule.first_year) text += fmt::format(", from {}", *rule.first_year);
    if (rule.last_year) text += fmt::format(", until {}", *rule.last_year);
    if (rule.leap_month != DayRule::LeapMonth::Skip)
        text += fmt::format(", leap {}", kLeapWords[static_cast<std::size_t>(rule.leap_month)]);
    if (rule.short_month != DayRule::ShortMonth::LastDay)
        text += fmt::format(", short {}", kShortWords[static_cast<std::size_t>(rule.short_month)]);
    return text;
}

}  // namespace sen::language
