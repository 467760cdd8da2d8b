// SPDX-License-Identifier: Apache-2.0
// What is no metadata (TUF 4.2 to 4.6), and what no JSON.
#include "trust/metadata.h"

#include <doctest/doctest.h>

#include <string>

#include "trust/canonical_json.h"
#include "trust/repository.h"
#include "trust/utc_time.h"

using namespace sen;
using namespace sen::test;
using namespace std::chrono;

namespace {

using Change = std::function<void(json&)>;

/// How parsing ends for the file of `role` with its signed part changed; nothing: well.
std::optional<ErrorKind> fault_after(const std::string& role, const Change& change) {
    static Repository repository;  // making keys takes time
    auto content = repository.content(role);
    change(content);
    const auto file = json{{"signatures", json::array()}, {"signed", content}}.dump();
    const auto kind = [](const auto& result) {
        return result ? std::nullopt : std::optional(result.error().kind);
    };
    if (role == "root") return kind(trust::Root::parse(file));
    if (role == "timestamp") return kind(trust::Timestamp::parse(file));
    if (role == "snapshot") return kind(trust::Snapshot::parse(file));
    return kind(trust::Targets::parse(file));
}

struct Case {
    const char* pointer;  ///< JSON pointer into the signed part
    const char* value;    ///< in JSON; "-": taken away
    std::optional<ErrorKind> fault = ErrorKind::Corrupt;
};

void check_cases(const std::string& role, std::initializer_list<Case> cases) {
    for (const auto& each : cases) {
        CAPTURE(role);
        CAPTURE(each.pointer);
        CAPTURE(each.value);
        const auto fault = fault_after(role, [&](json& content) {
            const json::json_pointer place(each.pointer);
            if (std::string(each.value) == "-")
                content[place.parent_pointer()].erase(place.back());
            else
                content[place] = json::parse(each.value);
        });
        CHECK(fault == each.fault);
    }
}

}  // namespace

TEST_CASE("metadata: what all roles share is checked in each") {
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        check_cases(role, {
                              {"/_type", "-"},
                              {"/_type", "\"mirrors\""},
                              {"/_type", "7"},
                              {"/version", "-"},
                              {"/version", "0"},
                              {"/version", "-1"},
                              {"/version", "1.5"},
                              {"/version", "\"1\""},
                              {"/version", "true"},
                              {"/version", "9007199254740991", std::nullopt},
                              {"/version", "9007199254740992"},
                              {"/version", "18446744073709551617"},
                              {"/version", "1e308"},
                              {"/expires", "-"},
                              {"/expires", "1893456000"},
                              {"/expires", "\"2030-01-01\""},
                              {"/spec_version", "-"},
                              {"/spec_version", "1"},
                              {"/spec_version", "\"1\""},
                              {"/spec_version", "\"1.\""},
                              {"/spec_version", "\"\""},
                              {"/spec_version", "\"v1.0\""},
                              {"/spec_version", "\"1.0\"", std::nullopt},
                              {"/spec_version", "\"1.0.99\"", std::nullopt},
                              {"/spec_version", "\"1.9.0-rc1\"", std::nullopt},
                              {"/spec_version", "\"2.0.0\"", ErrorKind::Unsupported},
                              {"/spec_version", "\"0.9\"", ErrorKind::Unsupported},
                              {"/spec_version", "\"10.0.0\"", ErrorKind::Unsupported},
                              {"/x-unknown", "{\"a\":[null,-5]}", std::nullopt},
                              {"/issued", "\"no time\"", std::nullopt},
                              {"/issued", "7", std::nullopt},
                          });
}

TEST_CASE("metadata: a root") {
    check_cases("root", {
                            {"/consistent_snapshot", "-", std::nullopt},
                            {"/consistent_snapshot", "1"},
                            {"/keys", "-"},
                            {"/keys", "[]"},
                            {"/keys/x", "7"},
                            {"/keys/x", "{\"keytype\":\"ed25519\"}"},
                            {"/keys", "{}", std::nullopt},
                            {"/roles", "-"},
                            {"/roles/root", "-"},
                            {"/roles/timestamp", "-"},
                            {"/roles/snapshot", "-"},
                            {"/roles/targets", "-"},
                            {"/roles/mirrors", "{\"keyids\":[],\"threshold\":1}", std::nullopt},
                            {"/roles/root/keyids", "-"},
                            {"/roles/root/keyids", "\"x\""},
                            {"/roles/root/keyids", "[7]"},
                            {"/roles/root/keyids", "[]", std::nullopt},
                            {"/roles/root/threshold", "-"},
                        });
}

