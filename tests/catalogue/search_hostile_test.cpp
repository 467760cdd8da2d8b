// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>
#include <random>

#include "base/file.h"
#include "catalogue/full_text.h"
#include "catalogue/large_pack.h"
#include "catalogue/sample.h"
#include "catalogue/search.h"
#include "catalogue/words.h"
#include "language/nfc.h"

using namespace sen;
using namespace sen::catalogue;

namespace {

/// All that can be asked of a search; whether it answered.
bool search_all(const Catalogue& catalogue, std::string_view text,
                std::vector<SearchFilter> filters = {}) {
    Search search = catalogue.search(text, "vi", std::move(filters));
    int steps = 0;
    while (!search.is_finished()) {
        if (!search.step()) return false;
        REQUIRE(++steps < 64);
    }
    CHECK(search.hits().size() <= Search::kMaxHits);
    for (const SearchHit& hit : search.hits()) {
        const auto found = search.describe(hit);
        if (!found) return false;
        CHECK(language::is_nfc(found->snippet));
        CHECK(found->snippet.size() < 256);
        for (const auto& mark : found->snippet_marks) {
            CHECK(mark.begin < mark.end);
            CHECK(mark.end <= found->snippet.size());
            CHECK(language::is_nfc(found->snippet.substr(mark.begin, mark.end - mark.begin)));
        }
    }
    return search.count().has_value();
}

std::string repeated(std::string_view piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

}  // namespace

TEST_CASE("hostile query: whatever is typed is answered, and nothing of it is a command") {
    const auto directory = TemporaryDirectory::create().value();
    const auto catalogue = Catalogue::open(write_sample(directory.path())).value();

    for (const std::string& text : {std::string("\""),
                                    std::string("\"cầu"),
                                    std::string("cầu*"),
                                    std::string("*"),
                                    std::string("cầu AND"),
                                    std::string("NOT cầu"),
                                    std::string("cầu OR (bến"),
                                    std::string("NEAR(cầu bến, 2)"),
                                    std::string("words : cầu"),
                                    std::string("^cầu"),
                                    std::string("+cầu @1902 |"),
                                    std::string("cầu -bến"),
                                    std::string("{words} : 0"),
                                    std::string("0 1 2"),
                                    std::string("%"),
                                    std::string("_"),
                                    std::string("'; DROP TABLE pack; --"),
                                    std::string("c\0u", 3),
                                    std::string("\0", 1),
                                    std::string("\xff\xfe\xc3"),
                                    std::string("\xc3"),
                                    std::string("\xed\xa0\x80"),
                                    std::string("\xf4\x90\x80\x80"),
                                    std::string("\u0301\u0301\u0301"),
                                    std::string("a") + repeated("\u0301", 300),
                                    repeated("c", 10'000),
                                    repeated("cầu ", 2'500),
                                    repeated("ầ", 10'000),
                                    repeated("\xff", 10'000),
                                    repeated(" ", 10'000),
                                    repeated("\u200b", 3'000),
                                    repeated("x ", 5'000) + "cầu",
                                    std::string("\U0010FFFF"),
                                    std::string("-"),
                                    std::string("NEAR("),
                                    std::string("שלום العربية cầu"),
                                    std::string("\u202Eua\u0300c\u202C \u2066bến\u2069"),
                                    std::string("🇻🇳👩‍👩‍👧‍👦🏽"),
                                    std::string("\u031B\u0309 ầ\u0309\u0309"),
                                    std::string("日本語 한국어 🪷")})
        CHECK_MESSAGE(search_all(catalogue, text), text.substr(0, 40));
    CHECK(catalogue.check());
}

TEST_CASE("hostile query: signs of a query language only part words") {
    const auto directory = TemporaryDirectory::create().value();
    const auto catalogue = Catalogue::open(write_sample(directory.path())).value();

    for (const char* text : {"\"cầu\" (bình)* ^lợi", "cầu:bình+lợi", "@cầu|bình -lợi"}) {
        Search search = catalogue.search(text, "vi");
        REQUIRE(search.finish());

        REQUIRE_FALSE(search.hits().empty());
        CHECK(search.hits()[0].exhibit == "cau-binh-loi");
    }
    Search search = catalogue.search("OR", "vi");
    REQUIRE(search.finish());
    CHECK(search.hits().empty());
}

TEST_CASE("hostile query: filters of any name are answered") {
    const auto directory = TemporaryDirectory::create().value();
    const auto catalogue = Catalogue::open(write_sample(directory.path())).value();

    for (const std::string& name :
         {std::string("' OR 1"), std::string("\0x", 2), repeated("x", 9999)})
        CHECK(search_all(catalogue, "cầu", {{FacetKind::Place, name}}));
    CHECK(search_all(catalogue, "", std::vector<SearchFilter>(1000, {FacetKind::Kind, "story"})));
}

TEST_CASE("hostile query: random bytes are answered") {
    const auto directory = TemporaryDirectory::create().value();
    const auto catalogue =
        Catalogue::open(write_sample(directory.path(), large_content(50))).value();
    std::mt19937 random(20261125);
    const std::string pieces[] = {"cầu", "b",    "\"",  "*", " ",  "\xc3",
                                  "đ",   "1902", "\0x", "ế", "AND"};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count)
            text += random() % 3 == 0 ? std::string(1, static_cast<char>(random()))
                                      : pieces[random() % std::size(pieces)];

        CHECK_MESSAGE(search_all(catalogue, text), text);
    }
}

TEST_CASE("hostile index: what does not fit together is an error or no hit, never a crash") {
    const auto directory = TemporaryDirectory::create().value();
    for (const std::string sql :
         {"DELETE FROM search_entry", "UPDATE search_entry SET id = id + 40000",
          "UPDATE OR REPLACE search_word SET word = ''",
          "UPDATE OR REPLACE search_word SET word = CAST(x'c0' AS TEXT)",
          "UPDATE search_word SET titles = -1", "UPDATE search_word SET texts = 1 << 40",
          "UPDATE OR REPLACE search_word SET word = printf('%.9000c', 'a')",
          "UPDATE search_facet SET entries = x'00'", "UPDATE search_facet SET entries = x'ffff'",
          "UPDATE search_facet SET entries = zeroblob(100000)",
          "UPDATE search_index_data SET block = zeroblob(20) WHERE id > 10",
          "DELETE FROM search_index_data WHERE id > 10",
          "UPDATE search_index_data SET block = randomblob(length(block)) WHERE id > 10",
          "UPDATE search_index_data SET block = x'00'", "DELETE FROM search_index_config",
          "UPDATE search_index_config SET v = 3", "DELETE FROM search_index_idx"}) {
        const auto file = write_sample(directory.path());
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
        const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(raw, sqlite3_close);
        REQUIRE_MESSAGE(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
                        sql);
        const auto catalogue = Catalogue::open(file);
        if (!catalogue) continue;

        for (const char* text : {"cau", "bến nhà rồng ", "khanh thanh", "nhe rong"})
            search_all(*catalogue, text, {{FacetKind::Kind, "story"}});
    }
}

TEST_CASE("hostile index: no damage of the bytes brings a search down") {
    const auto directory = TemporaryDirectory::create().value();
    const auto good = read_file(write_sample(directory.path(), large_content(40)), 1 << 22).value();
    const auto file = directory.path() / "damaged";
    std::mt19937 random(20261126);
    int answered = 0;
    for (int round = 0; round < 150; ++round) {
        std::string bytes = good;
        const std::size_t base = (1 + random() % (bytes.size() / 4096 - 1)) * 4096;
        for (auto flips = 1 + random() % 12; flips > 0; --flips)
            bytes[base + random() % 4096] = static_cast<char>(random());
        REQUIRE(write_file_atomically(file, bytes));
        const auto catalogue = Catalogue::open(file);
        if (!catalogue) continue;
        for (const char* text : {"b", "binh phu", "của và", "nguyne"})
            answered += search_all(*catalogue, text) ? 1 : 0;
    }

    CHECK(answered > 100);
}
