// SPDX-License-Identifier: Apache-2.0
// tuf-client against the situations of the public suite: a first run, hashes, unknown fields,
// names.
// What the suite tries in test_basic.py (the moving clock is in suite_expiration_test),
// test_quoting_issues.py.
#include <doctest/doctest.h>

#include "base/digest.h"
#include "conformance/suite_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {
using Names = std::vector<std::string>;

const Names kFirstRun{"2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"};
const Names kAllTrusted{"root:1", "snapshot:1", "targets:1", "timestamp:1"};

std::string with_damaged_signature(const std::string& file) {
    auto metadata = json::parse(file);
    auto& signature = metadata["signatures"][0]["sig"].get_ref<std::string&>();
    signature.front() = signature.front() == '0' ? '1' : '0';
    return metadata.dump();
}
}  // namespace

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: a first refresh asks for four files, each once") {
    REQUIRE(init() == 0);
    CHECK(asked_metadata().empty());

    CHECK(refresh() == 0);

    CHECK(asked_metadata() == kFirstRun);
    CHECK(trusted() == kAllTrusted);
    for (const char* role : {"root", "snapshot", "targets"})
        CHECK(trusted_bytes(role) == repository.files.at("1." + std::string(role) + ".json"));
    CHECK(trusted_bytes("timestamp") == repository.files.at("timestamp.json"));
    CHECK(downloaded().empty());
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: a download refreshes by itself, and fails without") {
    REQUIRE(init() == 0);

    CHECK(download("nonexistent artifact") == 1);

    CHECK(asked_metadata() == kFirstRun);
    CHECK(asked_artifacts().empty());
    CHECK(trusted() == kAllTrusted);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: with an odd root to begin with nobody is asked") {
    auto root = json::parse(repository.files.at("1.root.json"));
    SUBCASE("without a version") {
        root["signed"].erase("version");
    }
    SUBCASE("signed by somebody else") {
        const auto stranger = TestKey::p256();
        root["signatures"][0]["sig"] = "00" + stranger.id();
    }
    SUBCASE("not signed at all") {
        root["signatures"] = json::array();
    }
    init(root.dump());

    CHECK(refresh() == 1);
    CHECK(asked_metadata().empty());
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: the update ends at the role that is badly signed") {
    std::string role;
    Names expected;
    SUBCASE("root") {
        repository.publish_root();
        repository.write("root", with_damaged_signature(repository.file_of("root")));
        expected = {"root:1"};
    }
    SUBCASE("timestamp") {
        repository.write("timestamp", with_damaged_signature(repository.file_of("timestamp")));
        expected = {"root:1"};
    }
    repository.has_hashes = false;
    SUBCASE("snapshot") {
        repository.publish();
        repository.write("snapshot", with_damaged_signature(repository.file_of("snapshot")));
        expected = {"root:1", "timestamp:2"};
    }
    SUBCASE("targets") {
        repository.add_target("targets", "a", "a");
        repository.publish();
        repository.write("targets", with_damaged_signature(repository.file_of("targets")));
        expected = {"root:1", "snapshot:2", "timestamp:2"};
    }
    REQUIRE(init() == 0);

    CHECK(refresh() == 1);
    CHECK(trusted() == expected);
}