TEST_CASE("metadata: a timestamp and a snapshot") {
    check_cases("timestamp", {
                                 {"/meta", "-"},
                                 {"/meta/snapshot.json", "-"},
                                 {"/meta/snapshot.json", "7"},
                                 {"/meta/snapshot.json/version", "-"},
                                 {"/meta/snapshot.json/version", "0"},
                                 {"/meta/snapshot.json/length", "-", std::nullopt},
                                 {"/meta/snapshot.json/length", "-1"},
                                 {"/meta/snapshot.json/length", "0"},
                                 {"/meta/snapshot.json/hashes", "-", std::nullopt},
                                 {"/meta/snapshot.json/hashes", "{}"},
                                 {"/meta/snapshot.json/hashes", "[]"},
                                 {"/meta/snapshot.json/hashes/sha256", "7"},
                                 {"/meta/snapshot.json/hashes/sha256", "\"\""},
                                 {"/meta/snapshot.json/hashes/sha256", "\"../../x\""},
                             });
    check_cases("snapshot", {
                                {"/meta", "-"},
                                {"/meta", "[]"},
                                {"/meta/x.json", "7"},
                                {"/meta/x.json", "{\"version\":9007199254740991}", std::nullopt},
                                {"/meta/x.json", "{\"version\":-1}"},
                            });
}

TEST_CASE("metadata: targets and their delegations") {
    const std::string target = R"({"length":1,"hashes":{"sha256":"00"}})";
    check_cases("targets",
                {
                    {"/targets", "-"},
                    {"/targets", "[]"},
                    {"/targets/a", target.c_str(), std::nullopt},
                    {"/targets/a", R"({"length":4294967297,"hashes":{"x":"00"}})", std::nullopt},
                    {"/targets/a", R"({"length":-1,"hashes":{"sha256":"00"}})"},
                    {"/targets/a", R"({"length":9007199254740992,"hashes":{"sha256":"00"}})"},
                    {"/targets/a", R"({"hashes":{"sha256":"00"}})"},
                    {"/targets/a", R"({"length":1,"hashes":{}})"},
                    {"/targets/a", R"({"length":1})"},
                    {"/targets/a", R"({"length":1,"hashes":{"sha256":"00"},"custom":7})"},
                    {"/delegations", "7"},
                    {"/delegations", "{}"},
                    {"/delegations", R"({"keys":{},"roles":{}})"},
                    {"/delegations", R"({"keys":{},"roles":[]})", std::nullopt},
                    {"/delegations", R"({"keys":{},"roles":[7]})"},
                    {"/delegations", R"({"keys":{},"succinct_roles":{"bit_length":1}})",
                     ErrorKind::Unsupported},
                });
}

TEST_CASE("metadata: a delegation") {
    const json good = {
        {"name", "ward"}, {"keyids", json::array()}, {"threshold", 1}, {"paths", {"ward/*"}}};
    const auto fault_of_role = [&](const Change& change) {
        return fault_after("targets", [&](json& content) {
            auto role = good;
            change(role);
            content["delegations"] = {{"keys", json::object()}, {"roles", json::array({role})}};
        });
    };
    CHECK(fault_of_role([](json&) {}) == std::nullopt);
    CHECK(fault_of_role([](json& role) { role.erase("paths"); }) == std::nullopt);
    CHECK(fault_of_role([](json& role) { role["terminating"] = true; }) == std::nullopt);

    for (const char* name : {"", "root", "timestamp", "snapshot", "targets"})
        CHECK(fault_of_role([&](json& role) { role["name"] = name; }) == ErrorKind::Corrupt);
    const Change bad[] = {[](json& role) { role.erase("name"); },
                          [](json& role) { role["name"] = 7; },
                          [](json& role) { role.erase("keyids"); },
                          [](json& role) { role.erase("threshold"); },
                          [](json& role) { role["threshold"] = 0; },
                          [](json& role) { role["paths"] = "ward/*"; },
                          [](json& role) { role["paths"] = {7}; },
                          [](json& role) { role["path_hash_prefixes"] = json::array(); },
                          [](json& role) { role["terminating"] = "yes"; }};
    for (const auto& change : bad) CHECK(fault_of_role(change) == ErrorKind::Corrupt);

    CHECK(fault_after("targets", [&](json& content) {
              content["delegations"] = {{"keys", json::object()},
                                        {"roles", json::array({good, good})}};
          }) == ErrorKind::Corrupt);
}

