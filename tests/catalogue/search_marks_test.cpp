// SPDX-License-Identifier: Apache-2.0
// What of a hit is marked, and which piece of its text is shown.
#include <doctest/doctest.h>

#include <algorithm>

#include "catalogue/large_pack.h"
#include "catalogue/search_fixture.h"
#include "language/fold.h"
#include "language/nfc.h"

using namespace sen;
using namespace sen::catalogue;

TEST_CASE("search: marks cover the author's own letters in title and text") {
    const Pack pack({exhibit("a", "Bến Nhà Rồng", "Cạnh bến nhà rồng có nhà.")});

    const FoundExhibit folded = pack.first("NHA RO");
    const FoundExhibit exact = pack.first("nhà ");

    CHECK(pieces(folded.card.title, folded.title_marks) == Ids{"Nhà Rồng"});
    CHECK(folded.snippet == "Cạnh bến nhà rồng có nhà.");
    CHECK(pieces(folded.snippet, folded.snippet_marks) == Ids{"nhà rồng", "nhà"});
    CHECK(pieces(exact.snippet, exact.snippet_marks) == Ids{"nhà", "nhà"});
}

TEST_CASE("search: a beginning marks the whole word, whatever marks and strokes its letters have") {
    const Pack pack({exhibit("a", "Đường Đặng Ngữ, ĐẤT và Ước", "đường đi ẩn ở giữa đất Đỏ")});
    struct Row {
        const char* query;
        Ids title, text;
    };
    for (const Row& row : {Row{"du", {"Đường"}, {"đường"}}, Row{"đu", {"Đường"}, {"đường"}},
                           Row{"ĐƯỜ", {"Đường"}, {"đường"}}, Row{"dang n", {"Đặng Ngữ"}, {}},
                           Row{"dat", {"ĐẤT"}, {"đất"}}, Row{"uo", {"Ước"}, {}},
                           Row{"an o giu", {}, {"ẩn ở giữa"}}}) {
        const FoundExhibit found = pack.first(row.query);

        CHECK_MESSAGE(pieces(found.card.title, found.title_marks) == row.title, row.query);
        CHECK_MESSAGE(pieces(found.snippet, found.snippet_marks) == row.text, row.query);
    }
}

TEST_CASE("search: every beginning of every title finds it, with whole letters marked") {
    const TemporaryDirectory directory = TemporaryDirectory::create().value();
    const PackContent content = large_content(40);
    const auto catalogue = Catalogue::open(write_sample(directory.path(), content)).value();
    for (const ExhibitContent& wanted : content.exhibits) {
        const std::string& title = wanted.title.at("vi");
        const std::string plain = language::fold_text(title);
        for (std::size_t length = 1; length <= plain.size(); ++length) {
            const std::string query = plain.substr(0, length);
            Search search = catalogue.search(query, "vi");
            REQUIRE(search.finish());
            const auto& hits = search.hits();
            const auto hit = std::find_if(hits.begin(), hits.end(), [&](const SearchHit& each) {
                return each.exhibit == wanted.id;
            });
            REQUIRE_MESSAGE(hit != hits.end(), query);
            const auto found = search.describe(*hit).value();

            // Where its text has the letters as they were typed, the title need not be marked.
            if (hit->field != Field::Title) continue;
            REQUIRE_MESSAGE(!found.title_marks.empty(), query);
            CHECK(found.title_marks.front().begin == 0);
            for (const std::string& piece : pieces(title, found.title_marks)) {
                CHECK(language::is_nfc(piece));
                CHECK(plain.find(language::fold_text(piece)) != std::string::npos);
            }
        }
    }
}

TEST_CASE("search: an exact hit marks nothing that has other marks") {
    const Pack pack({exhibit("a", "Đông", "đồng đông đống")});

    const FoundExhibit found = pack.first("đông ");

    CHECK(pieces(found.snippet, found.snippet_marks) == Ids{"đông"});
}

TEST_CASE("search: a long text is cut between words around its best place") {
    std::string text;
    for (int i = 0; i < 200; ++i) text += i == 150 ? "cầu sắt Bình Lợi " : "chữ cầu ";
    const Pack pack({exhibit("a", "Hai", text)});

    const FoundExhibit found = pack.first("binh loi");

    CHECK(found.snippet.size() < 220);
    CHECK(found.snippet.starts_with("…"));
    CHECK(found.snippet.ends_with("…"));
    CHECK(pieces(found.snippet, found.snippet_marks) == Ids{"Bình Lợi"});
    CHECK(found.snippet.find("cầu sắt Bình Lợi chữ") != std::string::npos);
}
