// SPDX-License-Identifier: Apache-2.0
#include "language/numbers.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "language/letter_case.h"

using namespace sen::language;

namespace {

std::string vietnamese(std::int64_t value, Dialect dialect = Dialect::Northern) {
    return number_in_words(value, Locale::Vietnamese, dialect);
}

std::string english(std::int64_t value) {
    return number_in_words(value, Locale::English);
}

constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST_CASE("numbers: are grouped as the country does") {
    CHECK(format_decimal(1234567.89, 2, Locale::Vietnamese) == "1.234.567,89");
    CHECK(format_decimal(1234567.89, 2, Locale::English) == "1,234,567.89");
    CHECK(format_percent(93.44, 2, Locale::Vietnamese) == "93,44%");
    CHECK(format_percent(93.44, 2, Locale::English) == "93.44%");
    CHECK(format_dong(12000, Locale::Vietnamese) == "12.000\u00A0₫");
    CHECK(format_dong(-12000, Locale::English) == "-₫12,000");
    CHECK(format_integer(17096939, Locale::Vietnamese) == "17.096.939");
    CHECK(format_integer(667, Locale::Vietnamese) == "667");
    CHECK(format_integer(-6513, Locale::Vietnamese) == "-6.513");
    CHECK(format_integer(kLeast, Locale::English) == "-9,223,372,036,854,775,808");
    CHECK(format_dong(kLeast, Locale::English) == "-₫9,223,372,036,854,775,808");
    CHECK(format_decimal(std::numeric_limits<double>::infinity(), 2, Locale::English) == "–");
    CHECK(format_decimal(0.5, 99, Locale::English) == "0.500000000");
}

TEST_CASE("numbers: Vietnamese words") {
    CHECK(vietnamese(0) == "không");
    CHECK(vietnamese(4) == "bốn");
    CHECK(vietnamese(5) == "năm");
    CHECK(vietnamese(10) == "mười");
    CHECK(vietnamese(11) == "mười một");
    CHECK(vietnamese(14) == "mười bốn");
    CHECK(vietnamese(15) == "mười lăm");
    CHECK(vietnamese(20) == "hai mươi");
    CHECK(vietnamese(21) == "hai mươi mốt");
    CHECK(vietnamese(24) == "hai mươi tư");
    CHECK(vietnamese(55) == "năm mươi lăm");
    CHECK(vietnamese(100) == "một trăm");
    CHECK(vietnamese(105) == "một trăm linh năm");
    CHECK(vietnamese(105, Dialect::Southern) == "một trăm lẻ năm");
    CHECK(vietnamese(101) == "một trăm linh một");
    CHECK(vietnamese(110) == "một trăm mười");
    CHECK(vietnamese(111) == "một trăm mười một");
    CHECK(vietnamese(121) == "một trăm hai mươi mốt");
    CHECK(vietnamese(115) == "một trăm mười lăm");
    CHECK(vietnamese(555) == "năm trăm năm mươi lăm");
    CHECK(vietnamese(2024, Dialect::Southern) == "hai ngàn không trăm hai mươi tư");
    CHECK(vietnamese(21'000) == "hai mươi mốt nghìn");
    CHECK(vietnamese(1'000'000) == "một triệu");
    CHECK(vietnamese(1000) == "một nghìn");
    CHECK(vietnamese(1005) == "một nghìn không trăm linh năm");
    CHECK(vietnamese(1005, Dialect::Southern) == "một ngàn không trăm lẻ năm");
    CHECK(vietnamese(1911) == "một nghìn chín trăm mười một");
    CHECK(vietnamese(1975) == "một nghìn chín trăm bảy mươi lăm");
    CHECK(vietnamese(2030) == "hai nghìn không trăm ba mươi");
    CHECK(vietnamese(1000005) == "một triệu không trăm linh năm");
    CHECK(vietnamese(17096939) ==
          "mười bảy triệu không trăm chín mươi sáu nghìn chín trăm ba mươi chín");
    CHECK(vietnamese(2'000'000'001) == "hai tỷ không trăm linh một");
    CHECK(vietnamese(1'000'000'000'000) == "một nghìn tỷ");
    CHECK(vietnamese(-21) == "âm hai mươi mốt");
    CHECK(vietnamese(kLeast).starts_with("âm chín tỷ hai trăm"));
}

TEST_CASE("numbers: English words") {
    CHECK(english(0) == "zero");
    CHECK(english(15) == "fifteen");
    CHECK(english(21) == "twenty-one");
    CHECK(english(100) == "one hundred");
    CHECK(english(105) == "one hundred and five");
    CHECK(english(1005) == "one thousand and five");
    CHECK(english(1911) == "one thousand nine hundred and eleven");
    CHECK(english(105'000) == "one hundred and five thousand");
    CHECK(english(2'000'001) == "two million and one");
    CHECK(english(-4) == "minus four");
    CHECK(english(kLeast).starts_with("minus nine quintillion two hundred and twenty-three"));
}

TEST_CASE("letter case: all Vietnamese letters, and any bytes") {
    CHECK(to_upper("nguyễn ái quốc, đường") == "NGUYỄN ÁI QUỐC, ĐƯỜNG");
    CHECK(to_lower("NGUYỄN ÁI QUỐC, ĐƯỜNG") == "nguyễn ái quốc, đường");
    CHECK(capitalise("ơn") == "Ơn");
    CHECK(capitalise("") == "");
    CHECK(to_upper("a\xff"
                   "b") ==
          "A\xff"
          "B");
}