TEST_CASE_FIXTURE(
    SuiteFixture,
    "suite, basic: a timestamp of the same version stays, whatever is in the new one") {
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    const auto before = trusted_bytes("timestamp");
    repository.content("timestamp")["meta"]["snapshot.json"]["version"] = 100;
    repository.write("timestamp", repository.file_of("timestamp"));
    forget();

    CHECK(refresh() == 0);

    CHECK(asked_metadata() == Names{"2.root.json", "timestamp.json"});
    CHECK(trusted_bytes("timestamp") == before);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: hashes and lengths of metadata are checked") {
    repository.add_target("targets", "a", "a");
    repository.publish();
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    repository.add_target("targets", "b", "b");
    repository.publish();
    auto& meta = repository.content("snapshot")["meta"]["targets.json"];
    SUBCASE("hash") {
        meta["hashes"]["sha256"] = sha256("something else").hex();
    }
    SUBCASE("length") {
        meta["length"] = meta["length"].get<int>() - 1;
    }
    repository.publish_snapshot();

    CHECK(refresh() == 1);

    CHECK(version("snapshot") == 4);
    CHECK(version("targets") == 2);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: metadata without hashes and lengths is enough") {
    repository.has_hashes = false;
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(refresh() == 0);
    CHECK(version("snapshot") == 2);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: targets that no snapshot names are not fetched") {
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    repository.content("targets")["version"] = 2;
    repository.write("targets", repository.file_of("targets"));
    forget();

    CHECK(refresh() == 0);

    CHECK(asked_metadata() == Names{"2.root.json", "timestamp.json"});
    CHECK(version("targets") == 1);
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, basic: another version than the one that is named is refused") {
    REQUIRE(init() == 0);
    SUBCASE("snapshot") {
        repository.content("timestamp")["meta"]["snapshot.json"] = {{"version", 1}};
        repository.content("snapshot")["version"] = 2;
        const auto bytes = repository.file_of("snapshot");
        repository.content("snapshot")["version"] = 1;
        repository.write("snapshot", bytes);
        repository.write("timestamp", repository.file_of("timestamp"));

        CHECK(refresh() == 1);
        CHECK(trusted() == Names{"root:1", "timestamp:1"});
        CHECK(asked_metadata().back() == "1.snapshot.json");
    }
    SUBCASE("targets") {
        repository.has_hashes = false;
        repository.content("snapshot")["meta"]["targets.json"] = {{"version", 2}};
        repository.publish_snapshot();
        repository.files["2.targets.json"] = repository.files.at("1.targets.json");

        CHECK(refresh() == 1);
        CHECK(trusted() == Names{"root:1", "snapshot:2", "timestamp:2"});
    }
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, basic: fields that nobody knows are signed along, everywhere") {
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    auto& root = repository.content("root");
    root["custom-field"] = "value";
    root["keys"][repository.keys("root")[0].id()]["extra-field"] = {{"a", 1}, {"b", 2}};
    root["roles"]["root"]["another-field"] = "value \" \\ \n\t ế";
    repository.publish_root();
    for (const char* role : {"timestamp", "snapshot", "targets"})
        repository.content(role)["x-unknown"] = {{"list", {1, nullptr, true, "ế"}}};
    repository.add_target("targets", "a", "a");
    repository.content("targets")["targets"]["a"]["custom"] = {{"deep", {{"er", -1}}}};
    repository.content("snapshot")["meta"]["targets.json"]["x-more"] = "kept";
    repository.publish();

    CHECK(refresh() == 0);
    CHECK(trusted() == Names{"root:2", "snapshot:2", "targets:2", "timestamp:2"});
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, basic: versions of the specification that are alike are read alike") {
    REQUIRE(init() == 0);
    bool is_fine = true;
    SUBCASE("1.0.0") {
        repository.content("timestamp")["spec_version"] = "1.0.0";
    }
    SUBCASE("1.1") {
        repository.content("timestamp")["spec_version"] = "1.1";
    }
    SUBCASE("1.0.99") {
        repository.content("timestamp")["spec_version"] = "1.0.99";
    }
    SUBCASE("2.0.0") {
        repository.content("timestamp")["spec_version"] = "2.0.0";
        is_fine = false;
    }
    repository.publish_timestamp();

    CHECK(refresh() == (is_fine ? 0 : 1));
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, basic: without consistent snapshots no name has a version") {
    repository.content("root")["consistent_snapshot"] = false;
    repository.publish_root();
    add_artifact("targets", "folder/a.txt", "one");
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(download("folder/a.txt") == 0);

    CHECK(asked_metadata() ==
          Names{"2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json"});
    CHECK(asked_artifacts() == Names{"folder/a.txt"});
    CHECK(downloaded() == Names{"one"});
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, names: odd role names are escaped in addresses and file names") {
    std::string role, escaped;
    SUBCASE("a query") {
        role = "?";
        escaped = "%3F";
    }
    SUBCASE("a fragment") {
        role = "#";
        escaped = "%23";
    }
    SUBCASE("a path from the root") {
        role = "/delegatedrole";
        escaped = "%2Fdelegatedrole";
    }
    SUBCASE("a way out") {
        role = "../delegatedrole";
        escaped = "..%2Fdelegatedrole";
    }
    SUBCASE("dots") {
        role = "..";
        escaped = "..";
    }
    SUBCASE("a space, a percent sign, letters") {
        role = "a b%2e\\:ế";
        escaped = "a%20b%252e%5C%3A%E1%BA%BF";
    }
    repository.delegate("targets", role, {"*"});
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(download("nonexistent target") == 1);

    CHECK(asked_metadata().back() == "1." + escaped + ".json");
    CHECK(trusted().size() == 5);
    CHECK(version(escaped) == 1);
    forget();
    CHECK(download("nonexistent target") == 1);
    CHECK(asked_metadata() == Names{"2.root.json", "timestamp.json"});
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: the bytes are kept as they came, in whatever form") {
    const auto spaced = repository.files.at("timestamp.json") + " \n";
    repository.write("timestamp", spaced);
    REQUIRE(init() == 0);

    CHECK(refresh() == 0);
    CHECK(trusted_bytes("timestamp") == spaced);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: what is named and is not there ends the update") {
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    repository.publish();
    SUBCASE("timestamp") {
        repository.files.erase("timestamp.json");
        CHECK(refresh() == 1);
        CHECK(asked_metadata().back() == "timestamp.json");
        CHECK(trusted() == kAllTrusted);
    }
    SUBCASE("snapshot") {
        repository.files.erase("2.snapshot.json");
        CHECK(refresh() == 1);
        CHECK(asked_metadata().back() == "2.snapshot.json");
        CHECK(trusted() == Names{"root:1", "snapshot:1", "targets:1", "timestamp:2"});
    }
    SUBCASE("targets") {
        repository.has_hashes = false;
        repository.content("snapshot")["meta"]["targets.json"] = {{"version", 2}};
        repository.publish_snapshot();
        CHECK(refresh() == 1);
        CHECK(asked_metadata().back() == "2.targets.json");
        CHECK(trusted() == Names{"root:1", "snapshot:3", "targets:1", "timestamp:3"});
    }
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, basic: a snapshot is no timestamp, were it signed as one") {
    const Keys shared{TestKey::p256()};
    repository.set_role("timestamp", shared);
    repository.set_role("snapshot", shared);
    repository.publish_root();
    repository.content("snapshot")["meta"] = {{"snapshot.json", {{"version", 1}}}};
    repository.write("timestamp", repository.file_of("snapshot"));
    REQUIRE(init() == 0);

    CHECK(refresh() == 1);
    CHECK(trusted() == Names{"root:2"});
}
