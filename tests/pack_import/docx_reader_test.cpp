// SPDX-License-Identifier: Apache-2.0
#include "pack/import/docx_reader.h"

#include <doctest/doctest.h>

#include "office_file.h"
#include "pack/import/import_limits.h"

using namespace sen;
using namespace sen::pack;

namespace {

/// The texts of a document's paragraphs.
std::vector<std::string> texts_of(const Document& document) {
    std::vector<std::string> texts;
    for (const Paragraph& paragraph : document.paragraphs) {
        std::string text;
        for (const TextRun& run : paragraph.runs) text += run.text;
        texts.push_back(text);
    }
    return texts;
}

std::string fault_of(const std::string& bytes) {
    const auto document = read_docx(bytes);
    return document ? "" : document.error().key;
}

const std::string kStyles =
    "<w:styles xmlns:w=\"w\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi=\"VNI-Times\"/>"
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"chu\"><w:name w:val=\"Chu\"/><w:rPr><w:rFonts "
    "w:hAnsi=\".VnTime\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"con\"><w:basedOn w:val=\"chu\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"vong\"><w:basedOn w:val=\"vong\"/></w:style>"
    "</w:styles>";

}  // namespace

TEST_CASE("docx: words that Word cut into runs are whole again, and looks are kept") {
    const std::string body =
        word_paragraph(word_run("Giếng ") + word_run("là") + word_run("ng", "<w:b/>") +
                       word_run(" cũ", "<w:b w:val=\"0\"/>") + "<w:r><w:tab/><w:t>nay</w:t></w:r>");

    const auto document = read_docx(docx_of(body));

    REQUIRE(document);
    REQUIRE(document->paragraphs.size() == 1);
    const auto& runs = document->paragraphs[0].runs;
    REQUIRE(runs.size() == 3);
    CHECK(runs[0].text == "Giếng là");
    CHECK(runs[1].text == "ng");
    CHECK(runs[1].is_strong);
    CHECK(runs[2].text == " cũ nay");
}

TEST_CASE("docx: headings, lists and fonts come through the styles, whatever they are called") {
    const std::string body =
        word_paragraph(word_run("Lịch sử"), "<w:pStyle w:val=\"u1\"/>") +
        word_paragraph(word_run("một"), "<w:numPr><w:numId w:val=\"3\"/></w:numPr>") +
        word_paragraph(word_run("x·"), "<w:pStyle w:val=\"con\"/>") +
        word_paragraph(word_run("xaõ"), "<w:pStyle w:val=\"vong\"/>") +
        word_paragraph(word_run("nay", word_font("Arial")), "<w:pStyle w:val=\"con\"/>");

    const auto document = read_docx(docx_of(body, {{"word/styles.xml", kStyles}}));

    REQUIRE(document);
    const auto& paragraphs = document->paragraphs;
    REQUIRE(paragraphs.size() == 5);
    CHECK(paragraphs[0].kind == ParagraphKind::Heading);
    CHECK(paragraphs[1].kind == ParagraphKind::Item);
    CHECK(paragraphs[2].runs[0].font == ".VnTime");
    CHECK(paragraphs[3].runs[0].font == "VNI-Times");
    CHECK(paragraphs[4].runs[0].font == "Arial");
}

TEST_CASE("docx: what was deleted or hidden is gone, links and insertions stay, tables are lists") {
    const std::string body =
        word_paragraph("<w:del>" + word_run("bỏ") + "</w:del><w:ins>" + word_run("thêm ") +
                       "</w:ins><w:hyperlink>" + word_run("nối") + "</w:hyperlink>" +
                       word_run("ẩn", "<w:vanish/>")) +
        "<w:tbl><w:tr><w:tc>" + word_paragraph(word_run("1911")) + "</w:tc><w:tc>" +
        word_paragraph(word_run("Bến")) + word_paragraph(word_run("Nhà Rồng")) +
        "</w:tc></w:tr></w:tbl>" + "<w:sdt><w:sdtContent>" +
        word_paragraph(word_run("trong khung")) + "</w:sdtContent></w:sdt>";

    const auto document = read_docx(docx_of(body));

    REQUIRE(document);
    CHECK(texts_of(*document) ==
          std::vector<std::string>{"thêm nối", "1911 – Bến Nhà Rồng", "trong khung"});
    CHECK(document->paragraphs[1].kind == ParagraphKind::Item);
}

TEST_CASE("docx: the soft hyphen, which is ư in old fonts, is kept in all its forms") {
    const std::string body = word_paragraph(
        "<w:r><w:rPr>" + word_font(".VnTime") +
        "</w:rPr><w:t>th</w:t><w:softHyphen/><w:sym w:font=\".VnTime\" w:char=\"F0AD\"/></w:r>" +
        word_run("\xC2\xAD", word_font(".VnTime")));

    const auto document = read_docx(docx_of(body));

    REQUIRE(document);
    CHECK(texts_of(*document)[0] == "th\xC2\xAD\xEF\x82\xAD\xC2\xAD");
    CHECK(document->paragraphs[0].runs.size() == 1);
}

