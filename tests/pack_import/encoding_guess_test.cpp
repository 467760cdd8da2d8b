// SPDX-License-Identifier: Apache-2.0
#include "pack/encoding_guess.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "language/letter_case.h"
#include "old_text.h"

using namespace sen;
using namespace sen::pack;

namespace {

std::string in_old(Encoding encoding, const std::string& text) {
    return encoding == Encoding::Cp1258 ? convert("UTF-8", "CP1258//TRANSLIT", text)
                                        : encode_by_table(encoding, text);
}

/// Paragraphs as a Western Windows shows their bytes.
std::vector<Passage> old_passages(Encoding encoding, const std::vector<std::string>& texts) {
    std::vector<Passage> passages;
    for (const std::string& text : texts)
        passages.push_back({western_text(in_old(encoding, text)), std::nullopt, 0});
    return passages;
}

std::vector<Passage> unicode_passages(const std::vector<std::string>& texts) {
    std::vector<Passage> passages;
    for (const std::string& text : texts) passages.push_back({text, std::nullopt, 0});
    return passages;
}

const std::vector<std::string> kFrench{
    "Le musée municipal présente une exposition consacrée à l’histoire des marchés flottants.",
    "Les élèves de l’école voisine y ont été invités dès l’été dernier, où la fête était gaie.",
    "Près du théâtre, la rivière où naît le canal était bordée de peupliers très âgés.",
    "À Noël, le maître d’hôtel a même préparé un dîner léger pour les invités étrangers."};

}  // namespace

TEST_CASE("encoding guess: the sample pack's text in each encoding is found and restored exactly") {
    std::vector<std::string> texts = sample_paragraphs("vi");
    REQUIRE(texts.size() > 100);

    for (const Encoding encoding : kOldEncodings) {
        // VPS and VISCII have capitals where Windows has its dashes and quotes.
        if (encoding == Encoding::Vps)
            std::erase_if(
                texts, [](const auto& text) { return convert("UTF-8", "VISCII", text).empty(); });
        const auto passages = old_passages(encoding, texts);
        const auto findings = find_encodings(passages, Encoding::Windows1252);
        INFO(encoding_title(encoding));
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].best.encoding == encoding);
        CHECK(findings[0].is_certain);
        CHECK(findings[0].best.confidence() >= kCertain);
        REQUIRE(findings[0].passages.size() > 50);
        for (const std::size_t at : findings[0].passages) {
            const std::string read = read_passage(passages[at], encoding);
            // TCVN3 lost which toned letters are capitals, and nothing else.
            if (encoding == Encoding::Tcvn3)
                CHECK(language::to_upper(read) == language::to_upper(texts[at]));
            else
                CHECK(read == texts[at]);
        }
    }
}

TEST_CASE("encoding guess: Unicode, English and French are left alone") {
    for (const auto& texts : {sample_paragraphs("vi"), sample_paragraphs("en"), kFrench})
        CHECK(find_encodings(unicode_passages(texts), Encoding::Unicode).empty());
    CHECK(find_encodings({{"plain ASCII, 1911", std::nullopt, 0}}, Encoding::Unicode).empty());
    CHECK(find_encodings({{"Apache-2.0 · dự án Sen © 2026", std::nullopt, 0}}, Encoding::Unicode)
              .empty());
    CHECK(find_encodings({}, Encoding::Unicode).empty());
}

TEST_CASE("encoding guess: French bytes are Western, and so are the quotes of an English text") {
    const auto french =
        find_encodings(old_passages(Encoding::Windows1252, kFrench), Encoding::Windows1252);
    REQUIRE(french.size() == 1);
    CHECK(french[0].best.encoding == Encoding::Windows1252);
    CHECK(french[0].is_certain);

    const auto english =
        find_encodings({{"The “old” well — it’s dry.", std::nullopt, 0}}, Encoding::Windows1252);
    REQUIRE(english.size() == 1);
    CHECK(english[0].best.encoding == Encoding::Windows1252);
    CHECK(english[0].is_certain);
}

