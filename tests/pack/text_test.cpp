// SPDX-License-Identifier: Apache-2.0
#include "pack/text.h"

#include <doctest/doctest.h>

using namespace sen::pack;

TEST_CASE("text: ids follow the rule") {
    for (const char* good : {"a", "cau-binh-loi", "1902", "a1-b2"}) CHECK(is_id(good));
    for (const char* bad : {"", "-a", "a-", "a--b", "A", "cầu", "a b", "a/b", "..", "a.b"})
        CHECK_FALSE(is_id(bad));
    CHECK(is_id(std::string(64, 'a')));
    CHECK_FALSE(is_id(std::string(65, 'a')));
}

TEST_CASE("text: cleaning keeps lines and changes only what looks the same") {
    CHECK(clean_text("a\r\nb\rc\n", "vi") == "a\nb\nc\n");
    CHECK(clean_text("x\u00ADy\u200Bz\u200D\uFEFF", "vi") == "xyz");
    CHECK(clean_text("giữ\u00A0nguyên", "vi") == "giữ\u00A0nguyên");
    CHECK(clean_text("\u00D0", "vi") == "Đ");
    CHECK(clean_text("\u00D0", "is") == "\u00D0");
}

TEST_CASE("text: control characters are found where they may not be") {
    CHECK(find_control_character("a\nb", Lines::One) == 1);
    CHECK_FALSE(find_control_character("a\n\tb", Lines::Many));
    for (const char* bad : {"a\x01", "a\x7F", "a\u0085", "a\u2028", "a\u202E", "a\u2066"})
        CHECK(find_control_character(bad, Lines::Many) == 1);
}

TEST_CASE("text: the nearest name is offered, a far one is not") {
    const std::vector<std::string> keys{"title", "summary", "cover"};

    CHECK(nearest("titel", keys) == "title");
    CHECK(nearest("Cover", keys) == "cover");
    CHECK_FALSE(nearest("exhibits", keys));
    CHECK_FALSE(nearest(std::string(100'000, 't'), keys));
}

TEST_CASE("text: words and lines are counted") {
    CHECK(word_count("  Giếng làng\ncó từ lâu ") == 5);
    CHECK(line_at("a\nb\nc", 4) == 3);
    CHECK(character_count("Giếng") == 5);
}
