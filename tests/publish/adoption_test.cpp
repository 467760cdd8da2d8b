// SPDX-License-Identifier: Apache-2.0
// Repositories that other TUF tools have made: their key names, fields and keys of other kinds are
// kept, and publishing goes on from there.
#include <doctest/doctest.h>

#include <functional>

#include "publish/office.h"
#include "trust/canonical_json.h"

using namespace sen;
using namespace sen::test;
using pack::Json;
using pack::Metadata;

namespace {

Metadata made(const std::string& type, const std::string& signer, const std::string& name,
              const std::function<void(Json&)>& fill) {
    Metadata metadata = Metadata::create(type);
    Json& content = metadata.edit();
    content["spec_version"] = "1.0.0";
    content["expires"] = "2030-01-01T00:00:00Z";
    content["x-tool"] = {{"name", "another"}, {"of", type}};
    fill(content);
    must(metadata.sign(key_of(signer), name));
    return metadata;
}

/// Not in canonical form: only the signed part has to be, for its signatures.
std::string spelt_out(const Metadata& metadata) {
    return Json::parse(metadata.bytes()).dump(1);
}

/// As another tool would leave it: no "issued", key names that are no hashes, one key of a kind
/// that nobody here knows, lengths and hashes in the snapshot.
void write_foreign(const Office& office) {
    const auto file =
        office.repository() /
        pack::tree::target_file("other/file.bin", pack::fact_of("abc").hashes["sha256"]);
    std::filesystem::create_directories(file.parent_path());
    must(write_file_atomically(file, "abc"));
    const auto write = [&](const std::string& role, std::uint64_t version,
                           const Metadata& metadata) {
        const auto there = office.repository() / pack::tree::metadata_file(role, version);
        std::filesystem::create_directories(there.parent_path());
        must(write_file_atomically(there, spelt_out(metadata)));
    };
    write("root", 1, made("root", "a", "the-boss", [](Json& content) {
              content["consistent_snapshot"] = true;
              content["keys"] = {{"the-boss", key_of("a").public_key().json()},
                                 {"machine", key_of("release").public_key().json()},
                                 {"city-hall", key_of("city").public_key().json()},
                                 {"tomorrow",
                                  {{"keytype", "sphincs"},
                                   {"scheme", "sphincs-shake-128s"},
                                   {"keyval", {{"public", "00"}}}}}};
              content["keys"]["city-hall"]["x-owner"] = "the city";
              const auto role = [](const Json& ids) {
                  return Json{{"keyids", ids}, {"threshold", 1}, {"x-note", "kept"}};
              };
              content["roles"] = {{"root", role(Json::array({"the-boss", "tomorrow"}))},
                                  {"targets", role(Json::array({"city-hall"}))},
                                  {"snapshot", role(Json::array({"machine"}))},
                                  {"timestamp", role(Json::array({"machine"}))}};
          }));
    const Metadata targets = made("targets", "city", "city-hall", [](Json& content) {
        content["targets"] = {
            {"other/file.bin",
             {{"length", 3}, {"hashes", pack::fact_of("abc").hashes}, {"custom", {{"x", 1}}}}}};
    });
    write("targets", 1, targets);
    const Metadata snapshot = made("snapshot", "release", "machine", [&](Json& content) {
        content["meta"]["targets.json"] = {{"version", 1},
                                           {"length", spelt_out(targets).size()},
                                           {"hashes", pack::fact_of(spelt_out(targets)).hashes}};
    });
    write("snapshot", 1, snapshot);
    write("timestamp", 1, made("timestamp", "release", "machine", [&](Json& content) {
              content["meta"]["snapshot.json"] = {
                  {"version", 1},
                  {"length", spelt_out(snapshot).size()},
                  {"hashes", pack::fact_of(spelt_out(snapshot)).hashes}};
          }));
}

}  // namespace

TEST_CASE("publish: a repository of another tool is kept and extended") {
    Office office;
    write_foreign(office);

    office.delegate_ward();
    office.publish({});

    CHECK(seen_by_client(office.repository(), office.date).contains("phuong-mau/chuyen-cu.json"));
    const auto desk = office.desk();
    const Json& targets = desk.released().targets->content();
    CHECK(targets["x-tool"]["name"] == "another");
    CHECK(targets["targets"]["other/file.bin"]["custom"]["x"] == 1);
    CHECK(desk.released().targets->version() == 2);
    const Json meta = desk.released().snapshot->content()["meta"]["targets.json"];
    CHECK(meta["length"] == desk.released().targets->bytes().size());
    CHECK(meta["version"] == 2);
    CHECK(desk.released().snapshot->content()["x-tool"]["of"] == "snapshot");
}

TEST_CASE("publish: an adopted root is renewed under its own key names, unknown fields and all") {
    Office office;
    write_foreign(office);
    {
        pack::Desk desk = office.desk();
        CHECK(must(pack::draft_renewal(desk, "root")));
    }
    must(office.sign("a"));
    must(office.release());

    CHECK(seen_by_client(office.repository(), office.date).size() == 1);
    const auto desk = office.desk();
    const Json& root = desk.released().root->content();
    CHECK(root["version"] == 2);
    CHECK(root["keys"]["tomorrow"]["keytype"] == "sphincs");
    CHECK(root["keys"]["city-hall"]["x-owner"] == "the city");
    CHECK(root["roles"]["root"]["x-note"] == "kept");
}

TEST_CASE("publish: a key that the root knows under another name keeps that name") {
    Office office;
    write_foreign(office);
    {
        pack::Desk desk = office.desk();
        must(pack::draft_rotation(desk, "snapshot", group({"city"})));
    }
    const auto desk = office.desk();
    const Json& root = desk.drafts().at("root").metadata.content();

    CHECK(root["roles"]["snapshot"]["keyids"] == Json::array({"city-hall"}));
    CHECK(root["roles"]["snapshot"]["x-note"] == "kept");
}

TEST_CASE("publish: without consistent snapshots a repository is refused") {
    Office office;
    write_foreign(office);
    const auto file = office.repository() / "metadata/1.root.json";
    auto root = Metadata::parse(read_file(file, 1 << 20).value()).value();
    root.edit()["consistent_snapshot"] = false;
    must(write_file_atomically(file, root.bytes()));

    CHECK_FALSE(office.try_desk());

    CHECK(office.refused() == "publish_not_consistent");
}
