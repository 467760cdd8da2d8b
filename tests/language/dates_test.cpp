// SPDX-License-Identifier: Apache-2.0
#include "language/dates.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sen;
using namespace sen::language;

namespace {

using P = DatePrecision;

Date make(P precision, int year, int month = 0, int day = 0) {
    Date date;
    date.precision = precision;
    date.year = year;
    date.month = month;
    date.day = day;
    return date;
}

Date make_years(P precision, int year, int last_year) {
    Date date = make(precision, year);
    date.last_year = last_year;
    return date;
}

Date make_quarter(int quarter, int year) {
    Date date = make(P::Quarter, year);
    date.quarter = quarter;
    return date;
}

Date circa(Date date) {
    date.is_circa = true;
    return date;
}

void check_read(const std::string& text, const DateSpan& wanted) {
    CAPTURE(text);
    const auto span = parse_date(text);
    REQUIRE_MESSAGE(span, span.error().message);
    CHECK(*span == wanted);
}

void check_read(const std::string& text, const Date& wanted) {
    check_read(text, DateSpan{wanted, std::nullopt, std::nullopt});
}

const std::vector<Date> kDates{make(P::Day, 1911, 6, 5),
                               make(P::Day, 938, 12, 1),
                               make(P::Month, 938, 12),
                               make(P::Year, 938),
                               circa(make(P::Month, 1905, 9)),
                               make(P::Month, 1911, 6),
                               make(P::Year, 1890),
                               circa(make(P::Year, 1890)),
                               make_quarter(3, 2024),
                               make(P::FirstMonths, 2022, 9),
                               make(P::FirstMonths, 2022, 1),
                               make_years(P::Term, 2020, 2025),
                               make_years(P::SchoolYear, 2024, 2025),
                               make(P::DayOfYear, 0, 6, 21)};

}  // namespace

TEST_CASE("dates: the forms of ward papers are read") {
    using std::chrono::minutes;

    check_read("Thứ Hai, ngày 22 tháng 7 năm 2024", make(P::Day, 2024, 7, 22));
    check_read("21/6", make(P::DayOfYear, 0, 6, 21));
    check_read("[ Đăng ngày: 23/01/2024 ]", make(P::Day, 2024, 1, 23));
    check_read("19-5-2022", make(P::Day, 2022, 5, 19));
    check_read("5-5-2022", make(P::Day, 2022, 5, 5));
    check_read("18/12/1972 - 18/12/2022",
               {make(P::Day, 1972, 12, 18), make(P::Day, 2022, 12, 18), std::nullopt});
    check_read("Thứ tư, 12/07/2023 - 22:40",
               {make(P::Day, 2023, 7, 12), std::nullopt, minutes(22 * 60 + 40)});
    check_read("17:51 22/11/2024",
               {make(P::Day, 2024, 11, 22), std::nullopt, minutes(17 * 60 + 51)});
    check_read("quý III năm 2024", make_quarter(3, 2024));
    check_read("9 tháng năm 2022", make(P::FirstMonths, 2022, 9));
    check_read("nhiệm kỳ 2020 -2025", make_years(P::Term, 2020, 2025));
    check_read("năm học 2024 - 2025", make_years(P::SchoolYear, 2024, 2025));
    check_read("Ngày 10/2/2023", make(P::Day, 2023, 2, 10));
}

TEST_CASE("dates: other usual forms are read, with and without marks") {
    check_read("tháng tư năm 1975", make(P::Month, 1975, 4));
    check_read("tháng Năm năm 1890", make(P::Month, 1890, 5));
    check_read("9 tháng năm năm 2022", make(P::Day, 2022, 5, 9));
    check_read("ngay 2 thang 9 nam 1945", make(P::Day, 1945, 9, 2));
    check_read("khoảng tháng 9 năm 1905", circa(make(P::Month, 1905, 9)));
    check_read("6/1911", make(P::Month, 1911, 6));
    check_read("2024-07-22", make(P::Day, 2024, 7, 22));
    check_read("1890 – 1969", {make(P::Year, 1890), make(P::Year, 1969), std::nullopt});
    check_read("21/6 - 25/6/2024",
               {make(P::Day, 2024, 6, 21), make(P::Day, 2024, 6, 25), std::nullopt});
    check_read("từ ngày 1/5/2024 đến ngày 19/5/2024",
               {make(P::Day, 2024, 5, 1), make(P::Day, 2024, 5, 19), std::nullopt});
    check_read("Quý 3/2024", make_quarter(3, 2024));
    check_read("năm 938", make(P::Year, 938));
    check_read("29/2", make(P::DayOfYear, 0, 2, 29));
}

