// SPDX-License-Identifier: Apache-2.0
// TUF 5.2 and 5.3.
#include <doctest/doctest.h>

#include "trust/repository.h"

using namespace sen;
using namespace sen::test;
using trust::TrustFault;

TEST_CASE("root: a chain is followed to its end, each root saved as it is trusted") {
    Kiosk kiosk;
    for (int i = 0; i < 3; ++i) kiosk.repository.publish_root();

    REQUIRE(kiosk.refresh());

    CHECK(kiosk.files.version("root") == 4);
    CHECK(kiosk.files.saved == std::vector<std::string>{"root.json", "root.json", "root.json",
                                                        "timestamp.json", "snapshot.json",
                                                        "targets.json"});
}

TEST_CASE("root: a new root needs the old keys and the new ones") {
    const auto stranger = TestKey::ed25519();
    SUBCASE("both have signed") {
        Kiosk kiosk;
        const auto old_keys = kiosk.repository.keys("root");
        kiosk.repository.set_role("root", {TestKey::ed25519(), TestKey::p256()}, 2);
        kiosk.repository.publish_root(old_keys);

        CHECK(kiosk.refresh());
        CHECK(kiosk.files.version("root") == 2);
    }
    SUBCASE("only the new ones") {
        Kiosk kiosk;
        kiosk.repository.set_role("root", {stranger});
        kiosk.repository.publish_root();

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "root"));
        CHECK(kiosk.files.version("root") == 1);
    }
    SUBCASE("only the old ones") {
        Kiosk kiosk;
        const auto old_keys = kiosk.repository.keys("root");
        kiosk.repository.set_role("root", {stranger});
        auto& root = kiosk.repository.content("root");
        root["version"] = 2;
        kiosk.repository.write("root", signed_file(root, old_keys));

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "root"));
        CHECK(kiosk.files.version("root") == 1);
    }
    SUBCASE("a threshold that the new root raises") {
        Kiosk kiosk;
        const auto old_keys = kiosk.repository.keys("root");
        const auto second = TestKey::ed25519();
        kiosk.repository.set_role("root", {old_keys[0], second}, 2);
        auto& root = kiosk.repository.content("root");
        root["version"] = 2;
        kiosk.repository.write("root", signed_file(root, old_keys));

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "root"));
    }
}

TEST_CASE("root: keys that were taken away sign no more") {
    Kiosk kiosk;
    const auto first = kiosk.repository.keys("root");
    kiosk.repository.set_role("root", {TestKey::ed25519()});
    kiosk.repository.publish_root(first);
    auto third = kiosk.repository.content("root");
    third["version"] = 3;
    kiosk.repository.files["3.root.json"] = signed_file(third, first);

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "root"));
    CHECK(kiosk.files.version("root") == 2);
}

TEST_CASE("root: the next root has the next version") {
    const struct {
        std::uint64_t version;
        TrustFault fault;
    } cases[] = {{1, TrustFault::WrongVersion},
                 {3, TrustFault::WrongVersion},
                 {9007199254740991, TrustFault::WrongVersion},
                 {9007199254740992, TrustFault::Malformed},
                 {0, TrustFault::Malformed}};
    for (const auto& each : cases) {
        CAPTURE(each.version);
        Kiosk kiosk;
        auto root = kiosk.repository.content("root");
        root["version"] = each.version;
        kiosk.repository.files["2.root.json"] = signed_file(root, kiosk.repository.keys("root"));

        CHECK(failed_as(kiosk, kiosk.refresh(), each.fault, "root"));
        CHECK(kiosk.files.version("root") == 1);
    }
}

TEST_CASE("root: an older root in the place of the next is a rollback, with both versions") {
    Kiosk kiosk;
    kiosk.repository.publish_root();
    kiosk.repository.publish_root();
    REQUIRE(kiosk.refresh());
    kiosk.repository.files["4.root.json"] = kiosk.repository.files["2.root.json"];

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "root"));
    CHECK(kiosk.fault.trusted_version == 3);
    CHECK(kiosk.fault.offered_version == 2);
    CHECK(kiosk.files.version("root") == 3);
}

