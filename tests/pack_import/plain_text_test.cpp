// SPDX-License-Identifier: Apache-2.0
#include "pack/import/plain_text.h"

#include <doctest/doctest.h>

#include "old_text.h"

using namespace sen;
using namespace sen::pack;

namespace {

std::vector<std::vector<std::string>> cells_of(std::string_view text) {
    std::vector<std::vector<std::string>> rows;
    const auto table = table_document(text);
    REQUIRE(table);
    for (const auto& row : table->rows) {
        rows.emplace_back();
        for (const TextRun& cell : row) rows.back().push_back(cell.text);
    }
    return rows;
}

}  // namespace

TEST_CASE("plain text: bytes are UTF-8, UTF-16 or those of an old encoding") {
    const std::string text = "Bà Chiểu, năm 1911.";
    const auto encoding_of = [](const std::string& bytes) {
        const auto raw = read_raw_text(bytes, std::nullopt);
        REQUIRE(raw);
        return std::pair(raw->encoding, raw->text);
    };

    CHECK(encoding_of("\xEF\xBB\xBF" + text) == std::pair(Encoding::Unicode, text));
    CHECK(encoding_of("\xFF\xFE" + convert("UTF-8", "UTF-16LE", text)) ==
          std::pair(Encoding::Utf16Le, text));
    CHECK(encoding_of(convert("UTF-8", "UTF-16BE", text)) == std::pair(Encoding::Utf16Be, text));
    CHECK(encoding_of("H\xB5 N\xE9i") == std::pair(Encoding::Windows1252, std::string("Hµ Néi")));
    CHECK(read_raw_text("ab", Encoding::Utf16Be)->text == "慢");
}

TEST_CASE("plain text: what is no text is refused") {
    const auto key = [](const std::string& bytes, std::optional<Encoding> asked = std::nullopt) {
        const auto raw = read_raw_text(bytes, asked);
        return raw ? "" : raw.error().key;
    };

    CHECK(key(std::string("a\0b", 3)) == "import_not_text");
    CHECK(key("\xFF\xFE\x41") == "import_utf16_broken");
    CHECK(key("H\xB5", Encoding::Unicode) == "import_not_utf8");
    CHECK(key("") == "");
}

TEST_CASE("plain text: each line is a paragraph, but one that was wrapped by hand goes on") {
    const auto texts = [](std::string_view text) {
        std::vector<std::string> all;
        for (const Paragraph& one : text_document(text).paragraphs) all.push_back(one.runs[0].text);
        return all;
    };
    using Texts = std::vector<std::string>;
    const std::string long_line = "Cả xóm từng lấy nước ở đây, nhất là những ngày hạn,";
    const std::string last_line = "và trẻ con hay tụ tập.";

    const auto wrapped =
        text_document("Giếng làng\n\n" + long_line + "\r\n" + last_line + "\n- một\n• hai\nba\n");
    REQUIRE(wrapped.paragraphs.size() == 5);
    CHECK(wrapped.paragraphs[1].runs[0].text == long_line + "\n" + last_line);
    CHECK(wrapped.paragraphs[2].kind == ParagraphKind::Item);
    CHECK(wrapped.paragraphs[3].runs[0].text == "hai");
    CHECK(wrapped.paragraphs[3].place == 6);
    CHECK(wrapped.paragraphs[4].kind == ParagraphKind::Body);

    CHECK(texts("Giếng làng\nCả xóm lấy nước ở đây.") ==
          Texts{"Giếng làng", "Cả xóm lấy nước ở đây."});
    // As LibreOffice saves it: paragraphs in one line each, and a blank line now and then.
    const std::string paragraph = long_line + " " + long_line + " " + long_line;
    CHECK(texts("Giếng\n" + paragraph + "\n" + paragraph + "\n\nHết") ==
          Texts{"Giếng", paragraph, paragraph, "Hết"});
    CHECK(texts("\n \n").empty());
}

TEST_CASE("plain text: tables between commas, semicolons and tabs, with quotes") {
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(cells_of("a,b\n1, 2 \n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(cells_of("a;b\r\n\"1;\"\"2\"\"\";\"x\ny\"\n\n") == Rows{{"a", "b"}, {"1;\"2\"", "x\ny"}});
    CHECK(cells_of("a\tb, c\n1\t") == Rows{{"a", "b, c"}, {"1", ""}});
    CHECK(cells_of("") == Rows{});
    CHECK(cells_of("DANH SÁCH\na;b, c\n1;#DIV/0!") ==
          Rows{{"DANH SÁCH"}, {"a", "b, c"}, {"1", ""}});
    CHECK(cells_of("sep=;\r\na,b;c\n") == Rows{{"a,b", "c"}});
    CHECK(table_document("a,\"b").error().key == "import_quote_open");
    CHECK(table_document(std::string(200, ',')).error().key == "import_too_much");

    CHECK(looks_like_table("Tên\tNăm\nCầu\t1902\n"));
    CHECK(!looks_like_table("Tên\tNăm\nmột câu\n"));
    CHECK(!looks_like_table("một\tdòng"));
}