TEST_CASE("dates: English is read") {
    check_read("Monday, 22 July 2024", make(P::Day, 2024, 7, 22));
    check_read("July 22, 2024", make(P::Day, 2024, 7, 22));
    check_read("c. September 1905", circa(make(P::Month, 1905, 9)));
    check_read("Q3 2024", make_quarter(3, 2024));
    check_read("first 9 months of 2022", make(P::FirstMonths, 2022, 9));
    check_read("school year 2024-2025", make_years(P::SchoolYear, 2024, 2025));
    check_read("from 1 May 2024 to 19 May 2024",
               {make(P::Day, 2024, 5, 1), make(P::Day, 2024, 5, 19), std::nullopt});
}

TEST_CASE("dates: what is no date is refused with the key of the reason") {
    using Values = std::vector<std::pair<std::string, std::string>>;
    const auto fault = [](const char* text) { return find_date_fault(text).value(); };

    CHECK(fault("Thứ Ba, ngày 22 tháng 7 năm 2024") ==
          TextFault{"date_weekday", Values{{"day", "22/7/2024"}}});
    CHECK(fault("22/7/24") == TextFault{"date_year_digits", Values{{"year", "24"}}});
    CHECK(fault("31/4/2024").key == "date_not_in_calendar");
    CHECK(fault("22/7/2024 và 5") == TextFault{"date_unclear", Values{{"word", "va"}}});
    CHECK(fault("hôm qua") == TextFault{"date_unclear", Values{{"word", "hom"}}});
    CHECK(fault("1/1/2024 -").key == "date_cut");
    CHECK(fault("22") == TextFault{"date_number_alone", Values{{"number", "22"}}});
    CHECK(fault("25:00 1/1/2024").key == "date_hour");
    CHECK(fault("2/1/2024 - 1/1/2024").key == "date_backwards");
    CHECK(fault("Thứ Hai, 2024").key == "date_weekday_alone");
    CHECK(fault("1234567890123").key == "date_too_long");
    CHECK_FALSE(find_date_fault("khoảng 1930"));
    CHECK(parse_date("hôm qua").error().message.find("date_unclear, word: hom") !=
          std::string::npos);
    for (const auto* text : {"",
                             "31/4/2024",
                             "29/2/2023",
                             "30/2",
                             "13/2024",
                             "0/0",
                             "22/7/2024 và 5",
                             "năm 38",
                             "tháng giêng năm 2024",
                             "tháng năm 2022",
                             "quý V năm 2024",
                             "năm học 2024-2026",
                             "nhiệm kỳ 2025-2020",
                             "25:00 1/1/2024",
                             "1:5 1/1/2024",
                             "2/1/2024 - 1/1/2024",
                             "17:51 tháng 6 năm 2024",
                             "1234567890123",
                             "1/1/2024 -",
                             "hôm qua",
                             "\xff",
                             "22",
                             "7",
                             "từ 1/1/2024",
                             "22-7",
                             "12345",
                             "Thứ Hai",
                             "Thứ Hai, 2024",
                             "10000-01-01",
                             "1/1/2024 - 5/5"})
        CHECK_MESSAGE((!parse_date(text) && find_date_fault(text)), text);
    CHECK_FALSE(parse_date(std::string(10'000, '1')));
}

TEST_CASE("dates: are written as each language does") {
    const auto day = make(P::Day, 1911, 6, 5);
    const auto vietnamese = [](const Date& date, DateStyle style) {
        return format_date(date, Locale::Vietnamese, style);
    };

    CHECK(vietnamese(day, DateStyle::Short) == "5/6/1911");
    CHECK(vietnamese(day, DateStyle::Long) == "ngày 5 tháng 6 năm 1911");
    CHECK(vietnamese(day, DateStyle::WithWeekday) == "Thứ Hai, ngày 5 tháng 6 năm 1911");
    CHECK(vietnamese(make(P::Month, 1911, 6), DateStyle::Long) == "tháng 6 năm 1911");
    CHECK(vietnamese(circa(make(P::Month, 1905, 9)), DateStyle::Long) == "khoảng tháng 9 năm 1905");
    CHECK(vietnamese(make(P::Year, 1890), DateStyle::Long) == "năm 1890");
    CHECK(vietnamese(make(P::Year, 1890), DateStyle::Short) == "1890");
    CHECK(vietnamese(make_quarter(3, 2024), DateStyle::Long) == "quý III năm 2024");
    CHECK(vietnamese(make_years(P::Term, 2020, 2025), DateStyle::Long) == "nhiệm kỳ 2020–2025");
    CHECK(format_date(day, Locale::English, DateStyle::WithWeekday) == "Monday, 5 June 1911");
    CHECK(format_date(circa(make(P::Year, 1890)), Locale::English, DateStyle::Long) ==
          "about 1890");
    CHECK(format_time(std::chrono::minutes(14 * 60 + 5)) == "14:05");
    CHECK(format_span({make(P::Year, 1890), make(P::Year, 1969), std::nullopt}, Locale::Vietnamese,
                      DateStyle::Short) == "1890–1969");
}

TEST_CASE("dates: all that is written is read again") {
    for (const auto locale : {Locale::Vietnamese, Locale::English})
        for (const auto style : {DateStyle::Short, DateStyle::Long, DateStyle::WithWeekday}) {
            for (const auto& date : kDates) check_read(format_date(date, locale, style), date);
            const DateSpan span{make(P::Day, 1972, 12, 18), make(P::Day, 2022, 12, 18),
                                std::nullopt};
            check_read(format_span(span, locale, style), span);
            const DateSpan hour{make(P::Day, 2024, 11, 22), std::nullopt, std::chrono::minutes(7)};
            check_read(format_span(hour, locale, style), hour);
        }
}

TEST_CASE("dates: the sort key keeps the precision") {
    const std::vector<Date> ordered{
        make(P::DayOfYear, 0, 6, 21), make(P::Day, 938, 12, 1), make_years(P::Term, 1911, 1915),
        circa(make(P::Year, 1911)),   make(P::Year, 1911),      make_quarter(1, 1911),
        make(P::Month, 1911, 1),      make(P::Day, 1911, 1, 1), make(P::Day, 1911, 1, 2),
        make_quarter(2, 1911),        make(P::Month, 1911, 6),  make(P::Day, 1911, 6, 5),
        make(P::Day, 9999, 12, 31)};

    for (std::size_t i = 1; i < ordered.size(); ++i) {
        CAPTURE(i);
        CHECK(date_sort_key(ordered[i - 1]) < date_sort_key(ordered[i]));
    }
    CHECK(date_sort_key(ordered.back()) < (std::int64_t{1} << 40));
}

TEST_CASE("dates: bounds say which days may be meant") {
    using namespace std::chrono;
    const auto days = [](year_month_day from, year_month_day to) {
        return DayBounds{sys_days(from), sys_days(to)};
    };

    CHECK(bounds_of(make(P::Month, 2024, 2)) == days(2024y / 2 / 1, 2024y / 2 / 29));
    CHECK(bounds_of(make_quarter(4, 2024)) == days(2024y / 10 / 1, 2024y / 12 / 31));
    CHECK_FALSE(bounds_of(make(P::DayOfYear, 0, 6, 21)));
    CHECK_FALSE(bounds_of(make(P::Day, 2023, 2, 29)));
}
