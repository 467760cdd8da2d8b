// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/file.h"
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
