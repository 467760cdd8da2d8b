// SPDX-License-Identifier: Apache-2.0
// tuf-client against the situations of the public suite: what may go back, and what never may.
// What the suite tries in test_rollback.py.
#include <doctest/doctest.h>

#include "conformance/suite_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

using Names = std::vector<std::string>;

/// Each case with hashes in the metadata and without.
struct Rollback : SuiteFixture {
    void begin(bool has_hashes) {
        repository.has_hashes = has_hashes;
        repository.publish_snapshot();
        REQUIRE(init() == 0);
        REQUIRE(refresh() == 0);
        forget();
    }
    /// `role` is published next with `version`.
    void set_next(const std::string& role, int version) {
        repository.content(role)["version"] = version - 1;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Rollback, "suite, rollback: an older timestamp is refused") {
    begin(true);
    CHECK(version("timestamp") == 2);
    set_next("timestamp", 1);
    repository.publish_timestamp();

    CHECK(refresh() == 1);

    CHECK(version("timestamp") == 2);
    CHECK(asked_metadata().back() == "timestamp.json");
}

TEST_CASE_FIXTURE(Rollback,
                  "suite, rollback: a timestamp that names an older snapshot is refused") {
    bool has_hashes = false;
    SUBCASE("with hashes") {
        has_hashes = true;
    }
    SUBCASE("without") {}
    begin(has_hashes);
    set_next("snapshot", 1);
    repository.publish_snapshot();

    CHECK(refresh() == 1);

    CHECK(version("timestamp") == 2);
    CHECK(version("snapshot") == 2);
    CHECK(asked_metadata().back() == "timestamp.json");
}

TEST_CASE_FIXTURE(Rollback, "suite, rollback: a snapshot that nobody names does not matter") {
    begin(false);
    repository.content("snapshot")["version"] = 1;
    repository.write("snapshot", repository.file_of("snapshot"));

    CHECK(refresh() == 0);

    CHECK(version("snapshot") == 2);
    CHECK(asked_metadata().back() == "timestamp.json");
}

TEST_CASE_FIXTURE(Rollback, "suite, rollback: older targets are refused with their snapshot") {
    bool has_hashes = false;
    SUBCASE("with hashes") {
        has_hashes = true;
    }
    SUBCASE("without") {}
    repository.add_target("targets", "a", "a");
    repository.publish();
    begin(has_hashes);
    REQUIRE(version("targets") == 2);
    const auto snapshot = version("snapshot");
    repository.add_target("targets", "b", "b");
    set_next("targets", 1);
    repository.publish();

    CHECK(refresh() == 1);

    CHECK(version("snapshot") == snapshot);
    CHECK(version("targets") == 2);
}

TEST_CASE_FIXTURE(Rollback, "suite, rollback: a role does not vanish from the snapshot") {
    repository.delegate("targets", "delegated", {"delegatedpath/*"});
    repository.publish();
    begin(true);
    const auto snapshot = version("snapshot");
    repository.content("snapshot")["meta"].erase("delegated.json");
    repository.publish_snapshot();

    CHECK(refresh() == 1);
    CHECK(version("snapshot") == snapshot);
}

TEST_CASE_FIXTURE(Rollback, "suite, rollback: after a theft the targets begin anew with new keys") {
    repository.delegate("targets", "delegated", {"delegatedpath/*"});
    repository.content("targets")["version"] = 99;
    repository.publish();
    begin(false);
    REQUIRE(version("targets") == 100);
    repository.set_role("snapshot", {TestKey::p256()});
    repository.publish_root();
    repository.content("targets").erase("delegations");
    repository.content("snapshot")["meta"].erase("delegated.json");
    set_next("targets", 1);
    repository.publish();

    CHECK(refresh() == 0);
    CHECK(version("targets") == 1);
}

TEST_CASE_FIXTURE(Rollback,
                  "suite, rollback: after a theft the snapshot begins anew with new keys") {
    repository.content("snapshot")["version"] = 99;
    begin(false);
    REQUIRE(version("snapshot") == 100);
    for (const char* role : {"snapshot", "timestamp"}) repository.set_role(role, {TestKey::p256()});
    repository.publish_root();
    set_next("snapshot", 1);
    repository.publish_snapshot();

    CHECK(refresh() == 0);
    CHECK(version("snapshot") == 1);
}

TEST_CASE_FIXTURE(Rollback,
                  "suite, rollback: after a theft the timestamp begins anew with a new key") {
    repository.content("timestamp")["version"] = 99;
    begin(false);
    REQUIRE(version("timestamp") == 100);
    repository.set_role("timestamp", {TestKey::p256()});
    repository.publish_root();
    set_next("timestamp", 1);
    repository.publish_timestamp();

    CHECK(refresh() == 0);
    CHECK(version("timestamp") == 1);
}

TEST_CASE_FIXTURE(Rollback, "suite, rollback: a root of the wrong version is none") {
    begin(true);
    repository.publish_root();
    SUBCASE("the same one") {
        repository.files["2.root.json"] = repository.files.at("1.root.json");
    }
    SUBCASE("one that skips") {
        repository.publish_root();
        repository.files["2.root.json"] = repository.files.at("3.root.json");
    }

    CHECK(refresh() == 1);
    CHECK(version("root") == 1);
}
