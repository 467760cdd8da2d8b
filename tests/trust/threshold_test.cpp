// SPDX-License-Identifier: Apache-2.0
// Who must sign (TUF 4.2, 4.3), tried on the timestamp.
#include <doctest/doctest.h>

#include "base/hex.h"
#include "trust/canonical_json.h"
#include "trust/repository.h"

using namespace sen;
using namespace sen::test;
using trust::TrustFault;

namespace {

/// A kiosk whose timestamp needs `threshold` of three keys.
struct Threshold : Kiosk {
    explicit Threshold(int threshold) {
        repository.set_role("timestamp", keys, threshold);
        repository.publish_root();
        repository.content("timestamp")["version"] = 7;
    }
    /// Serves the timestamp with `signatures`.
    Result<void> refresh_with(const std::vector<json>& signatures) {
        repository.files["timestamp.json"] =
            json{{"signatures", signatures}, {"signed", content()}}.dump();
        return refresh();
    }
    json sign(const TestKey& key) { return sign(key, key.id()); }
    json sign(const TestKey& key, const std::string& keyid) {
        return {{"keyid", keyid}, {"sig", to_hex(key.sign(trust::canonical_json(content())))}};
    }
    json& content() { return repository.content("timestamp"); }
    /// Changes the root and publishes it.
    void change_root(const std::function<void(json&)>& change) {
        change(repository.content("root"));
        repository.publish_root();
    }

    Keys keys{TestKey::ed25519(), TestKey::p256(), TestKey::rsa()};
};

}  // namespace

TEST_CASE("threshold: two of three are two of three") {
    Threshold kiosk(2);
    const auto a = kiosk.sign(kiosk.keys[0]), b = kiosk.sign(kiosk.keys[1]),
               c = kiosk.sign(kiosk.keys[2]);

    CHECK_FALSE(kiosk.refresh_with({}));
    CHECK_FALSE(kiosk.refresh_with({a}));
    CHECK(kiosk.refresh_with({a, c}));
    CHECK(kiosk.refresh_with({b, a}));
    CHECK(kiosk.refresh_with({a, b, c}));
}

TEST_CASE("threshold: more than there are keys can never be met") {
    Threshold kiosk(4);

    CHECK(failed_as(kiosk,
                    kiosk.refresh_with({kiosk.sign(kiosk.keys[0]), kiosk.sign(kiosk.keys[1]),
                                        kiosk.sign(kiosk.keys[2])}),
                    TrustFault::BadSignature, "timestamp"));
}

TEST_CASE("threshold: one key signs once, however often it is listed") {
    Threshold kiosk(2);
    const auto& key = kiosk.keys[0];
    kiosk.change_root([&](json& root) {
        auto again = key.public_json();
        again["x-owner"] = "the same key with another id";
        root["keys"]["other-id"] = key.public_json();
        root["keys"]["third-id"] = again;
        root["roles"]["timestamp"]["keyids"] = {key.id(), "other-id", "third-id"};
    });

    CHECK(failed_as(kiosk,
                    kiosk.refresh_with({kiosk.sign(key), kiosk.sign(key, "other-id"),
                                        kiosk.sign(key, "third-id")}),
                    TrustFault::BadSignature, "timestamp"));
}

TEST_CASE("threshold: a signature that stands twice makes the metadata none of TUF's") {
    Threshold kiosk(1);
    const auto a = kiosk.sign(kiosk.keys[0]);

    CHECK(failed_as(kiosk, kiosk.refresh_with({a, a}), TrustFault::Malformed, "timestamp"));
}

TEST_CASE("threshold: 0, less, and what is no number are refused with the whole root") {
    for (const auto& threshold : {json(0), json(-1), json("1"), json(true), json()}) {
        CAPTURE(threshold);
        Kiosk kiosk;
        kiosk.repository.content("root")["roles"]["targets"]["threshold"] = threshold;
        kiosk.repository.publish_root();

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Malformed, "root"));
        CHECK(kiosk.files.version("root") == 1);
    }
}

