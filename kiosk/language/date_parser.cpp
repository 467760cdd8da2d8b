// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <string_view>

#include "language/calendar_words.h"
#include "language/dates.h"
#include "language/fold.h"
#include "language/numbers.h"
#include "language/text_parser.h"

namespace sen::language {

namespace {

namespace chrono = std::chrono;
/// A month as a word; those of the solar calendar: giêng and chạp are lunar ones.
std::optional<int> find_vietnamese_month(std::string_view word) {
    if (word == "tu") return 4;
    for (int month = 1; month <= 10; ++month)
        if (month != 4 && fold_text(number_in_words(month, Locale::Vietnamese)) == word)
            return month;
    return std::nullopt;
}

std::optional<int> find_english_count(std::string_view word) {
    for (int count = 1; count <= 12; ++count)
        if (number_in_words(count, Locale::English) == word) return count;
    return std::nullopt;
}

class DateParser : public TextParser {
  public:
    explicit DateParser(Scanner scanner) : TextParser(std::move(scanner), "date") {}

    Result<DateSpan> parse() {
        const bool is_bracketed = in_.take_symbol("[") || in_.take_symbol("(");
        skip_label();
        DateSpan span;
        SEN_CHECK(take_time(span));
        const bool is_range = in_.take_word("tu") || in_.take_word("from");
        SEN_TRY(span.from, date());
        SEN_CHECK(take_rest(span, is_range));
        if (is_bracketed) in_.take_symbol("]") || in_.take_symbol(")");
        in_.take_symbol(".");
        if (!in_.is_at_end()) return unclear();
        return span;
    }

  private:
    tl::unexpected<Error> bad_year(const std::string& year) {
        return refuse({"date_year_digits", {{"year", year}}});
    }

    /// "Đăng ngày:", "Ngày đăng:"
    void skip_label() {
        const auto begin = in_.position();
        const bool is_label = in_.take_words({"dang", "ngay"}) || in_.take_words({"ngay", "dang"});
        if (!is_label || !in_.take_symbol(":")) in_.return_to(begin);
    }

    /// What may follow the first date: an hour, or a second date.
    Result<void> take_rest(DateSpan& span, bool is_range) {
        const auto begin = in_.position();
        in_.take_symbol("-") || in_.take_symbol(",");
        if (!span.time) SEN_CHECK(take_time(span));
        if (span.time) {
            if (span.from.precision != DatePrecision::Day || span.from.is_circa)
                return refuse({"date_hour", {}});
            return {};
        }
        in_.return_to(begin);
        const bool is_joined =
            is_range ? in_.take_word("den") || in_.take_word("to") || in_.take_symbol("-")
                     : in_.take_symbol("-");
        if (!is_joined && is_range) return unclear();
        if (!is_joined) return {};
        SEN_TRY(span.to, date());
        return check_order(span);
    }

    Result<void> check_order(DateSpan& span) {
        auto& from = span.from;
        // 21/6 - 25/6/2024: the year is said once.
        if (from.precision == DatePrecision::DayOfYear &&
            span.to->precision == DatePrecision::Day) {
            from.precision = DatePrecision::Day;
            from.year = span.to->year;
        }
        const auto first = bounds_of(from);
        const auto last = bounds_of(*span.to);
        if (first && last ? first->first > last->first || first->last > last->last
                          : first.has_value() != last.has_value() || !from.is_valid())
            return refuse({"date_backwards", {}});
        return {};
    }

    /// 17:51
    Result<void> take_time(DateSpan& span) {
        const auto begin = in_.position();
        const auto hour = in_.take_number();
        if (!hour || !in_.take_symbol(":")) {
            in_.return_to(begin);
            return {};
        }
        const auto minute = in_.take_number();
        if (!minute || minute->digits != 2 || hour->digits > 2 || hour->value > 23 ||
            minute->value > 59)
            return refuse({"date_hour", {}});
        span.time = chrono::minutes(hour->value * 60 + minute->value);
        in_.take_symbol(",") || in_.take_symbol("-");
        return {};
    }

