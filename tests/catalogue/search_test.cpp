// SPDX-License-Identifier: Apache-2.0
#include "catalogue/search.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalogue/large_pack.h"
#include "catalogue/search_fixture.h"
#include "language/typing.h"

using namespace sen;
using namespace sen::catalogue;

TEST_CASE("search: one name is found however it is typed") {
    const Pack pack({exhibit("nguoi", "Nguyễn Ái Quốc", "Một người đi xa."),
                     exhibit("pho", "Nguyễn Ai và quốc lộ", "Nguyên do: quốc gia."),
                     exhibit("khac", "Chuyện khác", "Nguyễn ở đây, ái ở kia, rồi Quốc.")});

    for (const char* text :
         {"nguyen ai quoc", "NGUYỄN ÁI QUỐC", "nguyên ái quốc", "Nguyễn Ái Quôc", "nguyen ai quo",
          "Nguye\u0302\u0303n A\u0301i Quo\u0302\u0301c", "  nguyễn,ái:quốc  ", "nguyne ai quoc"}) {
        const auto found = pack.find(text);

        REQUIRE_MESSAGE(!found.empty(), text);
        CHECK_MESSAGE(found.front() == "nguoi", text);
    }
}

TEST_CASE("search: what Telex, VNI, VIQR and the tone row type is found") {
    using language::TypingMethod;
    const Pack pack(
        {exhibit("khac", "Nguyên Ái Quốc", "A."), exhibit("nguoi", "Nguyễn Ái Quốc", "B.")});

    for (const auto& [method, keys] : std::initializer_list<std::pair<TypingMethod, std::string>>{
             {TypingMethod::Telex, "nguyeenx asi quoocs"},
             {TypingMethod::Vni, "nguye6n4 ai1 quo6c1"},
             {TypingMethod::Viqr, "nguye^n~ a'i quo^'c"}}) {
        const language::Typing typing(method);
        std::string typed;
        for (const char key : keys)
            typed = language::apply_edit(typed, typing.press(typed, static_cast<char32_t>(key)));

        CHECK(pack.find(typed) == Ids{"nguoi", "khac"});
    }
}

TEST_CASE("search: exact phrase, exact words, folded phrase, folded words, in this order") {
    const Pack pack({exhibit("e", "A", "có nha ở bên rông cạnh nhã"),
                     exhibit("d", "B", "con nhá rống lớn"), exhibit("c", "C", "cái nhà của rồng"),
                     exhibit("b", "D", "cái nhà rồng")});

    const auto hits = pack.hits("nhà rồng ");

    REQUIRE(hits.size() == 4);
    CHECK(hits[0] == SearchHit{"b", Match::ExactPhrase, Field::Text});
    CHECK(hits[1] == SearchHit{"c", Match::ExactWords, Field::Text});
    CHECK(hits[2] == SearchHit{"d", Match::FoldedPhrase, Field::Text});
    CHECK(hits[3] == SearchHit{"e", Match::FoldedWords, Field::Text});
}

TEST_CASE("search: when marks are typed, those without or with other marks come last") {
    const Pack pack({exhibit("khac", "Đồng", "đồng đồng"), exhibit("dung", "Xa", "mùa đông"),
                     exhibit("khong", "Dong", "dong")});

    CHECK(pack.find("đông ") == Ids{"dung", "khong", "khac"});
    CHECK(pack.find("đồng ").front() == "khac");
    CHECK(pack.find("dong ").front() == "khong");
}

TEST_CASE("search: within a class titles come before names, names before texts") {
    ExhibitContent name = exhibit("ten", "Hai", "Một đoạn.");
    name.subjects = {subject(SubjectKind::Person, "Phan Đăng Lưu")};
    const Pack pack({exhibit("chu", "Ba", "Đường Phan Đăng Lưu ở đây. Phan Đăng Lưu."), name,
                     exhibit("de", "Phan Đăng Lưu", "Một đoạn.")});

    const auto hits = pack.hits("Phan Đăng Lưu");

    REQUIRE(hits.size() == 3);
    CHECK(hits[0] == SearchHit{"de", Match::ExactPhrase, Field::Title});
    CHECK(hits[1] == SearchHit{"ten", Match::ExactPhrase, Field::Name});
    CHECK(hits[2] == SearchHit{"chu", Match::ExactPhrase, Field::Text});
}

TEST_CASE("search: titles that begin with the query come before others, short ones first") {
    const Pack pack({exhibit("c", "Xóm bên cầu", "A."), exhibit("b", "Cầu gỗ cũ", "A."),
                     exhibit("a", "Cầu", "A.")});

    CHECK(pack.find("cầu") == Ids{"a", "b", "c"});
}

