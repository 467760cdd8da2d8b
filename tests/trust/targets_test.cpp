// SPDX-License-Identifier: Apache-2.0
// TUF 5.6.1 to 5.6.6, and what is kept between runs.
#include <doctest/doctest.h>

#include "base/digest.h"
#include "trust/repository.h"

using namespace sen;
using namespace sen::test;
using trust::TrustFault;

TEST_CASE("targets: a target is found with all that is signed about it") {
    Kiosk kiosk;
    kiosk.repository.add_target("targets", "sub/a.json", "abc");
    auto& target = kiosk.repository.content("targets")["targets"]["sub/a.json"];
    target["custom"] = {{"size", -3}, {"title", "Lăng Ông"}};
    target["hashes"]["sha256"] = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
    kiosk.repository.publish();

    const auto found = kiosk.find("sub/a.json").value();

    REQUIRE(found);
    CHECK(found->length == 3);
    CHECK(found->hashes.at("sha256") == sha256("abc").hex());
    CHECK(found->custom["title"] == "Lăng Ông");
    CHECK(found->role == "targets");
    CHECK(trust::verify_target(*found, "abc"));
    CHECK_FALSE(kiosk.find("sub/b.json").value());
}

TEST_CASE("targets: other bytes than the snapshot names are refused") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.add_target("targets", "a", "a");
    repository.publish();
    SUBCASE("of another content") {
        repository.files["2.targets.json"].back() ^= 1;
    }
    SUBCASE("the version before") {
        repository.files["2.targets.json"] = repository.files["1.targets.json"];
    }
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Mismatch, "targets"));
    CHECK(kiosk.files.version("targets") == 0);
}

TEST_CASE("targets: without hashes another version is refused, and a stranger's, and an old one") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.has_hashes = false;
    repository.add_target("targets", "a", "a");
    repository.publish();
    SUBCASE("version") {
        repository.files["2.targets.json"] = repository.files["1.targets.json"];
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::WrongVersion, "targets"));
    }
    SUBCASE("signature") {
        repository.write("targets",
                         signed_file(repository.content("targets"), repository.keys("snapshot")));
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "targets"));
    }
    SUBCASE("expiry") {
        repository.content("targets")["expires"] = kBefore;
        repository.publish();
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Expired, "targets"));
    }
    SUBCASE("length") {
        repository.files["2.targets.json"] = std::string(5'000'001, ' ');
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::TooLong, "targets"));
    }
    SUBCASE("not listed") {
        repository.content("snapshot")["meta"].erase("targets.json");
        repository.publish_snapshot();
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::NotListed, "targets"));
    }
    CHECK(kiosk.files.version("targets") == 0);
}

TEST_CASE("targets: after a failure the kiosk can update again") {
    Kiosk kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.repository.add_target("targets", "a", "a");
    kiosk.repository.publish();
    const auto good = kiosk.repository.files["2.targets.json"];
    kiosk.repository.files["2.targets.json"] = "<html>Please log in</html>";
    CHECK_FALSE(kiosk.find("a"));
    CHECK(kiosk.files.version("targets") == 1);

    kiosk.repository.files["2.targets.json"] = good;
    CHECK(kiosk.find("a").value());
}

TEST_CASE("client: nothing is searched without a successful refresh") {
    Kiosk kiosk;
    auto client = kiosk.open();
    CHECK(client.find_target("a").error().kind == ErrorKind::Invalid);
    CHECK(client.list_targets().error().kind == ErrorKind::Invalid);
    REQUIRE(client.refresh());
    CHECK(client.find_target("a"));

    kiosk.repository.failures["timestamp.json"] = ErrorKind::Io;
    CHECK_FALSE(client.refresh());
    CHECK(client.find_target("a").error().kind == ErrorKind::Invalid);
}

TEST_CASE("client: one client may refresh again and sees what is new") {
    Kiosk kiosk;
    auto client = kiosk.open();
    REQUIRE(client.refresh());
    CHECK_FALSE(client.find_target("a").value());
    kiosk.repository.add_target("targets", "a", "a");
    kiosk.repository.publish();

    REQUIRE(client.refresh());

    CHECK(client.find_target("a").value());
}

TEST_CASE("client: damaged trusted files but the root are fetched again") {
    for (const char* role : {"timestamp", "snapshot", "targets", "ward"}) {
        for (const char* damage : {"", "{", "[]", "\0\0\0"}) {
            CAPTURE(role);
            Kiosk kiosk;
            kiosk.repository.delegate("targets", "ward", {"ward/*"});
            kiosk.repository.add_target("ward", "ward/a", "a");
            kiosk.repository.publish();
            REQUIRE(kiosk.signer_of("ward/a") == "ward");
            const auto whole = kiosk.files.files;
            kiosk.files.files[std::string(role) + ".json"] = damage;

            CHECK(kiosk.signer_of("ward/a") == "ward");
            CHECK(kiosk.files.files == whole);
        }
    }
}

TEST_CASE("client: a storage that fails is told, and a full run later makes it good") {
    for (int writes = 0; writes < 3; ++writes) {
        Kiosk kiosk;
        kiosk.files.writes_left = writes;
        const auto cut = kiosk.refresh();
        REQUIRE_FALSE(cut);
        CHECK(cut.error().kind == ErrorKind::Io);
        CHECK(kiosk.fault.fault == TrustFault::StorageFailed);
        kiosk.files.writes_left = -1;

        CHECK(kiosk.refresh());
    }
}

TEST_CASE("client: the facts of every role are told") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    const Keys two{TestKey::ed25519(), TestKey::p256()};
    repository.delegate("targets", "a-ward", {"a/*"}, false, two);
    repository.add_target("a-ward", "a/1", "1");
    repository.publish();
    auto client = kiosk.open();
    CHECK(client.roles().size() == 1);
    REQUIRE(client.refresh());
    REQUIRE(client.find_target("a/1"));

    const auto roles = client.roles();

    REQUIRE(roles.size() == 5);
    CHECK(roles[0].name == "root");
    CHECK(roles[1].name == "timestamp");
    CHECK(roles[2].version == 2);
    CHECK(roles[3].name == "targets");
    CHECK(roles[3].signers == std::vector{repository.keys("targets")[0].id()});
    CHECK(roles[4].name == "a-ward");
    CHECK(roles[4].signers == std::vector{two[0].id(), two[1].id()});
    CHECK(roles[4].expires == std::chrono::sys_days{std::chrono::year{2030} / 1 / 1});
    CHECK(kiosk.open().roles().size() == 4);
}

TEST_CASE("client: real keys of every type carry a repository") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    const auto old_keys = repository.keys("root");
    repository.set_role("root", {TestKey::rsa(), TestKey::p256(), TestKey::ed25519()}, 3);
    repository.set_role("timestamp", {TestKey::p256()});
    repository.set_role("targets", {TestKey::rsa()});
    repository.publish_root(old_keys);
    repository.content("targets")["x"] = 1;
    repository.publish();

    CHECK(kiosk.refresh());
}