    Result<Date> date() {
        const bool is_circa = take_circa();
        const auto weekday = take_weekday(in_);
        if (weekday) in_.take_symbol(",");
        SEN_TRY(Date date, bare_date());
        date.is_circa = is_circa;
        if (!date.is_valid()) return refuse({"date_not_in_calendar", {}});
        if (weekday) {
            const auto bounds = bounds_of(date);
            if (date.precision != DatePrecision::Day) return refuse({"date_weekday_alone", {}});
            const chrono::weekday real(bounds->first);
            if (real != *weekday)
                return refuse({"date_weekday",
                               {{"day", format_date(date, Locale::Vietnamese, DateStyle::Short)}}});
        }
        return date;
    }

    bool take_circa() {
        if (in_.take_word("khoang") || in_.take_word("chung") || in_.take_word("about") ||
            in_.take_word("around") || in_.take_word("circa"))
            return true;
        if (!in_.take_word("c") && !in_.take_word("ca")) return false;
        in_.take_symbol(".");
        return true;
    }

    /// One of the forms, by how it begins.
    Result<Date> bare_date() {
        in_.take_word("the");
        if (in_.take_words({"nhiem", "ky"}) || in_.take_word("term"))
            return years(DatePrecision::Term);
        if (in_.take_words({"nam", "hoc"}) || in_.take_words({"school", "year"}))
            return years(DatePrecision::SchoolYear);
        if (in_.take_word("nam")) return whole_year();
        if (in_.take_word("quy") || in_.take_word("q")) return quarter();
        if (in_.take_word("thang")) return month();
        if (in_.take_word("ngay")) {
            const auto day = in_.take_number();
            if (!day) return unclear();
            return after_number(*day);
        }
        if (const auto number = in_.take_number()) return after_number(*number);
        return english_words();
    }

    Result<int> year() {
        const auto number = in_.take_number();
        if (!number) return unclear();
        if (number->digits < 3 || number->digits > 4) return bad_year(number->text);
        return number->value;
    }

    Result<Date> whole_year() {
        Date date;
        SEN_TRY(date.year, year());
        return date;
    }

    Result<Date> years(DatePrecision precision) {
        Date date;
        date.precision = precision;
        SEN_TRY(date.year, year());
        if (!in_.take_symbol("-")) return unclear();
        SEN_TRY(date.last_year, year());
        return date;
    }

    /// "năm 2024", "/2024", "2024", "of 2024"
    Result<int> year_of() {
        if (!in_.take_word("nam") && !in_.take_symbol("/")) in_.take_word("of");
        return year();
    }

    Result<Date> quarter() {
        Date date;
        date.precision = DatePrecision::Quarter;
        if (const auto number = in_.take_number()) {
            date.quarter = number->value;
        } else {
            date.quarter = find_roman_number(in_.take_any_word().value_or("")).value_or(0);
        }
        SEN_TRY(date.year, year_of());
        return date;
    }

    /// "6", "sáu", "mười hai"; "năm" is a month only before another "năm".
    std::optional<int> take_month_number() {
        if (const auto number = in_.take_number()) return number->value;
        if (in_.take_words({"muoi", "mot"})) return 11;
        if (in_.take_words({"muoi", "hai"})) return 12;
        const auto begin = in_.position();
        const auto month_number = find_vietnamese_month(in_.take_any_word().value_or(""));
        if (month_number == 5) {
            const auto after = in_.position();
            const bool is_month = in_.take_word("nam") || in_.take_symbol("/");
            in_.return_to(is_month ? after : begin);
            if (!is_month) return std::nullopt;
        }
        if (!month_number) in_.return_to(begin);
        return month_number;
    }

    /// After "tháng".
    Result<Date> month() {
        Date date;
        date.precision = DatePrecision::Month;
        const auto number = take_month_number();
        if (!number) return unclear();
        date.month = *number;
        SEN_TRY(date.year, year_of());
        return date;
    }

    /// "22 tháng 7 năm 2024" and "9 tháng đầu năm 2022", after "tháng".
    Result<Date> after_day_and_month_word(int number) {
        Date date;
        if (const auto month_number = take_month_number()) {
            date.precision = DatePrecision::DayOfYear;
            date.day = number;
            date.month = *month_number;
            return with_optional_year(date, in_.take_word("nam") || in_.take_symbol("/"));
        }
        date.precision = DatePrecision::FirstMonths;
        date.month = number;
        in_.take_word("dau");
        if (!in_.take_word("nam")) return unclear();
        SEN_TRY(date.year, year());
        return date;
    }

    Result<Date> with_optional_year(Date date, bool has_year) {
        if (!has_year) return date;
        date.precision = DatePrecision::Day;
        SEN_TRY(date.year, year());
        return date;
    }