TEST_CASE("search: the last word goes on while it is typed, the others are whole") {
    const Pack pack({exhibit("a", "Đường Trần Hưng Đạo", "A."), exhibit("b", "Trầm hương", "B.")});

    CHECK(pack.hits("tran hu").front() == SearchHit{"a", Match::FoldedPhrase, Field::Title});
    CHECK(pack.hits("trần hư").front() == SearchHit{"a", Match::ExactPhrase, Field::Title});
    CHECK(pack.find("tra") == Ids{"b", "a"});
    CHECK(pack.find("tr ").empty());
    CHECK(pack.find("tr hung").empty());
}

TEST_CASE("search: one letter suggests titles and leaves texts out") {
    const Pack pack({exhibit("a", "Bến cảng", "Xe."), exhibit("b", "Xe", "Bến bãi.")});

    CHECK(pack.find("b") == Ids{"a"});
    CHECK(pack.find("đ").empty());
}

TEST_CASE("search: i and y are one where they sound alike, and so are hòa and hoà") {
    const Pack pack({exhibit("y", "Mỹ Quý", "Nước cộng hòa."), exhibit("i", "Tai và tay", "tay")});

    for (const char* text : {"mĩ quí", "Mỹ quí", "mi quy", "cộng hoà ", "cong hoa"})
        CHECK_MESSAGE(pack.find(text) == Ids{"y"}, text);
    CHECK(pack.hits("mĩ quí ").front().match == Match::ExactPhrase);
    CHECK(pack.hits("cộng hoà ").front().match == Match::ExactPhrase);
    CHECK(pack.find("tay ").size() == 1);
}

TEST_CASE("search: a letter more, less, other or swapped is forgiven from four letters on") {
    const Pack pack({exhibit("a", "Thượng Công Miếu", "A."), exhibit("b", "Ba", "B.")});

    for (const char* text : {"thuongg cong mieu", "thuong cog mieu", "thuonh cong mieu",
                             "tuhong cong mieu", "thượng công mieeu", "huong công miêu"}) {
        const auto hits = pack.hits(text);

        REQUIRE_MESSAGE(hits.size() == 1, text);
        CHECK(hits[0].match == Match::NearPhrase);
    }
    CHECK(pack.find("bs ").empty());
    CHECK(pack.find("thuogn cnog mieu").size() == 1);
    CHECK(pack.find("thuuogg cong mieu").empty());
}

TEST_CASE("search: numbers are not guessed") {
    ExhibitContent year = exhibit("a", "Hai", "A.");
    year.year = "1862–1863";
    const Pack pack({year});

    CHECK(pack.find("1863") == Ids{"a"});
    CHECK(pack.find("1862 ") == Ids{"a"});
    CHECK(pack.find("1864").empty());
    CHECK(pack.find("18623").empty());
}

TEST_CASE("search: places are found under each of their names, people too") {
    ExhibitContent street = exhibit("duong", "Con đường", "A.");
    street.subjects = {subject(SubjectKind::Place, "Đường Lê Văn Duyệt", "Đường Đinh Tiên Hoàng"),
                       subject(SubjectKind::Person, "Hồ Chí Minh", "Văn Ba")};
    street.place = {{"vi", "Bà Chiểu"}, {"en", "Ba Chieu"}};
    const Pack pack({street, exhibit("khac", "Văn và ba", "Đường đi.")});

    for (const char* text : {"dinh tien hoang", "Lê Văn Duyệt", "ba chieu", "ho chi minh"})
        CHECK_MESSAGE(pack.find(text) == Ids{"duong"}, text);
    CHECK(pack.find("van ba ").front() == "duong");
    CHECK(pack.first("dinh tien hoang").snippet == "Đường Đinh Tiên Hoàng");
}

TEST_CASE("search: captions of pictures and what is spoken in films are found") {
    const Pack pack([] {
        auto exhibits = sample_content().exhibits;
        exhibits[kAlbum].pictures[1].caption["vi"] = "Gánh hàng rong";
        return exhibits;
    }());

    CHECK(pack.find("ganh hang rong") == Ids{"anh"});
    CHECK(pack.find("xin chào Sông Sài Gòn") == Ids{"phim"});
    CHECK(pack.first("song sai gon").snippet == "Xin chào Sông Sài Gòn");
}

TEST_CASE("search: words may stand apart, but all must be there") {
    const Pack pack({exhibit("a", "Cầu quay", "Khánh thành năm 1902."), exhibit("b", "Cầu", "B.")});

    CHECK(pack.find("cau 1902") == Ids{"a"});
    CHECK(pack.find("cau 1903").empty());
    CHECK(pack.find("quay khánh").size() == 1);
}

