// SPDX-License-Identifier: Apache-2.0
#include "pack/import/document_encoding.h"

#include <doctest/doctest.h>

#include "old_text.h"

using namespace sen;
using namespace sen::pack;

namespace {

Paragraph paragraph(std::vector<TextRun> runs) {
    return {ParagraphKind::Body, std::move(runs), 1};
}
Paragraph plain(const std::string& text) {
    return paragraph({{text, "", false, false}});
}
std::string text_of(const Paragraph& from) {
    std::string text;
    for (const TextRun& run : from.runs) text += run.text;
    return text;
}

const Ask kNobody = [](const Question&) { return std::optional<Encoding>(); };

}  // namespace

TEST_CASE("document encoding: each run is read as its font says, the rest stays Unicode") {
    Document document;
    document.paragraphs = {paragraph({{"ViÖt ", ".VnTime", false, false},
                                      {"nam", ".VnTimeH", true, false},
                                      {" – Bà Chiểu, ", "Arial", false, false},
                                      {"coäng hoøa", "VNI-Times", false, false}}),
                           plain("Đường Lê Văn Duyệt, café")};

    const auto settled = settle_encodings(document, Encoding::Unicode, std::nullopt, kNobody);

    REQUIRE(settled);
    CHECK(text_of(document.paragraphs[0]) == "Việt NAM – Bà Chiểu, cộng hòa");
    CHECK(text_of(document.paragraphs[1]) == "Đường Lê Văn Duyệt, café");
    REQUIRE(settled->conversions.size() == 2);
    CHECK(settled->conversions[0].font == ".VnTime");
    CHECK(settled->conversions[0].before == "ViÖt ");
    CHECK(settled->conversions[0].after == "Việt ");
    CHECK(settled->conversions[1].encoding == Encoding::VniWindows);
}

TEST_CASE("document encoding: what is not sure is asked, and the answer is done") {
    const auto settle = [](const Ask& ask, std::optional<Encoding> asked) {
        Document document;
        document.paragraphs = {plain("Hµ Néi")};
        const auto settled = settle_encodings(document, Encoding::Unicode, asked, ask);
        return settled
                   ? text_of(document.paragraphs[0])
                   : "asked: " + settled.error().first_text + " or " + settled.error().second_text;
    };

    CHECK(settle(kNobody, std::nullopt) == "asked: Hà Nội or Hµ Néi");
    CHECK(settle([](const Question& q) { return std::optional(q.first.encoding); }, std::nullopt) ==
          "Hà Nội");
    CHECK(settle([](const Question& q) { return std::optional(q.second.encoding); },
                 std::nullopt) == "Hµ Néi");
    CHECK(settle(kNobody, Encoding::Tcvn3) == "Hà Nội");
    CHECK(settle(kNobody, Encoding::Unicode) == "Hµ Néi");
}

TEST_CASE("document encoding: an option turns the short line that nothing else would give away") {
    Document document;
    document.paragraphs = {plain("Ngaøy nay"), plain("Bà Chiểu"), plain("1911")};

    const auto settled =
        settle_encodings(document, Encoding::Unicode, Encoding::VniWindows, kNobody);

    REQUIRE(settled);
    CHECK(text_of(document.paragraphs[0]) == "Ngày nay");
    CHECK(text_of(document.paragraphs[1]) == "Bà Chiểu");
    REQUIRE(settled->conversions.size() == 1);
    CHECK(settled->conversions[0].is_chosen);
}

TEST_CASE("document encoding: a long TCVN3 text without any ư is reported as damaged") {
    Document whole, damaged;
    for (const std::string& text : sample_paragraphs("vi")) {
        std::string old = western_text(encode_by_table(Encoding::Tcvn3, text));
        whole.paragraphs.push_back(plain(old));
        for (std::size_t at; (at = old.find("\xC2\xAD")) != std::string::npos;) old.erase(at, 2);
        damaged.paragraphs.push_back(plain(old));
    }

    const auto good = settle_encodings(whole, Encoding::Unicode, std::nullopt, kNobody);
    // Too few words are good now to be sure without asking.
    const Ask first = [](const Question& q) { return std::optional(q.first.encoding); };
    const auto bad = settle_encodings(damaged, Encoding::Unicode, std::nullopt, first);

    REQUIRE(good);
    CHECK(!good->conversions.at(0).has_lost_letters);
    REQUIRE(bad);
    CHECK(bad->conversions.at(0).has_lost_letters);
}

TEST_CASE("document encoding: decomposed text is composed and told") {
    Document document;
    document.paragraphs = {plain("Tie\xCC\x82\xCC\x81ng Vie\xCC\xA3\xCC\x82t")};

    const auto settled = settle_encodings(document, Encoding::Unicode, std::nullopt, kNobody);

    REQUIRE(settled);
    CHECK(settled->was_decomposed);
    CHECK(settled->conversions.empty());
    CHECK(text_of(document.paragraphs[0]) == "Tiếng Việt");
}

TEST_CASE("document encoding: a mark is composed with its letter over a control character") {
    Document document;
    document.paragraphs = {plain("Tie\xCC\x82\x01\xCC\x81ng\rVie\xCC\xA3\xCC\x82t")};

    REQUIRE(settle_encodings(document, Encoding::Unicode, std::nullopt, kNobody));

    CHECK(text_of(document.paragraphs[0]) == "Tiếng\nViệt");
}

TEST_CASE("document encoding: a letter that was cut from its mark is whole again") {
    Document document;
    document.paragraphs = {paragraph({{"Chôï ba", "VNI-Times", false, false},
                                      {"ø Chie", "VNI-Times", true, false},
                                      {"åu", "VNI-Times", false, false}}),
                           paragraph({{"ba", "", false, false},
                                      {"\xCC\x80", "", true, false},
                                      {" lơ\xCC\x81n", "", false, false}})};

    const auto settled = settle_encodings(document, Encoding::Unicode, std::nullopt, kNobody);

    REQUIRE(settled);
    const auto& vni = document.paragraphs[0].runs;
    CHECK(vni[0].text == "Chợ bà");
    CHECK(vni[1].text == " Chiể");
    CHECK(vni[2].text == "u");
    CHECK(text_of(document.paragraphs[1]) == "bà lớn");
    CHECK(document.paragraphs[1].runs[0].text == "bà");
}

TEST_CASE("document encoding: words of pictures are read like the text") {
    Document document;
    document.paragraphs = {plain("Lăng Ông")};
    DocumentPicture picture{"png",
                            "x",
                            {{"Gieáng", "VNI-Times", false, false}},
                            {{"Cổng la\xCC\x86ng", "", false, false}},
                            1};
    document.pictures = {picture};

    REQUIRE(settle_encodings(document, Encoding::Unicode, std::nullopt, kNobody));

    CHECK(document.pictures[0].caption[0].text == "Giếng");
    CHECK(document.pictures[0].description[0].text == "Cổng lăng");
}

TEST_CASE("document encoding: cells of a table are read each by its font") {
    Document document;
    document.rows = {{{"Tªn", ".VnTime", false, false}, {"Naêm", "VNI-Times", false, false}},
                     {{"GiÕng", ".VnTime", false, false}, {"1911", "", false, false}}};

    REQUIRE(settle_encodings(document, Encoding::Unicode, std::nullopt, kNobody));

    CHECK(document.rows[0][0].text == "Tên");
    CHECK(document.rows[0][1].text == "Năm");
    CHECK(document.rows[1][0].text == "Giếng");
}