    Result<Date> after_number(const Token& first) {
        if (first.digits >= 3) return after_year(first);
        if (in_.take_word("thang")) return after_day_and_month_word(first.value);
        const auto begin = in_.position();
        if (const auto word = in_.take_any_word()) {
            const auto english = find_english_month(*word);
            if (english) return day_of_english_month(first.value, *english);
            in_.return_to(begin);
        }
        for (const auto* separator : {"/", "-", "."})
            if (in_.take_symbol(separator)) return numeric(first, separator);
        return refuse({"date_number_alone", {{"number", first.text}}});
    }

    Result<Date> day_of_english_month(int day, int month_number) {
        Date date;
        date.precision = DatePrecision::DayOfYear;
        date.day = day;
        date.month = month_number;
        const auto begin = in_.position();
        const auto number = in_.take_number();
        const bool has_year = number && number->digits >= 3;
        in_.return_to(begin);
        return with_optional_year(date, has_year);
    }

    /// 22/7/2024, 21/6, 6/1911
    Result<Date> numeric(const Token& first, std::string_view separator) {
        const auto second = in_.take_number();
        if (!second) return unclear();
        Date date;
        if (second->digits >= 3 && separator == "/") {
            date.precision = DatePrecision::Month;
            date.month = first.value;
            date.year = second->value;
            return date;
        }
        date.precision = DatePrecision::DayOfYear;
        date.day = first.value;
        date.month = second->value;
        // "21/6 - 25/6": only the same mark goes on with this date.
        const bool has_year = in_.take_symbol(separator);
        if (!has_year && separator != "/") return unclear();
        return with_optional_year(date, has_year);
    }

    /// 1911, 2024-07-22, "2020–2025 term"
    Result<Date> after_year(const Token& first) {
        Date date;
        if (first.digits > 4) return bad_year(first.text);
        date.year = first.value;
        const auto begin = in_.position();
        if (!in_.take_symbol("-")) return date;
        const auto second = in_.take_number();
        if (second && second->digits <= 2 && in_.take_symbol("-")) {
            const auto third = in_.take_number();
            if (!third) return unclear();
            date.precision = DatePrecision::Day;
            date.month = second->value;
            date.day = third->value;
            return date;
        }
        if (second && second->digits >= 3) {
            const bool is_term = in_.take_word("term");
            if (is_term || in_.take_words({"school", "year"})) {
                date.precision = is_term ? DatePrecision::Term : DatePrecision::SchoolYear;
                date.last_year = second->value;
                return date;
            }
        }
        in_.return_to(begin);
        return date;
    }

    /// "July 2024", "July 22, 2024", "third quarter of 2024", "first nine months of 2022"
    Result<Date> english_words() {
        const auto word = in_.take_any_word();
        if (!word) return unclear();
        Date date;
        if (const auto number = find_english_month(*word)) return after_english_month(*number);
        const auto ordinal = find_english_ordinal(*word).value_or(0);
        if (ordinal > 0 && in_.take_word("quarter")) {
            date.precision = DatePrecision::Quarter;
            date.quarter = ordinal;
            SEN_TRY(date.year, year_of());
            return date;
        }
        if (ordinal == 1) {
            date.precision = DatePrecision::FirstMonths;
            date.month = 1;
            if (!in_.take_word("month")) {
                const auto count = in_.take_number();
                date.month = count
                                 ? count->value
                                 : find_english_count(in_.take_any_word().value_or("")).value_or(0);
                if (!in_.take_word("months")) return unclear();
            }
            SEN_TRY(date.year, year_of());
            return date;
        }
        return refuse({"date_unclear", {{"word", *word}}});
    }

    Result<Date> after_english_month(int month_number) {
        Date date;
        date.precision = DatePrecision::Month;
        date.month = month_number;
        const auto number = in_.take_number();
        if (!number) return unclear();
        if (number->digits <= 2) {
            in_.take_symbol(",");
            return day_of_english_month(number->value, month_number);
        }
        if (number->digits > 4) return unclear();
        date.year = number->value;
        return date;
    }
};

}  // namespace

Result<DateSpan> parse_date(std::string_view text) {
    return parse_text<DateParser>(text, "date");
}

std::optional<TextFault> find_date_fault(std::string_view text) {
    return find_fault<DateParser>(text, "date_too_long");
}

}  // namespace sen::language