TEST_CASE("docx: pictures come in order, once each; what cannot be shown is named") {
    const std::string body = word_paragraph(
        "<w:r><w:drawing><a:blip r:embed=\"b\"/></w:drawing></w:r>"
        "<w:r><w:drawing><a:blip r:embed=\"a\"/><a:blip r:embed=\"b\"/></w:drawing></w:r>"
        "<w:r><w:pict><v:imagedata r:id=\"c\"/></w:pict></w:r>"
        "<w:r><w:drawing><a:blip r:embed=\"web\"/><a:blip r:embed=\"none\"/></w:drawing></w:r>");
    const std::string links =
        "<Relationships><Relationship Id=\"a\" Target=\"media/1.png\"/>"
        "<Relationship Id=\"b\" Target=\"/word/media/2.JPG\"/>"
        "<Relationship Id=\"c\" Target=\"media/3.wmf\"/>"
        "<Relationship Id=\"web\" TargetMode=\"External\" Target=\"http://x/4.png\"/>"
        "</Relationships>";

    const auto document = read_docx(docx_of(body, {{"word/_rels/document.xml.rels", links},
                                                   {"word/media/1.png", "one"},
                                                   {"word/media/2.JPG", "two"},
                                                   {"word/media/3.wmf", "three"}}));

    REQUIRE(document);
    REQUIRE(document->pictures.size() == 2);
    CHECK(document->pictures[0].bytes == "two");
    CHECK(document->pictures[0].extension == "jpg");
    CHECK(document->pictures[1].bytes == "one");
    CHECK(document->left_out ==
          std::vector<LeftOut>{{"import_left_out_picture", "word/media/3.wmf"}});
}

TEST_CASE("docx: page numbers and tables of contents are no text, other fields are") {
    const auto field = [](const std::string& name, const std::string& result) {
        return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> " + name +
               " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
               word_run(result) + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    };
    const std::string styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"ml\"><w:name w:val=\"toc 1\"/></w:style>"
        "</w:styles>";
    const std::string body =
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
        "</w:docPartObj></w:sdtPr><w:sdtContent>" +
        word_paragraph(word_run("Mục lục")) + "</w:sdtContent></w:sdt>" +
        word_paragraph(word_run("Lịch sử 1"), "<w:pStyle w:val=\"ml\"/>") +
        word_paragraph(word_run("Trang ") + field("PAGE \\* MERGEFORMAT", "7") + word_run("/") +
                       "<w:fldSimple w:instr=\" NUMPAGES \">" + word_run("9") + "</w:fldSimple>" +
                       word_run(" hình ") + field("SEQ Hình", "2") +
                       "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>") +
        word_paragraph(word_run("hết"));

    const auto document = read_docx(docx_of(body, {{"word/styles.xml", styles}}));

    REQUIRE(document);
    CHECK(texts_of(*document) == std::vector<std::string>{"Trang / hình 2", "hết"});
}

TEST_CASE("docx: a heading that is numbered stays one, a style for lists alone makes no list") {
    const std::string styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"h\"><w:name w:val=\"heading 1\"/></w:style>"
        "<w:style w:styleId=\"l\"><w:name w:val=\"List Paragraph\"/></w:style>"
        "<w:style w:styleId=\"d\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>"
        "</w:styles>";
    const std::string list = "<w:numPr><w:numId w:val=\"3\"/></w:numPr>";
    const std::string body =
        word_paragraph(word_run("Một"), "<w:pStyle w:val=\"h\"/>" + list) +
        word_paragraph(word_run("thụt vào", "<w:rStyle w:val=\"d\"/>"), "<w:pStyle w:val=\"l\"/>") +
        word_paragraph(word_run("ý"), "<w:pStyle w:val=\"l\"/>" + list) +
        word_paragraph(word_run("- gõ ") + word_run("tay", "<w:b/>"));

    const auto document = read_docx(docx_of(body, {{"word/styles.xml", styles}}));

    REQUIRE(document);
    const auto& paragraphs = document->paragraphs;
    CHECK(paragraphs[0].kind == ParagraphKind::Heading);
    CHECK(paragraphs[1].kind == ParagraphKind::Body);
    CHECK(paragraphs[1].runs[0].is_strong);
    CHECK(paragraphs[2].kind == ParagraphKind::Item);
    CHECK(paragraphs[3].kind == ParagraphKind::Item);
    CHECK(texts_of(*document)[3] == "gõ tay");
}

