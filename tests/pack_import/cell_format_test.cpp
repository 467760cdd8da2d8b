// SPDX-License-Identifier: Apache-2.0
#include "pack/import/cell_format.h"

#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace sen;
using namespace sen::pack;

namespace {

std::string shown(const std::string& number, std::string_view code, bool is_from_1904 = false) {
    return shown_number(number, parse_cell_format(code), is_from_1904);
}

}  // namespace

TEST_CASE("cell format: days and hours") {
    CHECK(shown("4174", "dd/mm/yyyy") == "5/6/1911");
    CHECK(shown("46086", "\"ngày \"d\" tháng \"m\" năm \"yyyy") == "5/3/2026");
    CHECK(shown("46086", "[$-42A]dddd, d mmmm yyyy;@") == "5/3/2026");
    CHECK(shown("16650", "m/yyyy") == "8/1945");
    CHECK(shown("16650", "yyyy") == "1945");
    CHECK(shown("46086", "d/m") == "5/3");
    CHECK(shown("46087.5868055556", "d/m/yyyy h:mm") == "14:05 6/3/2026");
    CHECK(shown("0.586805555555556", "hh:mm") == "14:05");
    CHECK(shown("0.99999", "h:mm AM/PM") == "00:00");
    CHECK(shown("-18869", "d/m/yyyy") == "2/5/1848");
    // Excel's first day, and the first after its 29 February 1900.
    CHECK(shown("1", "d/m/yyyy") == "1/1/1900");
    CHECK(shown("61", "d/m/yyyy") == "1/3/1900");
    CHECK(shown("44623", "d/m/yyyy", true) == "4/3/2026");
    CHECK(shown("9999999", "d/m/yyyy") == "9999999");
}

TEST_CASE("cell format: numbers as a Vietnamese reader writes them") {
    CHECK(shown("1930", "General") == "1930");
    CHECK(shown("0.30000000000000004", "General") == "0,3");
    CHECK(shown("1E+30", "General") == "1E+30");
    CHECK(shown("0.934", "0.0%") == "93,4%");
    CHECK(shown("1234567", "#,##0\\ [$₫-42A]") == "1.234.567 ₫");
    CHECK(shown("1234567.891", "_-* #,##0.00\\ _₫_-;-* #,##0.00") == "1.234.567,89 ");
    CHECK(shown("12", "0\" người\"") == "12 người");
    CHECK(shown("7", "\"Số \"000") == "Số 7");
    CHECK(shown("1500000000", "0.00E+00") == "1500000000");
    CHECK(shown("chữ", "0.00") == "chữ");
    CHECK(shown("nan", "0.00") == "nan");
    CHECK(shown("", "0") == "");
}

TEST_CASE("cell format: any code and any number is answered in UTF-8") {
    const std::string codes = "dmyhsDMYHS0#?.,%[]$-\"\\_*;@eEA/P₫ ";
    std::uint32_t seed = 1;
    for (int round = 0; round < 5000; ++round) {
        std::string code, number;
        for (int i = 0; i < round % 17; ++i) {
            seed = seed * 1664525 + 1013904223;
            code += codes[(seed >> 16) % codes.size()];
            number += "0123456789.-e"[(seed >> 8) % 13];
        }
        if (find_invalid_utf8(code)) continue;
        CHECK_MESSAGE(!find_invalid_utf8(shown(number, code)), code << " | " << number);
    }
    for (std::size_t id = 0; id < 60; ++id)
        CHECK(!shown_number("46086", built_in_cell_format(id), false).empty());
}
