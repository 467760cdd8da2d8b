// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/file.h"
#include "language/direction.h"
#include "language/nfc.h"
#include "language/string_table.h"

using namespace sen;
using namespace sen::language;

TEST_CASE("nfc: decomposed Vietnamese becomes composed") {
    const std::string nfd = "Vie\xCC\xA3\xCC\x82t";  // e, dot below, circumflex

    CHECK(to_nfc(nfd).value() == "Việt");
    CHECK(is_nfc("Việt"));
    CHECK_FALSE(is_nfc(nfd));
    CHECK_FALSE(to_nfc("\xff"));
}

TEST_CASE("string table: fills in names and shows a missing key as itself") {
    const auto directory = TemporaryDirectory::create().value();
    REQUIRE(write_file_atomically(directory.path() / "t.toml", "count = \"{n} of {all}\"\n"));

    const auto table = StringTable::load(directory.path() / "t.toml").value();

    CHECK(table.format("count", {{"n", "3"}, {"all", "12"}}) == "3 of 12");
    CHECK(table["nothing"] == "nothing");
}

TEST_CASE("string table: a broken file is named with its line") {
    const auto directory = TemporaryDirectory::create().value();
    REQUIRE(write_file_atomically(directory.path() / "t.toml", "a = \"x\"\nb = \n"));

    const auto table = StringTable::load(directory.path() / "t.toml");

    REQUIRE_FALSE(table);
    CHECK(table.error().message.find("t.toml:2") != std::string::npos);
}

TEST_CASE("string table: what one table lacks is taken from another, and nothing else") {
    const auto directory = TemporaryDirectory::create().value();
    REQUIRE(write_file_atomically(directory.path() / "a.toml", "one = \"un\"\n"));
    REQUIRE(write_file_atomically(directory.path() / "b.toml", "one = \"one\"\ntwo = \"two\"\n"));
    auto table = StringTable::load(directory.path() / "a.toml").value();

    CHECK(table.complete(StringTable::load(directory.path() / "b.toml").value()) == 1);

    CHECK(table["one"] == "un");
    CHECK(table["two"] == "two");
}

TEST_CASE("direction: Hebrew and Arabic run from right to left, what we speak does not") {
    for (const char* text : {"עברית", "العربية", "Sen فارسی", "اردو", "ދިވެހި"})
        CHECK(is_right_to_left(text));
    for (const char* text :
         {"Tiếng Việt", "Français", "日本語", "한국어", "ไทย", "", "\xff\xfe", "1862–1864"})
        CHECK_FALSE(is_right_to_left(text));
}
