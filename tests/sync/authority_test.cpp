// SPDX-License-Identifier: Apache-2.0
// Whose root of trust a kiosk follows: the files in trusted/, and who may bring whose packs.
#include "sync/authority.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "store/faulty_calls.h"

using namespace sen;
using namespace sen::test;
using sync::Authority;
using sync::PublisherTable;

namespace fs = std::filesystem;

namespace {

const Authority kCity{"city", 1, {"https://a.example/sen", "http://b.example:8080"}, {"phuong-a"}};

struct Folder {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    fs::path store = directory.path() / "store";
    FaultyCalls calls;

    void write(const std::string& name, const std::string& bytes) const {
        fs::create_directories(store / "trusted");
        std::ofstream(store / "trusted" / name, std::ios::binary) << bytes;
    }
};

std::vector<std::string> ids(const Result<std::vector<Authority>>& authorities) {
    std::vector<std::string> ids;
    if (!authorities) return {"error"};
    for (const auto& authority : *authorities) ids.push_back(authority.id);
    return ids;
}

/// The one form of kCity with another value for `key`.
std::string changed(const char* key, const nlohmann::json& value) {
    auto json = nlohmann::json::parse(kCity.to_json());
    json[key] = value;
    return json.dump();
}

}  // namespace

TEST_CASE("authority: its file is read as it was written") {
    CHECK(Authority::parse(kCity.to_json()) == kCity);

    const Authority alone{"phuong", 7, {}, {}};
    CHECK(Authority::parse(alone.to_json()) == alone);
}

TEST_CASE("authority: a file that could not have been written so is refused") {
    REQUIRE(Authority::parse(changed("order", 1)));
    for (const auto& bytes :
         {changed("id", ""),
          changed("id", "../city"),
          changed("id", "City"),
          changed("id", 7),
          changed("order", 0),
          changed("order", -1),
          changed("order", "1"),
          changed("mirrors", "https://a.example"),
          changed("mirrors", {"ftp://a.example"}),
          changed("mirrors", {"https://user@a.example"}),
          changed("mirrors", {"https://a/?q"}),
          changed("mirrors", std::vector<std::string>(sync::kMaxMirrors + 1, "https://a.example")),
          changed("publishers", {"a/b"}),
          changed("publishers", {""}),
          changed("publishers", {1}),
          changed("publishers", std::vector<std::string>(sync::kMaxPublishers + 1, "a")),
          changed("extra", 1),
          kCity.to_json() + " ",
          " " + kCity.to_json(),
          std::string("{}"),
          std::string("[]"),
          std::string()}) {
        CAPTURE(bytes);
        const auto parsed = Authority::parse(bytes);

        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().kind == ErrorKind::Corrupt);
    }
    CHECK(Authority::parse(changed("format", 2)).error().kind == ErrorKind::Unsupported);
}

TEST_CASE_FIXTURE(Folder, "authority: they are listed by their order, then by name") {
    CHECK(ids(sync::read_authorities(store)).empty());
    fs::create_directories(store / "trusted");
    for (const auto& [id, order] : {std::pair("b", 2), {"z", 1}, {"a", 2}})
        REQUIRE(
            sync::write_authority(store, {id, static_cast<std::uint64_t>(order), {}, {}}, calls));
    fs::create_directories(store / "trusted" / "z" / "roots");  // what else is kept there
    write("z.time", "7");

    CHECK(ids(sync::read_authorities(store)) == std::vector<std::string>{"z", "a", "b"});
}

TEST_CASE_FIXTURE(Folder, "authority: one that cannot be read stops all, for its packs were free") {
    write("city.json", kCity.to_json());
    REQUIRE(ids(sync::read_authorities(store)) == std::vector<std::string>{"city"});
    SUBCASE("damaged") {
        write("other.json", "{");
    }
    SUBCASE("under another's name") {
        write("other.json", kCity.to_json());
    }
    SUBCASE("too long") {
        write("other.json", std::string(sync::kMaxAuthorityBytes + 1, ' '));
    }
    SUBCASE("a folder") {
        fs::create_directory(store / "trusted" / "other.json");
    }
    SUBCASE("a link") {
        fs::create_symlink("city.json", store / "trusted" / "other.json");
    }
    SUBCASE("the whole folder is none") {
        fs::remove_all(store / "trusted");
        std::ofstream(store / "trusted") << "a file";
    }

    CHECK(ids(sync::read_authorities(store)) == std::vector<std::string>{"error"});
}

TEST_CASE_FIXTURE(Folder, "authority: a write that fails leaves the one before") {
    fs::create_directories(store / "trusted");
    REQUIRE(sync::write_authority(store, kCity, calls));
    Authority other = kCity;
    other.mirrors.clear();
    int faults = 0;
    for (int at = 1;; ++at) {
        FaultyCalls failing;
        failing.before = [&](const char*, const std::string&) {
            return failing.calls >= at ? -ENOSPC : 0;
        };
        const bool is_written = sync::write_authority(store, other, failing).has_value();
        if (failing.calls < at) break;
        faults += is_written ? 0 : 1;
        const auto kept = sync::read_authorities(store);
        REQUIRE(kept);
        CHECK(((*kept)[0] == kCity || (*kept)[0] == other));
        REQUIRE(sync::write_authority(store, kCity, calls));
    }

    CHECK(faults >= 3);
    CHECK(sync::read_authorities(store).value()[0] == other);
}

TEST_CASE("publishers: who is named by an authority belongs to it") {
    PublisherTable table({{"city", 1, {}, {}}, {"ward", 2, {}, {"phuong-a"}}});

    CHECK_FALSE(table.may_bring("city", "phuong-a"));
    CHECK(table.may_bring("ward", "phuong-a"));
    CHECK_FALSE(table.may_bring("ward", "phuong-b"));  // it brings those alone that it names
    CHECK(table.may_bring("city", "phuong-b"));
    CHECK_FALSE(table.may_bring("stranger", "phuong-b"));
    CHECK_FALSE(table.may_bring("stranger", "phuong-c"));
}

TEST_CASE("publishers: who is installed stays with the authority that brought it") {
    PublisherTable table({{"first", 1, {}, {}}, {"second", 2, {}, {}}});
    table.learn("phuong-a", "second");
    table.learn("phuong-a", "first");  // the first word counts

    CHECK_FALSE(table.may_bring("first", "phuong-a"));
    CHECK(table.may_bring("second", "phuong-a"));
}

TEST_CASE("publishers: who is new belongs to the first that brings it") {
    PublisherTable table({{"first", 1, {}, {}}, {"second", 2, {}, {}}});

    CHECK(table.may_bring("first", "phuong-a"));
    CHECK_FALSE(table.may_bring("second", "phuong-a"));
    CHECK(table.may_bring("second", "phuong-b"));
    CHECK_FALSE(table.may_bring("first", "phuong-b"));
}

TEST_CASE("publishers: of two that name the same one the stronger has it") {
    PublisherTable table({{"first", 1, {}, {"phuong-a"}}, {"second", 2, {}, {"phuong-a"}}});
    table.learn("phuong-a", "second");  // even if it is installed from there

    CHECK(table.may_bring("first", "phuong-a"));
    CHECK_FALSE(table.may_bring("second", "phuong-a"));
}
