// SPDX-License-Identifier: Apache-2.0
#include "graphics/line_breaker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "fixtures.h"

using namespace sen::graphics;

namespace {

constexpr int kLetter = 10;  // px

/// Every character is kLetter wide; a whole line is 1 px a space wider than its words, as real
/// fonts do.
MeasureText fixed_width(const std::string& text) {
    return [&text](std::size_t begin, std::size_t end, Ellipsis ellipsis) {
        int width = ellipsis == Ellipsis::Yes ? kLetter : 0;
        for (std::size_t at = begin; at < end; ++at) {
            const bool is_start = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
            if (is_start) width += kLetter;
            if (text[at] == ' ' && at + 1 < end) ++width;
        }
        return width;
    };
}

/// Lines joined by "|", "…" where something is left out.
std::string broken(const std::string& text, const BreakOptions& options) {
    std::string result;
    for (const LineSpan& line : break_lines(text, options, fixed_width(text))) {
        if (!result.empty()) result += "|";
        result += text.substr(line.begin, line.end - line.begin);
        if (line.has_ellipsis) result += "…";
    }
    return result;
}

}  // namespace

TEST_CASE("line breaker: words fill a line until the joined text is too wide") {
    CHECK(broken("aaaa bbbb cccc dddd eeee", {145}) == "aaaa bbbb cccc|dddd eeee");
    CHECK(broken("aaaa bbbb cccc dddd eeee", {141}) == "aaaa bbbb|cccc dddd|eeee");
}

TEST_CASE("line breaker: a width of nothing breaks at newlines only") {
    CHECK(broken("một hai\nba bốn", {0}) == "một hai|ba bốn");
}

TEST_CASE("line breaker: an empty line stays, and an empty text has no lines") {
    CHECK(broken("một\n\nhai", {500}) == "một||hai");
    CHECK(break_lines("", {500}, fixed_width("")).empty());
}

TEST_CASE("line breaker: a word wider than the line is cut between characters") {
    CHECK(broken("nghiêngnghiêng ô", {55}) == "nghiê|ngngh|iêng|ô");
    CHECK(broken("Ậ Ẩ", {5}) == "Ậ|Ẩ");
}

TEST_CASE("line breaker: a cut leaves no opening quote behind, a shortened text neither") {
    CHECK(broken("ngh«ieng», a", {45}) == "ngh|«ien|g»,|a");
    CHECK(broken("mot « autre » ici", {85, 1}) == "mot…");
}

TEST_CASE("line breaker: a bound pair moves as one, and parts only when a line cannot hold it") {
    CHECK(broken("đi xa 12 km nữa rồi", {85}) == "đi xa|12 km|nữa rồi");
    CHECK(broken("12 km", {35}) == "12|km");
}

TEST_CASE("line breaker: a short syllable alone on the last line gets company") {
    CHECK(broken("một hai ba bốn năm", {155}) == "một hai ba|bốn năm");
    CHECK(broken("một hai ba bốn thuyềnbuồm", {155}) == "một hai ba bốn|thuyềnbuồm");
    CHECK(broken("một hai ba", {85}) == "một hai|ba");
}

TEST_CASE("line breaker: balance evens the lines out without adding one") {
    CHECK(broken("aaaa bbbb cccc dddd eeee ffff", {205}) == "aaaa bbbb cccc dddd|eeee ffff");
    CHECK(broken("aaaa bbbb cccc dddd eeee ffff", {205, 0, true}) ==
          "aaaa bbbb cccc|dddd eeee ffff");
    CHECK(broken("aaaa bbbb", {205, 0, true}) == "aaaa bbbb");
}

TEST_CASE("line breaker: two even lines part where a phrase ends, if neither is much shorter") {
    CHECK(broken("Lễ Khai hạ – Cầu an", {135, 0, true}) == "Lễ Khai hạ –|Cầu an");
    CHECK(broken("năm đóa sen, gợi năm phường", {205, 0, true}) == "năm đóa sen,|gợi năm phường");
    CHECK(broken("một, hai ba bốn năm sáu bảy", {235, 0, true}) == "một, hai ba bốn|năm sáu bảy");
}

TEST_CASE("line breaker: the last line allowed ends in an ellipsis after a whole word") {
    CHECK(broken("một hai, ba bốn năm sáu", {95, 1}) == "một hai…");
    CHECK(broken("một hai ba bốn năm sáu bảy", {95, 2}) == "một hai|ba bốn…");
    CHECK(broken("một hai", {95, 2}) == "một hai");
    CHECK(broken("một\nhai", {95, 1}) == "một…");
    CHECK(broken("nghiêngnghiêng", {55, 1}) == "nghi…");
}

TEST_CASE("line breaker: no line is too wide and no word is lost, at any width") {
    const std::string& text = test::kParagraph;
    const MeasureText measure = fixed_width(text);

    for (int width = 80; width <= 1200; ++width) {
        const auto lines = break_lines(text, {width}, measure);
        std::size_t at = 0;
        for (const LineSpan& line : lines) {
            REQUIRE(measure(line.begin, line.end, Ellipsis::No) <= width);
            REQUIRE(line.begin < line.end);
            REQUIRE(text.find_first_not_of(' ', at) == line.begin);
            REQUIRE(std::string_view(",.;:!?)%").find(text[line.begin]) == std::string_view::npos);
            at = line.end;
        }
        REQUIRE(at == text.size());
    }
}

TEST_CASE("line breaker: truncated text fits too, at any width and number of lines") {
    const std::string& text = test::kParagraph;
    const MeasureText measure = fixed_width(text);

    for (int width = 20; width <= 600; width += 7)
        for (const int max_lines : {1, 2, 3}) {
            const auto lines = break_lines(text, {width, max_lines}, measure);
            REQUIRE(lines.size() == static_cast<std::size_t>(max_lines));
            const LineSpan last = lines.back();
            REQUIRE(last.has_ellipsis);
            REQUIRE(measure(last.begin, last.end, Ellipsis::Yes) <= width);
        }
}