TEST_CASE("root: a gap in the chain ends it; what lies behind is not asked for") {
    Kiosk kiosk;
    kiosk.repository.publish_root();
    kiosk.repository.publish_root();
    kiosk.repository.files.erase("2.root.json");
    kiosk.repository.requests.clear();

    CHECK(kiosk.refresh());

    CHECK(kiosk.files.version("root") == 1);
    CHECK(kiosk.repository.requests[0] == "2.root.json");
    CHECK(kiosk.repository.requests[1] == "timestamp.json");
}

TEST_CASE("root: a chain longer than one run takes is finished by the next runs") {
    Kiosk kiosk;
    for (int i = 0; i < 300; ++i) kiosk.repository.publish_root();
    kiosk.limits.roots = 256;

    REQUIRE(kiosk.refresh());
    CHECK(kiosk.files.version("root") == 257);
    REQUIRE(kiosk.refresh());
    CHECK(kiosk.files.version("root") == 301);
}

TEST_CASE("root: only the last root of a chain must not have expired") {
    Kiosk kiosk;
    auto& root = kiosk.repository.content("root");
    root["expires"] = kBefore;
    kiosk.repository.publish_root();
    SUBCASE("an expired one on the way") {
        root["expires"] = kLater;
        kiosk.repository.publish_root();

        CHECK(kiosk.refresh());
        CHECK(kiosk.files.version("root") == 3);
    }
    SUBCASE("an expired one at the end is kept, and stops the update") {
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Expired, "root"));
        CHECK(kiosk.files.version("root") == 2);
        CHECK(kiosk.files.version("timestamp") == 0);
    }
}

TEST_CASE("root: an expired root that is trusted leads to the next") {
    Kiosk kiosk;
    kiosk.now = kNow + std::chrono::years{10};
    auto& repository = kiosk.repository;
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        repository.content(role)["expires"] = "2050-01-01T00:00:00Z";
    repository.publish_root();
    repository.publish();

    CHECK(kiosk.refresh());
}

TEST_CASE("root: a root that is too long is refused, and one that stops coming stops the update") {
    Kiosk kiosk;
    kiosk.repository.files["2.root.json"] = std::string((512 << 10) + 1, ' ');
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::TooLong, "root"));

    kiosk.repository.failures["2.root.json"] = ErrorKind::Io;
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::SourceFailed, "root"));
}

TEST_CASE("root: without a root, or with a damaged one, there is no client") {
    Repository repository;
    MemoryFiles files;
    const auto open = [&] { return trust::Client::open(files, repository, kNow); };
    CHECK(open().error().kind == ErrorKind::NotFound);

    const auto good = repository.files.at("1.root.json");
    files.files["root.json"] = good.substr(0, good.size() / 2);
    CHECK(open().error().kind == ErrorKind::Corrupt);

    auto changed = repository.content("root");
    changed["version"] = 7;
    auto file = json::parse(good);
    file["signed"] = changed;
    files.files["root.json"] = file.dump();
    CHECK(open().error().kind == ErrorKind::Untrusted);

    files.files["root.json"] = good;
    CHECK(open());
}

TEST_CASE("root: only what its own keys have signed can be trusted at first") {
    Repository repository;
    MemoryFiles files;
    const auto unsigned_root = signed_file(repository.content("root"), {});
    CHECK(trust::Client::initialise(files, unsigned_root).error().kind == ErrorKind::Untrusted);
    CHECK(trust::Client::initialise(files, "{}").error().kind == ErrorKind::Corrupt);
    CHECK(trust::Client::initialise(files, repository.files["timestamp.json"]).error().kind ==
          ErrorKind::Corrupt);
    CHECK(files.files.empty());

    CHECK(trust::Client::initialise(files, repository.files["1.root.json"]));
    CHECK(files.version("root") == 1);
}

TEST_CASE("root: trusting another root forgets what the former one vouched for") {
    Kiosk kiosk;
    REQUIRE(kiosk.refresh());
    Repository other;

    REQUIRE(trust::Client::initialise(kiosk.files, other.files["1.root.json"]));

    CHECK(kiosk.files.files.size() == 1);
    auto client = trust::Client::open(kiosk.files, other, kNow).value();
    CHECK(client.refresh());
}