TEST_CASE("encoding guess: what is short is never certain, and comes with a second reading") {
    for (const std::string text : {"Hµ Néi", "céng hßa x· héi", "coäng hoøa xaõ hoäi chuû nghóa"})
        for (const Encoding as_is : {Encoding::Windows1252, Encoding::Unicode}) {
            const auto findings = find_encodings({{text, std::nullopt, 7}}, as_is);
            INFO(text);
            REQUIRE(findings.size() == 1);
            CHECK(!findings[0].is_certain);
            CHECK(findings[0].second.has_value());
        }
    // Sixteen good words are 17/18 sure, seventeen 18/19, eighteen 19/20.
    CHECK(Reading{Encoding::Tcvn3, 17, 17}.confidence() < kCertain);
    CHECK(Reading{Encoding::Tcvn3, 18, 18}.confidence() >= kCertain);
}

TEST_CASE("encoding guess: one old paragraph among Unicode ones is found, and only that") {
    auto texts = sample_paragraphs("vi");
    texts.resize(20);
    std::vector<Passage> passages = unicode_passages(texts);
    std::string old;
    for (const std::string& text : texts) old += text + " ";
    passages[3].text = western_text(in_old(Encoding::VniWindows, old));

    const auto findings = find_encodings(passages, Encoding::Unicode);

    REQUIRE(findings.size() == 1);
    CHECK(findings[0].best.encoding == Encoding::VniWindows);
    CHECK(findings[0].is_certain);
    CHECK(findings[0].passages == std::vector<std::size_t>{3});
}

TEST_CASE("encoding guess: a short heading goes with the page under it") {
    std::vector<Passage> passages = old_passages(Encoding::VniWindows, sample_paragraphs("vi"));
    passages.push_back({"Ngaøy nay", std::nullopt, 0});
    passages.push_back({"Bà Chiểu", std::nullopt, 0});

    const auto findings = find_encodings(passages, Encoding::Unicode);

    REQUIRE(findings.size() == 1);
    const auto& taken = findings[0].passages;
    CHECK(std::find(taken.begin(), taken.end(), passages.size() - 2) != taken.end());
    CHECK(std::find(taken.begin(), taken.end(), passages.size() - 1) == taken.end());
}

TEST_CASE("encoding guess: the font decides, but not over plain Unicode") {
    const FontEncoding tcvn3{Encoding::Tcvn3, false}, capitals{Encoding::Tcvn3, true};
    const std::vector<Passage> passages{{"Hµ Néi", tcvn3, 1},
                                        {"viÖt nam", capitals, 2},
                                        {"phường Bình Thạnh", tcvn3, 3},
                                        {"1911", tcvn3, 4}};

    const auto findings = find_encodings(passages, Encoding::Unicode);

    REQUIRE(findings.size() == 1);
    CHECK(findings[0].is_by_font);
    CHECK(findings[0].is_certain);
    CHECK(findings[0].passages == std::vector<std::size_t>{0, 1});
    CHECK(read_passage(passages[1], Encoding::Tcvn3) == "VIỆT NAM");
}

TEST_CASE("encoding guess: UTF-16 with its mark, without it, and what is none") {
    const std::string text = sample_paragraphs("vi")[0];
    const std::string little = convert("UTF-8", "UTF-16LE", text),
                      big = convert("UTF-8", "UTF-16BE", text);

    CHECK(guess_utf16(little) == Encoding::Utf16Le);
    CHECK(guess_utf16(big) == Encoding::Utf16Be);
    CHECK(guess_utf16("\xFF\xFE" + little) == Encoding::Utf16Le);
    CHECK(guess_utf16("\xFE\xFF" + big) == Encoding::Utf16Be);
    CHECK(!guess_utf16(text));
    CHECK(!guess_utf16(std::string(100, '\0')));
    CHECK(!guess_utf16(""));
}
