// SPDX-License-Identifier: Apache-2.0
#include "pack/markdown.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace sen::pack;
using sen::catalogue::Block;
using sen::catalogue::RunStyle;

namespace {

/// "P text [strong][*emphasis]" of each block.
std::vector<std::string> outline(const std::vector<Block>& blocks) {
    std::vector<std::string> lines;
    for (const Block& block : blocks) {
        std::string line = std::string(1, "PHLQ"[static_cast<int>(block.kind)]) + " " + block.text;
        for (const auto& run : block.runs)
            line += fmt::format(" [{}{}]", run.style == RunStyle::Emphasis ? "*" : "",
                                block.text.substr(run.begin, run.end - run.begin));
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> briefs(const MarkdownText& text) {
    std::vector<std::string> list;
    for (const Fault& fault : text.faults)
        list.push_back(fmt::format("{} {}", fault.line, fault.key));
    return list;
}

}  // namespace

TEST_CASE("markdown: the subset becomes blocks") {
    struct Case {
        std::string text;
        std::vector<std::string> blocks;
    };
    const std::vector<Case> cases{
        {"Một\nhai.\n\nBa.\n", {"P Một hai.", "P Ba."}},
        {"## Đầu đề\nChữ.\n", {"H Đầu đề", "P Chữ."}},
        {"## Đầu ##\n", {"H Đầu"}},
        {"- Một\n- Hai\n", {"L Một", "L Hai"}},
        {"- Một\n\n- Hai\n", {"L Một", "L Hai"}},
        {"* Một\n* Hai\n", {"L Một", "L Hai"}},
        {"> Lời\n> nói.\n>\n> Lời nữa.\n", {"Q Lời nói.", "Q Lời nữa."}},
        {"A **đậm** và *nghiêng*.\n", {"P A đậm và nghiêng. [đậm] [*nghiêng]"}},
        {"***Cả hai***\n", {"P Cả hai [Cả hai] [*Cả hai]"}},
        {"**đậm *và nghiêng* hết**\n", {"P đậm và nghiêng hết [đậm và nghiêng hết] [*và nghiêng]"}},
        {"**hai\ndòng**\n", {"P hai dòng [hai dòng]"}},
        {"    Thụt vào bằng phím cách.\n", {"P Thụt vào bằng phím cách."}},
        {"Nhiều   khoảng \t trắng.  \nDòng sau.\n", {"P Nhiều khoảng trắng. Dòng sau."}},
        {"2 \\* 3 và \\#1\n", {"P 2 * 3 và #1"}},
        {"5 < 6 & 7 > 2\n", {"P 5 < 6 & 7 > 2"}},
        {"Năm 1902.\n", {"P Năm 1902."}},
        {"- **Đậm**: chữ\n", {"L Đậm: chữ [Đậm]"}},
        {"Không xuống dòng cuối", {"P Không xuống dòng cuối"}},
        {"", {}},
        {"\n\n  \n", {}},
    };
    for (const Case& c : cases) {
        const MarkdownText text = parse_markdown(c.text);

        CAPTURE(c.text);
        CHECK(briefs(text) == std::vector<std::string>{});
        CHECK(outline(text.blocks) == c.blocks);
    }
}

TEST_CASE("markdown: everything else is a fault at its line") {
    struct Case {
        std::string text;
        std::vector<std::string> faults;
    };
    const std::vector<Case> cases{
        {"Chữ.\n\n# Tên\n", {"3 md_title"}},
        {"Chữ.\n\n### Nhỏ\n", {"3 md_heading_level"}},
        {"Chữ.\n\n##Dính\n", {"3 md_heading_space"}},
        {"Chữ.\n\nTên\n---\n", {"3 md_underlined_heading"}},
        {"Tên\n===\n", {"1 md_underlined_heading"}},
        {"Chữ.\n\n***\n\nChữ.\n\n---\n", {"3 md_rule", "7 md_rule"}},
        {"Chữ\n[liên kết](http://a.vn)\n", {"2 md_link"}},
        {"Chữ\n\n<http://a.vn>\n", {"3 md_link"}},
        {"Chữ [a]\n\n[a]: http://a.vn\n", {"1 md_link", "3 md_link"}},
        {"\n\n![](anh.jpg)\n", {"3 md_image"}},
        {"\n![Ảnh *đẹp*](anh.jpg)\n", {"2 md_image"}},
        {"Một <b>đậm</b>\n", {"1 md_html"}},
        {"Chữ.\n\n<div>\nx\n</div>\n", {"3 md_html"}},
        {"<!-- ghi chú -->\n\nChữ.\n", {"1 md_html"}},
        {"Chữ.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", {"3 md_table"}},
        {"Chữ.\n\n```\nmã\n```\n", {"3 md_code"}},
        {"Chữ.\n\n```cpp\nmã\n```\n", {"3 md_code"}},
        {"Chữ.\n\n```\n```\n", {"3 md_code"}},
        {"Một `mã`\n", {"1 md_code"}},
        {"Một ~~bỏ~~\n", {"1 md_strike"}},
        {"Chữ.\n\n1. Một\n2. Hai\n", {"3 md_numbered_list"}},
        {"1902. Năm ấy.\n", {"1 md_numbered_list"}},
        {"- Một\n  - Con\n", {"2 md_nested_list"}},
        {"- [ ] Việc\n", {"1 md_task"}},
        {"- Một\n\n  Đoạn nữa\n", {"3 md_list_paragraph"}},
        {"> ## Tên\n", {"1 md_nested"}},
        {"> - Một\n", {"1 md_nested_list"}},
        {"- > Lời\n", {"1 md_nested"}},
        {"> > Lời\n", {"1 md_nested"}},
        {"Chữ.\n\n##\n", {"3 md_empty_block"}},
        {"- Một\n-\n", {"2 md_empty_block"}},
        {"A &amp; B\n", {"1 md_entity"}},
        {"Một **đậm dở\n", {"1 md_star"}},
        {"Chữ\n\nMột ** đậm ** hai\n", {"3 md_star"}},
        {"Một\\\nhai\n", {"1 md_break"}},
    };
    for (const Case& c : cases) {
        const MarkdownText text = parse_markdown(c.text);

        CAPTURE(c.text);
        CHECK(briefs(text) == c.faults);
    }
}

TEST_CASE("markdown: a flood of faults stays bounded") {
    std::string flood;
    for (int i = 0; i < 20'000; ++i) flood += "# x\n";

    CHECK(parse_markdown(flood).faults.size() == 200);
}