TEST_CASE("metadata: what is no JSON, or hides something, is no metadata") {
    using namespace std::string_literals;
    Repository repository;
    const auto good = repository.files.at("timestamp.json");
    CHECK(trust::Timestamp::parse(good));
    const auto with = [&](const std::string& text) {
        auto changed = good;
        return changed.insert(changed.rfind("\"version\""), text);
    };
    for (const auto& bad :
         {""s,
          "{}"s,
          "[]"s,
          "null"s,
          good.substr(0, good.size() - 1),
          good + "x",
          good + "{}",
          good + "\0"s,
          "\xEF\xBB\xBF"s + good,
          "\xFF\xFE{\0}\0"s,
          with("\"version\":1,"),
          with("\"x\":NaN,"),
          with("\"x\":1e308,"),
          with("\"x\":1.0,"),
          with("\"x\":Infinity,"),
          with("\"x\":\"\\ud800\","),
          with("\"x\":\"\xED\xA0\x80\","),
          with("\"x\":\"\xFF\","),
          with("\"x\":'a',"),
          with("/**/"),
          with("\"x\":9007199254740992,"),
          with("\"x\":" + std::string(10'000, '[') + std::string(10'000, ']') + ","),
          with("\"x\":" + std::string(31, '[') + std::string(31, ']') + ",")})
        CHECK_MESSAGE(!trust::Timestamp::parse(bad), bad.substr(0, 80));

    CHECK(trust::Timestamp::parse(with("\"x\":\"\\u0000\\ud83d\\ude00\",")));
    CHECK(trust::Timestamp::parse(
        with("\"x\":" + std::string(30, '[') + std::string(30, ']') + ",")));
    CHECK(trust::Timestamp::parse("\n" + good + "\n\n"));
}

TEST_CASE("metadata: the envelope needs both halves") {
    Repository repository;
    const auto good = json::parse(repository.files.at("timestamp.json"));
    for (const char* part : {"signed", "signatures"}) {
        auto file = good;
        file.erase(part);
        CHECK_FALSE(trust::Timestamp::parse(file.dump()));
        file[part] = 7;
        CHECK_FALSE(trust::Timestamp::parse(file.dump()));
    }
}

TEST_CASE("metadata: what is signed is the very object that is read, in its canonical form") {
    Repository repository;
    repository.content("timestamp")["x-later"] = {{"b", "đ\n"}, {"a", {1, nullptr}}};
    const auto parsed = trust::Timestamp::parse(repository.file_of("timestamp")).value();

    CHECK(parsed.signed_bytes == trust::canonical_json(repository.content("timestamp")));
    CHECK(parsed.signed_bytes.find("\"x-later\":{\"a\":[1,null],\"b\":\"đ\n\"}") !=
          std::string::npos);
}

TEST_CASE("metadata: a date-time has one form") {
    CHECK(trust::parse_utc("1970-01-01T00:00:00Z") == sys_seconds{});
    CHECK(trust::parse_utc("2038-01-19T03:14:08Z") == sys_seconds{seconds{1ll << 31}});
    CHECK(trust::parse_utc("2106-02-07T06:28:16Z") == sys_seconds{seconds{1ll << 32}});
    CHECK(trust::parse_utc("2024-02-29T23:59:59Z"));
    CHECK(trust::parse_utc("9999-12-31T23:59:59Z"));
    CHECK(trust::format_utc(trust::parse_utc("0001-02-03T04:05:06Z").value()) ==
          "0001-02-03T04:05:06Z");

    for (const char* bad : {"",
                            "2030-01-01",
                            "2030-01-01T00:00:00",
                            "2030-01-01T00:00:00z",
                            "2030-01-01t00:00:00Z",
                            "2030-01-01 00:00:00Z",
                            "2030-01-01T00:00:00+00:00",
                            "2030-01-01T00:00:00.5Z",
                            "2030-1-1T0:0:0Z",
                            "2030-02-29T00:00:00Z",
                            "2030-13-01T00:00:00Z",
                            "2030-00-01T00:00:00Z",
                            "2030-01-32T00:00:00Z",
                            "2030-01-01T24:00:00Z",
                            "2030-01-01T00:60:00Z",
                            "2030-01-01T23:59:60Z",
                            "0000-01-01T00:00:00Z",
                            "+030-01-01T00:00:00Z",
                            "12030-01-01T00:00:00Z",
                            "2030-01-01T00:00:00Z ",
                            "2030-01-01T00:00: 0Z",
                            "２０-01-01T00:00:00Z"})
        CHECK_MESSAGE(!trust::parse_utc(bad), bad);
}
