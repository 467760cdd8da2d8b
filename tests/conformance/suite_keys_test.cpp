// SPDX-License-Identifier: Apache-2.0
// tuf-client against the situations of the public suite: kinds of keys, thresholds, rotations.
// What the suite tries in test_keys.py, test_updater_key_rotations.py.
#include <doctest/doctest.h>

#include <optional>

#include "base/hex.h"
#include "conformance/suite_fixture.h"
#include "trust/canonical_json.h"

using namespace sen;
using namespace sen::test;

namespace {

using Names = std::vector<std::string>;

/// Ten keys, so that a case is written in numbers.
struct TenKeys {
    Keys all;

    TenKeys() {
        for (int i = 0; i < 10; ++i) all.push_back(TestKey::ed25519());
    }
    Keys some(const std::vector<int>& numbers) const {
        Keys keys;
        for (const int number : numbers) keys.push_back(all[static_cast<std::size_t>(number)]);
        return keys;
    }
};

struct Step {
    std::vector<int> keys;
    int threshold;
    std::vector<int> signers;
};

}  // namespace

TEST_CASE_FIXTURE(TenKeys, "suite, keys: a root is followed as old and new keys together allow") {
    const struct {
        const char* name;
        std::vector<Step> steps;
        bool is_last_fine;
    } cases[] = {
        {"one for one", {{{1}, 1, {1}}, {{2}, 1, {2, 1}}, {{2}, 1, {2}}}, true},
        {"signatures that nobody asked for",
         {{{1}, 1, {3, 1, 4}}, {{2}, 1, {3, 2, 1, 4}}, {{2}, 1, {3, 2, 4}}},
         true},
        {"three of five, of changing people",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
          {{0, 1, 2, 3, 4}, 3, {0, 4, 1}},
          {{0, 1, 2, 3, 4}, 3, {0, 1, 3}},
          {{0, 1, 2, 3, 4}, 3, {2, 3, 4}}},
         true},
        {"three of five, one goes, by those who stay",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 1}}},
         true},
        {"three of five, one goes, and signs a last time",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
          {{0, 1, 3, 4, 5}, 3, {0, 2, 4, 5}},
          {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}},
         true},
        {"all five go",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
          {{5, 6, 7, 8, 9}, 3, {0, 2, 4, 5, 6, 7}},
          {{5, 6, 7, 8, 9}, 3, {5, 6, 7}}},
         true},
        {"one of three becomes two of three", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {1, 2}}}, true},
        {"two of three becomes one of three",
         {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1, 2}}, {{1, 2, 3}, 1, {1}}},
         true},
        {"one becomes two of two", {{{1}, 1, {1}}, {{1, 2}, 2, {1, 2}}}, true},
        {"without the old key", {{{1}, 1, {1}}, {{2}, 1, {2, 3, 4}}}, false},
        {"without the new key", {{{1}, 1, {1}}, {{2}, 1, {1, 3, 4}}}, false},
        {"too few of the new",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 2, 4}}},
         false},
        {"too few of the old",
         {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}},
         false},
        {"below the new threshold", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {2}}}, false},
        {"below the old threshold", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1}}}, false},
    };
    for (const auto& each : cases) {
        CAPTURE(each.name);
        SuiteFixture fixture;
        std::vector<std::string> roots;
        for (const auto& step : each.steps) {
            fixture.repository.set_role("root", some(step.keys), step.threshold);
            auto& content = fixture.repository.content("root");
            content["version"] = roots.size() + 1;
            roots.push_back(signed_file(content, some(step.signers)));
            fixture.repository.write("root", roots.back());
        }
        REQUIRE(fixture.init(roots.front()) == 0);

        CHECK(fixture.refresh() == (each.is_last_fine ? 0 : 1));

        const auto last = roots.size() - (each.is_last_fine ? 1 : 2);
        CHECK(fixture.trusted_bytes("root") == roots[last]);
    }
}