TEST_CASE("root: when the timestamp or snapshot keys are rotated, both start anew") {
    for (const char* role : {"timestamp", "snapshot"}) {
        CAPTURE(role);
        Kiosk kiosk;
        auto& repository = kiosk.repository;
        // A thief of the keys has driven all versions to the end.
        const std::uint64_t most = 9007199254740990;
        for (const char* high : {"timestamp", "snapshot", "targets"})
            repository.content(high)["version"] = most;
        repository.content("targets")["x"] = 1;
        repository.publish();
        REQUIRE(kiosk.refresh());
        REQUIRE(kiosk.files.version("snapshot") == most + 1);

        for (const char* low : {"timestamp", "snapshot", "targets"})
            repository.content(low)["version"] = 5;
        repository.content("targets")["x"] = 2;
        repository.publish();
        CHECK_FALSE(kiosk.refresh());
        CHECK(kiosk.fault.fault == TrustFault::Rollback);

        repository.set_role(role, {TestKey::ed25519()});
        repository.publish_root();
        repository.publish();
        CHECK(kiosk.refresh());
        CHECK(kiosk.files.version("timestamp") == 7);
        CHECK(kiosk.files.version("snapshot") == 7);
        CHECK(kiosk.files.version("targets") == 6);
    }
}

TEST_CASE("root: a key that is added rotates nothing") {
    Kiosk kiosk;
    kiosk.repository.publish();
    REQUIRE(kiosk.refresh());
    auto keys = kiosk.repository.keys("timestamp");
    keys.push_back(TestKey::ed25519());
    kiosk.repository.set_role("timestamp", keys);
    kiosk.repository.publish_root();
    kiosk.repository.content("timestamp")["version"] = 0;
    kiosk.repository.publish_timestamp();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "timestamp"));
}

TEST_CASE("root: keys that go and come back were rotated all the same") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.content("timestamp")["version"] = 900;
    repository.publish_timestamp();
    REQUIRE(kiosk.refresh());
    const auto first = repository.keys("timestamp");
    repository.set_role("timestamp", {TestKey::ed25519()});
    repository.publish_root();
    repository.set_role("timestamp", first);
    repository.publish_root();
    repository.content("timestamp")["version"] = 1;
    repository.publish_timestamp();

    CHECK(kiosk.refresh());
    CHECK(kiosk.files.version("timestamp") == 2);
}

TEST_CASE("root: a cut at any write of a rotation leaves a kiosk that recovers by itself") {
    for (int writes = 0; writes < 8; ++writes) {
        CAPTURE(writes);
        Kiosk kiosk;
        auto& repository = kiosk.repository;
        // Two keys, one stolen: the old timestamp would still verify with the one that stays.
        const Keys both{TestKey::ed25519(), TestKey::ed25519()};
        repository.set_role("timestamp", both);
        repository.publish_root();
        repository.content("timestamp")["version"] = 9'000;
        repository.publish();
        REQUIRE(kiosk.refresh());
        repository.set_role("timestamp", {both[0]});
        repository.publish_root();
        repository.content("timestamp")["version"] = 2;
        repository.publish();

        kiosk.files.writes_left = writes;
        const auto cut = kiosk.refresh();
        if (!cut) CHECK(kiosk.fault.fault == TrustFault::StorageFailed);
        kiosk.files.writes_left = -1;

        CHECK(kiosk.refresh());
        CHECK(kiosk.files.version("timestamp") == 3);
    }
}

TEST_CASE("root: a root without consistent_snapshot has files without versions") {
    Kiosk kiosk;
    SUBCASE("false") {
        kiosk.repository.content("root")["consistent_snapshot"] = false;
    }
    SUBCASE("absent") {
        kiosk.repository.content("root").erase("consistent_snapshot");
    }
    kiosk.repository.delegate("targets", "ward", {"ward/*"});
    kiosk.repository.add_target("ward", "ward/a.json", "a");
    kiosk.repository.publish_root();
    kiosk.repository.content("targets")["x"] = 1;
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("ward/a.json") == "ward");

    CHECK(kiosk.repository.requests == std::vector<std::string>{"2.root.json", "3.root.json",
                                                                "timestamp.json", "snapshot.json",
                                                                "targets.json", "ward.json"});
}
