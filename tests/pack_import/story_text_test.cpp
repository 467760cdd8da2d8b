// SPDX-License-Identifier: Apache-2.0
#include "pack/import/story_text.h"

#include <doctest/doctest.h>

#include "pack/markdown.h"
#include "pack/text.h"

using namespace sen;
using namespace sen::pack;

namespace {

Paragraph paragraph(const std::string& text, ParagraphKind kind = ParagraphKind::Body) {
    return {kind, {{text, "", false, false}}, 1};
}

}  // namespace

TEST_CASE("story text: signs of Markdown in a text show as themselves and are no fault") {
    for (const std::string text :
         {"1. Mở đầu", "1902) năm ấy", "- không phải danh sách", "# số", "> 5 và <b>", "a*b*c _d_",
          "[x](y) ![z]", "A & B &amp; C", "`mã` ~~bỏ~~", "| a | b |", "\\ ngược", "--- gạch",
          "=== bằng", "+ cộng", "* sao", "5 < 6 > 4", "a_b_c"}) {
        Document document;
        document.paragraphs = {paragraph("Tên"), paragraph(text)};
        const StoryText story = story_text(document);

        const MarkdownText read = parse_markdown(story.markdown);

        INFO(story.markdown);
        CHECK(story.title == "Tên");
        CHECK(read.faults.empty());
        REQUIRE(read.blocks.size() == 1);
        CHECK(read.blocks[0].text == text);
    }
}

TEST_CASE("story text: a letter and its mark in two runs are one letter in the story") {
    const std::vector<TextRun> parted{{"Viê", "", false, false}, {"\xCC\xA3t", "", false, false}};
    Document document;
    document.paragraphs = {{ParagraphKind::Title, parted, 1}, {ParagraphKind::Body, parted, 2}};

    const StoryText story = story_text(document);

    CHECK(story.title == "Việt");
    CHECK(story.markdown == "Việt\n");
}

TEST_CASE("story text: headings, lists, quotations and bold words are what check takes") {
    Document document;
    document.paragraphs = {paragraph("Giếng làng", ParagraphKind::Title),
                           paragraph("Mở đầu.\nDòng hai."),
                           paragraph("Ngày nay", ParagraphKind::Heading),
                           paragraph("một", ParagraphKind::Item),
                           paragraph("hai", ParagraphKind::Item),
                           paragraph("lời kể", ParagraphKind::Quotation),
                           {ParagraphKind::Body,
                            {{"Có ", "", false, false},
                             {"chữ đậm ", "", true, false},
                             {"và ", "", false, false},
                             {"nghiêng", "", false, true},
                             {", n", "", false, false},
                             {"ửa", "", true, false},
                             {" chừng ", "", false, false},
                             {"(…)", "", true, false}},
                            9}};

    const StoryText story = story_text(document);
    const MarkdownText read = parse_markdown(story.markdown);

    CHECK(story.markdown ==
          "Mở đầu. Dòng hai.\n\n## Ngày nay\n\n- một\n- hai\n\n> lời kể\n\n"
          "Có **chữ đậm** và *nghiêng*, nửa chừng (…)\n");
    CHECK(read.faults.empty());
    CHECK(read.blocks.size() == 6);
}

TEST_CASE("story text: a word that Word cut has the look of its first letter") {
    Document document;
    document.paragraphs = {paragraph("Tên"),
                           {ParagraphKind::Body,
                            {{"ở ", "", false, false},
                             {"Bà Chi", "", true, false},
                             {"ểu, n", "", false, false},
                             {"ă", "", true, false},
                             {"m 1848 (", "", false, false},
                             {"nay", "", false, true},
                             {").", "", false, false}},
                            1}};

    CHECK(story_text(document).markdown == "ở **Bà Chiểu**, năm 1848 (*nay*).\n");
}

TEST_CASE("story text: a first paragraph that is a sentence is no title") {
    Document document;
    document.paragraphs = {paragraph("Giếng làng nằm ở đầu xóm."), paragraph("Cả xóm.")};
    CHECK(story_text(document).title == "");

    document.paragraphs = {paragraph(std::string(61, 'a'))};
    CHECK(story_text(document).title == "");
    document.paragraphs = {};
    CHECK(story_text(document).markdown == "");
}

TEST_CASE("story text: ids have no marks, and are never too long or empty") {
    CHECK(to_id("Lăng Ông (Bà Chiểu)", "muc") == "lang-ong-ba-chieu");
    CHECK(to_id("ĐƯỜNG 30-4", "muc") == "duong-30-4");
    CHECK(to_id("…", "muc") == "muc");
    CHECK(to_id("", "muc") == "muc");
    const std::string longest = to_id(std::string(200, 'a') + " " + std::string(200, 'b'), "muc");
    CHECK(is_id(longest + "-99"));
    CHECK(is_id(to_id("\xFF\xFEx y", "muc")));
}