TEST_CASE("threshold: 0 in a delegation is refused with the role that delegates") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward", {"*"});
    kiosk.repository.content("targets")["delegations"]["roles"][0]["threshold"] = 0;
    kiosk.repository.publish();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Malformed, "targets"));
}

TEST_CASE("threshold: a role names a key id once") {
    Kiosk kiosk;
    auto& keyids = kiosk.repository.content("root")["roles"]["targets"]["keyids"];
    keyids.push_back(keyids[0]);
    kiosk.repository.publish_root();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Malformed, "root"));
}

TEST_CASE("threshold: a signature of another role's key does not count") {
    Threshold kiosk(1);

    CHECK(failed_as(kiosk, kiosk.refresh_with({kiosk.sign(kiosk.repository.keys("snapshot")[0])}),
                    TrustFault::BadSignature, "timestamp"));
}

TEST_CASE("threshold: entries that say nothing do no harm") {
    Threshold kiosk(1);
    const auto good = kiosk.sign(kiosk.keys[0]);
    const json empty{{"keyid", kiosk.keys[1].id()}, {"sig", ""}};
    const json wrong{{"keyid", kiosk.keys[2].id()}, {"sig", std::string(128, '0')}};
    const json no_hex{{"keyid", "x"}, {"sig", "not hexadecimal"}};
    const json stranger = kiosk.sign(TestKey::ed25519());
    auto extended = good;
    extended["x-note"] = {{"nested", 1}};

    CHECK(kiosk.refresh_with({empty, wrong, no_hex, stranger, extended}));
    CHECK_FALSE(kiosk.refresh_with({empty, wrong, no_hex, stranger}));
}

TEST_CASE("threshold: entries that are no entries are refused") {
    Threshold kiosk(1);
    const auto good = kiosk.sign(kiosk.keys[0]);
    for (const auto& bad :
         {json(7), json::object(), json{{"keyid", "x"}}, json{{"sig", "00"}},
          json{{"keyid", 7}, {"sig", "00"}}, json{{"keyid", "x"}, {"sig", nullptr}}})
        CHECK(
            failed_as(kiosk, kiosk.refresh_with({good, bad}), TrustFault::Malformed, "timestamp"));
}

TEST_CASE("threshold: keys of a type that nobody here knows count as not having signed") {
    Threshold kiosk(2);
    kiosk.change_root([&](json& root) {
        auto& keys = root["keys"];
        keys["later"] = {{"keytype", "ml-dsa"}, {"scheme", "ml-dsa/1"}, {"keyval", {{"x", 1}}}};
        keys["broken"] = {
            {"keytype", "rsa"}, {"scheme", "rsassa-pss-sha256"}, {"keyval", {{"public", "-"}}}};
        for (const char* keyid : {"later", "broken", "listed nowhere"})
            root["roles"]["timestamp"]["keyids"].push_back(keyid);
    });
    const json later{{"keyid", "later"}, {"sig", "00"}};
    const auto a = kiosk.sign(kiosk.keys[0]), b = kiosk.sign(kiosk.keys[1]);

    CHECK_FALSE(kiosk.refresh_with({a, later}));
    CHECK(kiosk.refresh_with({a, later, b}));
}

TEST_CASE("threshold: a key's id is a label, and fields that nobody knows are signed along") {
    Threshold kiosk(1);
    const auto& key = kiosk.keys[0];
    kiosk.change_root([&](json& root) {
        root["keys"]["a label"] = key.public_json();
        root["keys"]["a label"]["x-owner"] = "@someone";
        root["keys"]["a label"]["keyid_hash_algorithms"] = {"sha256", "sha512"};
        root["roles"]["timestamp"]["keyids"] = {"a label"};
        root["x-signing-period"] = 60;
    });

    CHECK(kiosk.refresh_with({kiosk.sign(key, "a label")}));
    CHECK_FALSE(kiosk.refresh_with({kiosk.sign(key)}));
}
