// SPDX-License-Identifier: Apache-2.0
#include "pack/import/xlsx_reader.h"

#include <doctest/doctest.h>

#include "office_file.h"
#include "pack/import/import_limits.h"

using namespace sen;
using namespace sen::pack;

namespace {

std::string fault_of(const std::string& bytes) {
    const auto document = read_xlsx(bytes);
    return document ? "" : document.error().key;
}

}  // namespace

TEST_CASE("xlsx: cells by their place, with texts of all kinds and their fonts") {
    const std::string strings =
        "<sst><si><t>Hµ Néi</t></si>"
        "<si><r><t>Gieáng </t></r><r><rPr><rFont "
        "val=\"VNI-Times\"/></rPr><t>laøng</t></r></si></sst>";
    const std::string styles =
        "<styleSheet><fonts><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font>"
        "</fonts><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf fontId=\"9\"/></cellXfs>"
        "</styleSheet>";
    const std::string rows =
        "<row><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"C1\" t=\"s\" "
        "s=\"0\"><v>1</v></c></row>"
        "<row/><row><c t=\"inlineStr\"><is><t>nay</t></is></c><c><v>1911</v></c>"
        "<c t=\"e\"><v>#REF!</v></c><c t=\"s\"><v>99</v></c><c s=\"2\"><v>x</v></c></row>";

    const auto document =
        read_xlsx(xlsx_of(rows, {{"xl/sharedStrings.xml", strings}, {"xl/styles.xml", styles}}));

    REQUIRE(document);
    REQUIRE(document->rows.size() == 2);
    const auto& first = document->rows[0];
    REQUIRE(first.size() == 3);
    CHECK(first[0].text == "Hµ Néi");
    CHECK(first[0].font == ".VnTime");
    CHECK(first[1].text == "");
    CHECK(first[2].text == "Gieáng laøng");
    CHECK(first[2].font == "VNI-Times");
    CHECK(document->rows[1][0].text == "nay");
    CHECK(document->rows[1][1].text == "1911");
    CHECK(document->left_out == std::vector<LeftOut>{{"import_left_out_sheet", "Nháp"}});
}

TEST_CASE("xlsx: numbers are read as they are shown, days as dates") {
    const std::string styles =
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"mm/yyyy\"/></numFmts>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>"
        "</styleSheet>";
    const std::string rows =
        "<row><c s=\"1\"><v>4174</v></c><c s=\"2\" t=\"n\"><v>16650</v></c><c "
        "s=\"0\"><v>0.1</v></c><c t=\"b\"><v>1</v></c><c s=\"1\" t=\"str\"><v>4174</v></c>"
        "<c t=\"str\"><v>a_x000D_b_x_</v></c><c><f>A1</f></c></row>";

    const auto document = read_xlsx(xlsx_of(rows, {{"xl/styles.xml", styles}}));

    REQUIRE(document);
    std::vector<std::string> texts;
    for (const TextRun& cell : document->rows.at(0)) texts.push_back(cell.text);
    CHECK(texts == std::vector<std::string>{"5/6/1911", "8/1945", "0,1", "TRUE", "4174", "ab_x_"});
    CHECK(document->left_out.back() == LeftOut{"import_left_out_formulas", "1"});
}

TEST_CASE("xlsx: the first sheet that is not hidden is read, and a tall cell is each row's") {
    const std::string book =
        "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>"
        "<sheet name=\"Kín\" state=\"hidden\" r:id=\"a\"/><sheet name=\"Bảng\" r:id=\"b\"/>"
        "</sheets></workbook>";
    const std::string links =
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/1.xml\"/>"
        "<Relationship Id=\"b\" Target=\"worksheets/2.xml\"/></Relationships>";
    const std::string sheet =
        "<worksheet><sheetData><row r=\"3\"><c r=\"A3\" t=\"str\"><v>Bình Hòa</v></c></row>"
        "<row r=\"5\"><c r=\"B5\" t=\"str\"><v>x</v></c></row>"
        "<row r=\"6\"><c r=\"B6\" t=\"str\"><v>y</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref=\"A3:A5\"/><mergeCell ref=\"A9:B9\"/><mergeCell ref=\"x\"/>"
        "</mergeCells></worksheet>";

    const auto document = read_xlsx(zip_of({{"xl/workbook.xml", book},
                                            {"xl/_rels/workbook.xml.rels", links},
                                            {"xl/worksheets/2.xml", sheet}}));

    REQUIRE(document);
    REQUIRE(document->rows.size() == 3);
    CHECK(document->rows[1][0].text == "Bình Hòa");
    CHECK(document->rows[2][0].text == "");
    CHECK(document->left_out == std::vector<LeftOut>{{"import_left_out_sheet", "Kín"}});
}

TEST_CASE("xlsx: hostile files are refused by name of the fault") {
    CHECK(fault_of("") == "import_archive_broken");
    CHECK(fault_of(zip_of({{"xl/workbook.xml", "<workbook/>"}})) == "import_part_missing");
    CHECK(fault_of(xlsx_of("<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>")) == "import_too_much");
    CHECK(fault_of(xlsx_of("<row><c r=\"1\"><v>1</v></c></row>")) == "import_too_much");
    std::string rows;
    for (std::size_t i = 0; i <= limits::kRows; ++i) rows += "<row><c><v>1</v></c></row>";
    CHECK(fault_of(xlsx_of(rows)) == "import_too_much");
    std::string shared;
    for (int i = 0; i < 200; ++i) shared += "<row><c t=\"s\"><v>0</v></c></row>";
    const std::string long_text(100'000, 'a');
    CHECK(fault_of(xlsx_of(shared, {{"xl/sharedStrings.xml",
                                     "<sst><si><t>" + long_text + "</t></si></sst>"}})) ==
          "import_too_much");
    std::string wide = "<row>";
    for (std::size_t i = 0; i <= limits::kColumns; ++i) wide += "<c><v>1</v></c>";
    CHECK(fault_of(xlsx_of(wide + "</row>")) == "import_too_much");
}