TEST_CASE_FIXTURE(TenKeys, "suite, keys: the other roles are as good as their keys in the root") {
    const struct {
        const char* name;
        Step step;
        bool is_fine;
    } cases[] = {
        {"another key", {{2}, 1, {2}}, true},
        {"signatures that nobody asked for", {{1}, 1, {3, 1, 4}}, true},
        {"not by the new key", {{2}, 1, {1, 3, 4}}, false},
        {"one of three is a stranger", {{0, 1, 3, 4, 5}, 3, {0, 2, 4}}, false},
        {"two where three are needed", {{0, 1, 3, 4, 5}, 3, {0, 4}}, false},
        {"three of five", {{0, 1, 2, 3, 4}, 3, {1, 2, 3}}, true},
        {"three others of five", {{0, 1, 2, 3, 4}, 3, {4, 2, 0}}, true},
    };
    for (const auto& each : cases)
        for (const std::string role : {"timestamp", "snapshot", "targets"}) {
            CAPTURE(each.name);
            CAPTURE(role);
            SuiteFixture fixture;
            auto& repository = fixture.repository;
            repository.has_hashes = false;
            REQUIRE(fixture.init() == 0);
            REQUIRE(fixture.refresh() == 0);
            repository.set_role(role, some(each.step.keys), each.step.threshold);
            repository.publish_root();
            // A version of its own for what is signed anew, so that the client has to look at it.
            repository.content("targets")["targets"] = json::object();
            repository.content("targets")["x-round"] = 2;
            repository.publish();
            const auto bytes = signed_file(repository.content(role), some(each.step.signers));
            repository.write(role, bytes);

            CHECK(fixture.refresh() == (each.is_fine ? 0 : 1));

            CHECK((fixture.trusted_bytes(role) == bytes) == each.is_fine);
        }
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, keys: more signatures than there are keys can never come") {
    REQUIRE(init() == 0);
    const Keys five{TestKey::p256(), TestKey::p256(), TestKey::p256(), TestKey::p256(),
                    TestKey::p256()};
    repository.set_role("snapshot", five, 6);
    repository.publish_root();
    repository.publish();

    CHECK(refresh() == 1);
    CHECK(version("root") == 2);
    CHECK(version("snapshot") == 0);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, keys: a signature that is missing keeps the old snapshot") {
    const Keys three{TestKey::p256(), TestKey::p256(), TestKey::p256()};
    repository.set_role("snapshot", three, 3);
    repository.publish_root();
    repository.publish();
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    repository.has_hashes = false;
    repository.publish();
    repository.write("snapshot", signed_file(repository.content("snapshot"), {three[0], three[2]}));

    CHECK(refresh() == 1);
    CHECK(version("snapshot") == 2);
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, keys: a key counts once, by however many names and entries") {
    REQUIRE(init() == 0);
    const auto key = TestKey::p256();
    repository.has_hashes = false;
    repository.set_role("snapshot", {key}, 2);
    auto& root = repository.content("root");
    const auto message = [&] { return trust::canonical_json(repository.content("snapshot")); };
    json signatures = json::array();
    SUBCASE("the id stands twice in the role") {
        root["roles"]["snapshot"]["keyids"] = {key.id(), key.id()};
        repository.publish_root();
        repository.publish();
    }
    SUBCASE("the signature stands twice") {
        repository.publish_root();
        repository.publish();
        for (int i = 0; i < 2; ++i)
            signatures.push_back({{"keyid", key.id()}, {"sig", to_hex(key.sign(message()))}});
    }
    SUBCASE("it has a second id") {
        root["keys"]["another"] = key.public_json();
        root["roles"]["snapshot"]["keyids"].push_back("another");
        repository.publish_root();
        repository.publish();
        for (const std::string& id : {key.id(), std::string("another")})
            signatures.push_back({{"keyid", id}, {"sig", to_hex(key.sign(message()))}});
    }
    if (!signatures.empty())
        repository.write(
            "snapshot",
            json{{"signatures", signatures}, {"signed", repository.content("snapshot")}}.dump());

    CHECK(refresh() == 1);
    CHECK(version("snapshot") == 0);
}