TEST_CASE("search: a phrase does not run from one text into the next") {
    ExhibitContent two = exhibit("a", "Hai", "x");
    two.text["vi"] = {{BlockKind::Paragraph, "Cây cầu", {}}, {BlockKind::Paragraph, "sắt cũ", {}}};
    const Pack pack({two});

    CHECK(pack.hits("cầu sắt ").front().match == Match::ExactWords);
}

TEST_CASE("search: each language has its own words") {
    const Pack pack(sample_content().exhibits);

    CHECK(pack.find("wharf", {}, "en") == Ids{"ben-nha-rong"});
    CHECK(pack.find("wharf").empty());
    CHECK(pack.find("nha rong", {}, "en") == Ids{"ben-nha-rong"});
    CHECK(pack.find("bến", {}, "fr") == Ids{"ben-nha-rong"});
}

TEST_CASE("search: facets are counted over all hits, and narrow them") {
    ExhibitContent a = exhibit("a", "Cầu gỗ", "A."), b = exhibit("b", "Cầu sắt", "B."),
                   c = exhibit("c", "Chợ", "C.");
    a.year = "1902";
    b.year = "1908–1961";
    a.subjects = {subject(SubjectKind::Person, "An"), subject(SubjectKind::Place, "Sông")};
    b.subjects = {subject(SubjectKind::Place, "Sông", "Rạch")};
    const Pack pack({a, b, c});
    Search search = pack.catalogue.search("cau", "vi");
    REQUIRE(search.finish());

    const auto counts = search.count().value();

    CHECK(counts.total == 2);
    CHECK(counts.facets == std::vector<FacetValue>{{FacetKind::Kind, "story", 2},
                                                   {FacetKind::Person, "An", 1},
                                                   {FacetKind::Place, "Sông", 2},
                                                   {FacetKind::Decade, "1900", 2},
                                                   {FacetKind::Decade, "1960", 1}});
    CHECK(pack.find("cau", {{FacetKind::Decade, "1960"}}) == Ids{"b"});
    CHECK(pack.find("cau", {{FacetKind::Place, "Sông"}, {FacetKind::Person, "An"}}) == Ids{"a"});
    CHECK(pack.find("cau", {{FacetKind::Place, "Rạch"}}).empty());
    CHECK(pack.find("", {{FacetKind::Kind, "story"}}).size() == 3);
    CHECK(pack.find("").empty());
}

TEST_CASE("search: what is not shown is neither found nor counted") {
    const Pack pack({exhibit("a", "Cầu gỗ", "A."), exhibit("b", "Cầu sắt", "B.")});
    Search search = pack.catalogue.search("cầu", "vi");
    search.set_shown([](std::string_view id) { return id != "a"; });
    REQUIRE(search.finish());

    const auto counts = search.count().value();

    REQUIRE(search.hits().size() == 1);
    CHECK(search.hits()[0].exhibit == "b");
    CHECK(counts.total == 1);
    CHECK(counts.facets.at(0).count == 1);
}

TEST_CASE("search: what is counted is what is found, whatever is hidden and however it is found") {
    const TemporaryDirectory directory = TemporaryDirectory::create().value();
    const auto catalogue =
        Catalogue::open(write_sample(directory.path(), large_content(120))).value();
    const auto is_shown = [](std::string_view id) { return id.back() != '3' && id.back() != '7'; };
    std::size_t found = 0;
    for (const char* text :
         {"nguyen van", "Nguyễn Văn Thọ", "cầu an", "cau quoi", "1863", "bến thạh", "thuon yeu",
          "cua va la", "thủy bộ nứơc", "nguoii van", "trg"}) {
        std::vector<SearchFilter> filters;
        for (int round = 0; round < 2; ++round) {
            Search search = catalogue.search(text, "vi", filters);
            search.set_shown(is_shown);
            const auto counts = search.count().value();
            const auto& hits = search.hits();

            REQUIRE_MESSAGE(search.is_finished(), text);
            found += hits.size();
            for (const SearchHit& hit : hits) CHECK(is_shown(hit.exhibit));
            if (hits.size() < Search::kMaxHits)
                CHECK_MESSAGE(counts.total == static_cast<int>(hits.size()), text);
            int kinds = 0;
            for (const FacetValue& value : counts.facets)
                if (value.kind == FacetKind::Kind) kinds += value.count;
            CHECK_MESSAGE(kinds == counts.total, text);
            filters = {{FacetKind::Decade, "1860"}};
        }
    }
    CHECK(found > 100);
}

