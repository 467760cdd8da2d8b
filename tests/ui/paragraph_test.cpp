// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "ui/room.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using namespace sen::ui::test;
using theme::ColourRole;
using theme::TextRole;

namespace {

const std::string kFirst = "Chợ họp bên rạch.";
const std::string kSecond = "Thuyền ghe tụ về đây từ sớm, và chợ đông đến trưa.";
const std::string kText = kFirst + " " + kSecond;

}  // namespace

TEST_CASE("paragraph: of a line that two sentences share only the spoken one is marked") {
    Room room;
    Paragraph paragraph(kText, {}, TextRole::Body, ColourRole::Ink);
    paragraph.measure(room.context, {600, kUnbounded});
    paragraph.arrange(room.context, {0, 0, 600, 400});
    const auto style = room.context.style(TextRole::Body, ColourRole::Ink);

    paragraph.set_spoken(std::pair<std::size_t, std::size_t>{0, kFirst.size()});
    const auto first = paragraph.spoken_marks(room.context);
    paragraph.set_spoken(std::pair<std::size_t, std::size_t>{kFirst.size() + 1, kText.size()});
    const auto second = paragraph.spoken_marks(room.context);

    REQUIRE(first.size() == 1);
    CHECK(first[0].x == 0);
    CHECK(first[0].width == room.context.text.width(kFirst, style));
    REQUIRE(second.size() >= 2);
    CHECK(second[0].y == first[0].y);
    CHECK(second[0].x >= first[0].right());
    for (std::size_t line = 1; line < second.size(); ++line) CHECK(second[line].x == 0);
    CHECK(paragraph.spoken_lines() == std::pair(second.front().y, second.back().bottom()));
}

TEST_CASE("paragraph: bold words in a spoken sentence leave no gap in its mark") {
    Room room;
    const std::size_t bold = kText.find("ghe");
    Paragraph paragraph(kText, {{bold, bold + 3, TextRole::Strong}}, TextRole::Body,
                        ColourRole::Ink);
    paragraph.measure(room.context, {2000, kUnbounded});
    paragraph.arrange(room.context, {0, 0, 2000, 400});

    paragraph.set_spoken(std::pair<std::size_t, std::size_t>{kFirst.size() + 1, kText.size()});
    const auto marks = paragraph.spoken_marks(room.context);

    REQUIRE(marks.size() == 3);
    CHECK(marks[1].x == marks[0].right());
    CHECK(marks[2].x == marks[1].right());
    paragraph.set_spoken(std::nullopt);
    CHECK(paragraph.spoken_marks(room.context).empty());
}