TEST_CASE_FIXTURE(
    SuiteFixture,
    "suite, keys: a key id that signs twice is refused, were the threshold met or not") {
    REQUIRE(init() == 0);
    repository.has_hashes = false;
    repository.publish_timestamp();
    auto file = json::parse(repository.files.at("1.snapshot.json"));
    file["signatures"].push_back(file["signatures"][0]);
    repository.write("snapshot", file.dump());
    repository.content("timestamp")["meta"]["snapshot.json"] = {{"version", 1}};
    repository.publish_timestamp();

    CHECK(refresh() == 1);
    CHECK(version("timestamp") == 3);
    CHECK(version("snapshot") == 0);
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, keys: every kind that the specification names signs a root") {
    std::optional<TestKey> key;
    std::string keytype;
    SUBCASE("ed25519") {
        key = TestKey::ed25519();
    }
    SUBCASE("ECDSA") {
        key = TestKey::p256();
    }
    SUBCASE("ECDSA, as other tools write it") {
        key = TestKey::p256();
        keytype = "ecdsa";
    }
    SUBCASE("RSA") {
        key = TestKey::rsa();
    }
    SUBCASE("RSA with the older padding") {
        key = TestKey::rsa_pkcs1();
    }
    REQUIRE(init() == 0);
    const Keys old = repository.keys("root");
    const Keys both{old[0], *key};
    repository.set_role("root", both, 2);
    auto& fields = repository.content("root")["keys"][key->id()];
    if (!keytype.empty()) fields["keytype"] = keytype;
    fields["keyid_hash_algorithms"] = {"md5"};  // not TUF's, and nobody's business
    repository.publish_root();

    CHECK(refresh() == 0);
    CHECK(version("root") == 2);

    repository.publish_root();
    auto file = json::parse(repository.files.at("3.root.json"));
    for (auto& signature : file["signatures"])
        if (signature["keyid"] == key->id()) signature["sig"] = to_hex(key->sign("something else"));
    repository.write("root", file.dump());

    CHECK(refresh() == 1);
    CHECK(version("root") == 2);
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, keys: signatures that are none harm nobody who has enough") {
    REQUIRE(init() == 0);
    const auto first = repository.keys("timestamp")[0];
    repository.set_role("timestamp", {first, TestKey::p256()}, 1);
    repository.publish_root();
    for (const std::string& odd :
         {to_hex(first.sign("something else")), std::string(), std::string("no digits")}) {
        CAPTURE(odd);
        repository.publish_timestamp();
        auto file = json::parse(repository.files.at("timestamp.json"));
        file["signatures"][0]["sig"] = odd;
        repository.write("timestamp", file.dump());

        CHECK(refresh() == 0);
    }
    CHECK(version("timestamp") == 4);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, keys: a key of a kind that nobody knows is passed over") {
    REQUIRE(init() == 0);
    auto& root = repository.content("root");
    root["keys"]["cloud"] = {{"keytype", "sigstore-oidc"},
                             {"scheme", "Fulcio"},
                             {"keyval", {{"identity", "a@b"}, {"issuer", "https://c"}}}};
    root["keys"]["old"] = {{"keytype", "ecdsa-sha2-nistp256"},
                           {"scheme", "ecdsa-sha2-nistp256"},
                           {"keyval", {{"public", "04cbc5cab2684160323c25cd06c330"}}}};
    for (const char* id : {"cloud", "old"}) root["roles"]["timestamp"]["keyids"].push_back(id);
    repository.publish_root();
    repository.publish_timestamp();

    CHECK(refresh() == 0);
    CHECK(trusted() == Names{"root:2", "snapshot:1", "targets:1", "timestamp:2"});
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, keys: a long chain of roots is followed in one run") {
    REQUIRE(init() == 0);
    for (int i = 0; i < 300; ++i) repository.publish_root();

    CHECK(refresh() == 0);
    CHECK(version("root") == 301);
}