TEST_CASE("search: one typing error in a name goes before words that stand apart") {
    const Pack pack({exhibit("xa", "Chuyện khác", "Bà ngoại kể: đường xa, gió nhẹ."),
                     exhibit("gan", "Bà Nghè", "Người đầu tiên bắc cầu qua rạch."),
                     exhibit("xen", "Qua sông", "Đầu trên cầu, rạch bắc.")});

    const auto name = pack.hits("bà nhe ");
    const auto words = pack.hits("dau tren bac cau");

    REQUIRE(name.size() == 2);
    CHECK(name[0] == SearchHit{"gan", Match::NearPhrase, Field::Title});
    CHECK(name[1] == SearchHit{"xa", Match::FoldedApart, Field::Text});
    CHECK(words.at(0).exhibit == "gan");
    CHECK(words.at(1) == SearchHit{"xen", Match::FoldedApart, Field::Text});
    // What is known side by side needs no guess.
    CHECK(pack.hits("gió nhẹ").at(0).match == Match::ExactPhrase);
    CHECK(pack.hits("gió nhẹ").size() == 1);
}

TEST_CASE("search: words that stand everywhere are guessed at in titles, not in texts") {
    std::vector<ExhibitContent> exhibits{exhibit("chu", "Chuyện", "Trong nuôm kia."),
                                         exhibit("ten", "Trong nuôm", "A.")};
    for (int i = 0; i < 4000; ++i)
        exhibits.push_back(exhibit("x" + std::to_string(i), "Xa", "Trong một nước."));
    const Pack pack(std::move(exhibits));

    const auto hits = pack.hits("trong nước ");

    REQUIRE(hits.size() == Search::kMaxHits);
    CHECK(hits[0] == SearchHit{"ten", Match::NearPhrase, Field::Title});
    for (std::size_t i = 1; i < hits.size(); ++i) CHECK(hits[i].match == Match::ExactApart);
}

TEST_CASE("search: of a typing error in one word and in several the one is likelier") {
    const Pack pack({exhibit("nhieu", "Xuân Định Thành", "A."),
                     exhibit("mot", "Hai", "Ở quận Bình Thạnh."),
                     exhibit("ba", "Quan sát", "Quân và binh.")});

    CHECK(pack.find("quan binh thahn").front() == "mot");
}

TEST_CASE("search: words that stand close together go before words far apart") {
    std::string far = "hãng";
    for (int i = 0; i < 40; ++i) far += " rồi";
    const Pack pack({exhibit("a", "Hai", far + " tàu " + far + " pháp"),
                     exhibit("b", "Ba rồi bốn rồi năm", "Một hãng có tàu lớn của Pháp.")});

    CHECK(pack.find("hang tau phap") == Ids{"b", "a"});
}

TEST_CASE("search: each step only adds hits behind the others") {
    const TemporaryDirectory directory = TemporaryDirectory::create().value();
    const auto catalogue =
        Catalogue::open(write_sample(directory.path(), large_content(300))).value();
    Search search = catalogue.search("binh phu", "vi");
    std::vector<SearchHit> before;
    while (!search.is_finished()) {
        REQUIRE(search.step());
        REQUIRE(search.hits().size() >= before.size());
        CHECK(std::equal(before.begin(), before.end(), search.hits().begin()));
        before = search.hits();
    }

    CHECK(before.size() > 3);
    CHECK(before.size() <= Search::kMaxHits);
    CHECK(std::is_sorted(before.begin(), before.end(),
                         [](const auto& a, const auto& b) { return a.match < b.match; }));
}

TEST_CASE("search: the index takes less than 60 % of the text that it serves") {
    const TemporaryDirectory directory = TemporaryDirectory::create().value();
    const PackContent content = large_content(1000);
    const auto file = write_sample(directory.path(), content);

    const auto index = index_bytes(file).value();

    CHECK(index * 100 < text_bytes(content) * 60);
}

TEST_CASE("search: exhibits can be listed as a dictionary orders their titles") {
    const Pack pack({exhibit("b", "Bà Chiểu", "A."), exhibit("a", "Ba Son", "B."),
                     exhibit("d", "Đất", "C."), exhibit("c", "Dinh", "D.")});

    CHECK(pack.catalogue.exhibits_by_title("vi").value() == Ids{"a", "b", "c", "d"});
}

TEST_CASE("search: neither a simple text nor a guide's note is found") {
    ExhibitContent bridge = exhibit("cau", "Cầu", "Chữ của bài đầy đủ.");
    bridge.simple_text["vi"] = {{BlockKind::Paragraph, "Có chuồn chuồn.", {}}};
    bridge.notes["vi"] = {{BlockKind::Paragraph, "Có đom đóm.", {}}};
    const Pack pack({bridge});

    CHECK(pack.hits("đầy đủ").size() == 1);
    CHECK(pack.hits("chuồn chuồn").empty());
    CHECK(pack.hits("đom đóm").empty());
}