TEST_CASE("docx: a picture has the caption below it and the words that the writer gave it") {
    const auto picture = [](const std::string& id, const std::string& words) {
        return "<w:r><w:drawing><wp:docPr descr=\"" + words + "\"/><a:blip r:embed=\"" + id +
               "\"/></w:drawing></w:r>";
    };
    const std::string styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"c\"><w:name w:val=\"caption\"/></w:style>"
        "</w:styles>";
    const std::string links =
        "<Relationships><Relationship Id=\"a\" Target=\"media/1.png\"/>"
        "<Relationship Id=\"b\" Target=\"media/2.png\"/></Relationships>";
    const std::string caption = "<w:pStyle w:val=\"c\"/>";
    const std::string body = word_paragraph(picture("a", "Cổng lăng")) + word_paragraph("") +
                             word_paragraph(word_run("Hình 1"), caption) +
                             word_paragraph(picture("b", "C:\\anh\\2.PNG")) +
                             word_paragraph(word_run("Một câu.")) +
                             word_paragraph(word_run("Bảng 1"), caption);

    const auto document = read_docx(docx_of(body, {{"word/styles.xml", styles},
                                                   {"word/_rels/document.xml.rels", links},
                                                   {"word/media/1.png", "x"},
                                                   {"word/media/2.png", "y"}}));

    REQUIRE(document);
    REQUIRE(document->pictures.size() == 2);
    CHECK(document->pictures[0].caption.at(0).text == "Hình 1");
    CHECK(document->pictures[0].description.at(0).text == "Cổng lăng");
    CHECK(document->pictures[1].caption.empty());
    CHECK(document->pictures[1].description.empty());
    CHECK(texts_of(*document) == std::vector<std::string>{"Một câu.", "Bảng 1"});
}

TEST_CASE("docx: the document is the part that the archive names, as Word on the web writes it") {
    const std::string document =
        "<w:document><w:body>" + word_paragraph(word_run("chữ")) + "</w:body></w:document>";
    const std::string root =
        "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" "
        "Target=\"/word/document2.xml\"/></Relationships>";

    const auto read = read_docx(zip_of({{"_rels/.rels", root}, {"word/document2.xml", document}}));

    REQUIRE(read);
    CHECK(texts_of(*read) == std::vector<std::string>{"chữ"});
}

TEST_CASE("docx: a merged cell that is said again and again is bounded") {
    const std::string cell(100'000, 'a');
    std::string rows = "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" +
                       word_paragraph(word_run(cell)) + "</w:tc></w:tr>";
    for (int i = 0; i < 200; ++i) rows += "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>";

    CHECK(fault_of(docx_of("<w:tbl>" + rows + "</w:tbl>")) == "import_too_much");
}

TEST_CASE("docx: hostile files are refused by name of the fault") {
    const std::string good = docx_of(word_paragraph(word_run("chữ")));
    CHECK(fault_of(good) == "");
    CHECK(fault_of("") == "import_archive_broken");
    CHECK(fault_of("PK\x03\x04 and no more") == "import_archive_broken");
    CHECK(fault_of(good.substr(0, good.size() - 30)) == "import_archive_broken");
    CHECK(fault_of(zip_of({{"word/other.xml", "<a/>"}})) == "import_part_missing");
    CHECK(fault_of(zip_of({{"word/document.xml", "no xml <"}})) == "import_part_broken");
    CHECK(fault_of(zip_of({{"word/document.xml", "<w:document/>"}})) == "import_part_broken");

    std::string deep;
    for (std::size_t i = 0; i < limits::kXmlDepth * 2; ++i) deep += "<w:sdt>";
    for (std::size_t i = 0; i < limits::kXmlDepth * 2; ++i) deep += "</w:sdt>";
    CHECK(fault_of(docx_of(deep)) == "import_too_much");
    // An attribute that looks like the end of its element hides no depth.
    std::string hidden;
    for (std::size_t i = 0; i < limits::kXmlDepth * 2; ++i) hidden += "<w:sdt a=\"/>\">";
    for (std::size_t i = 0; i < limits::kXmlDepth * 2; ++i) hidden += "</w:sdt>";
    CHECK(fault_of(docx_of(hidden)) == "import_too_much");

    const std::string bomb(limits::kXmlPartBytes + 1, ' ');
    CHECK(fault_of(zip_of({{"word/document.xml", bomb}})) == "import_too_much");
    std::string many;
    for (std::size_t i = 0; i <= limits::kParagraphs; ++i) many += word_paragraph(word_run("a"));
    CHECK(fault_of(docx_of(many)) == "import_too_much");
    Parts parts;
    for (std::uint64_t i = 0; i <= limits::kArchiveEntries; ++i)
        parts.emplace_back(std::to_string(i), "");
    CHECK(fault_of(zip_of(parts)) == "import_too_much");
}

TEST_CASE("docx: entities are not expanded into more than they are") {
    const std::string laughs =
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>"
        "<w:document><w:body>" +
        word_paragraph(word_run("&b;&b;")) + "</w:body></w:document>";

    const auto document = read_docx(zip_of({{"word/document.xml", laughs}}));

    REQUIRE(document);
    CHECK(texts_of(*document)[0] == "&b;&b;");
}

TEST_CASE("docx: any cut and any changed byte is read or refused") {
    const std::string good =
        docx_of(word_paragraph(word_run("Giếng làng", "<w:b/>")), {{"word/styles.xml", kStyles}});

    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        for (const std::string& bytes : {good.substr(0, at), changed})
            if (const auto document = read_docx(bytes); document)
                CHECK(document->paragraphs.size() <= 2);
    }
}
