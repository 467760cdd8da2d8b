// SPDX-License-Identifier: Apache-2.0
// tuf-client against the situations of the public suite: what has expired by this machine's clock.
// Metadata that expires between two runs is put into the client's folder as if it had been trusted.
// What the suite tries in test_expiration.py, test_delegated_expiration.py.
#include <doctest/doctest.h>

#include "conformance/suite_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {
using Names = std::vector<std::string>;
}  // namespace

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, expiry: an expired root is kept, and nothing comes after it") {
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    repository.publish_root();
    repository.content("root")["expires"] = kBefore;
    repository.publish_root();
    repository.publish();

    CHECK(refresh() == 1);
    CHECK(trusted() == Names{"root:3", "snapshot:1", "targets:1", "timestamp:1"});
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, expiry: an expired root on the way to a good one is none's harm") {
    repository.content("root")["expires"] = kBefore;
    repository.publish_root();
    repository.content("root")["expires"] = "2999-01-01T00:00:00Z";
    repository.publish_root();
    const auto expired_root = repository.files.at("2.root.json");
    REQUIRE(init(expired_root) == 0);

    CHECK(refresh() == 0);
    CHECK(version("root") == 3);
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, expiry: expired metadata does not take the place of the old") {
    std::string role;
    Names expected;
    SUBCASE("timestamp") {
        role = "timestamp";
        expected = {"root:1", "snapshot:1", "targets:1", "timestamp:1"};
    }
    SUBCASE("snapshot") {
        role = "snapshot";
        expected = {"root:1", "snapshot:1", "targets:1", "timestamp:2"};
    }
    SUBCASE("targets") {
        role = "targets";
        expected = {"root:1", "snapshot:2", "targets:1", "timestamp:2"};
    }
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    repository.content(role)["expires"] = kBefore;
    repository.publish();

    CHECK(refresh() == 1);
    CHECK(trusted() == expected);
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, expiry: what has expired here does not stand in the way of the new") {
    REQUIRE(init() == 0);
    for (const char* role : {"timestamp", "snapshot", "targets"}) {
        auto content = repository.content(role);
        content["expires"] = kBefore;
        trust_bytes(role, signed_file(content, repository.keys(role)));
    }
    repository.add_target("targets", "a", "a");
    repository.publish();

    CHECK(refresh() == 0);
    CHECK(trusted() == Names{"root:1", "snapshot:2", "targets:2", "timestamp:2"});
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, expiry: the trusted timestamp, served again, expires too") {
    REQUIRE(init() == 0);
    repository.content("timestamp")["expires"] = kBefore;
    repository.publish_timestamp();
    trust_bytes("timestamp", repository.files.at("timestamp.json"));

    CHECK(refresh() == 1);
    CHECK(trusted() == Names{"root:1", "timestamp:2"});
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, expiry: the trusted root expires, when no newer one comes") {
    repository.content("root")["expires"] = kBefore;
    repository.publish_root();
    REQUIRE(init(repository.files.at("2.root.json")) == 0);

    CHECK(refresh() == 1);
    CHECK(asked_metadata() == Names{"3.root.json"});
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, expiry: a delegated role that has expired gives nothing") {
    repository.delegate("targets", "delegated", {"delegatedpath/*"});
    repository.content("delegated")["expires"] = kBefore;
    add_artifact("delegated", "delegatedpath/target", "delegated content");
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(refresh() == 0);
    SUBCASE("when it comes") {}
    SUBCASE("when it was trusted before") {
        trust_bytes("delegated", repository.files.at("1.delegated.json"));
    }

    CHECK(download("delegatedpath/target") == 1);
    CHECK(downloaded().empty());
    CHECK(asked_artifacts().empty());

    repository.content("delegated")["expires"] = "2999-01-01T00:00:00Z";
    repository.publish();
    CHECK(download("delegatedpath/target") == 0);
    CHECK(downloaded() == Names{"delegated content"});
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, expiry: a date that is none makes the metadata none") {
    REQUIRE(init() == 0);
    for (const char* odd : {"2999-01-01", "tomorrow", "2999-13-01T00:00:00Z", "2999-01-01T00:00:00",
                            "2999-01-01T00:00:00+07:00"}) {
        CAPTURE(odd);
        repository.content("timestamp")["expires"] = odd;
        repository.publish_timestamp();

        CHECK(refresh() == 1);
    }
    CHECK(trusted() == Names{"root:1"});
}
