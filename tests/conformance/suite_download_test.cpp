// SPDX-License-Identifier: Apache-2.0
// tuf-client against the situations of the public suite: artifacts.
// What the suite tries in test_file_download.py.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/digest.h"
#include "conformance/suite_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {
using Names = std::vector<std::string>;
constexpr const char* kContents = "target file contents";
}  // namespace

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, download: an artifact comes whole, a second time from here") {
    std::string path;
    SUBCASE("plain") {
        path = "target_file.txt";
    }
    SUBCASE("in folders") {
        path = "path/to/a/target_file.txt";
    }
    add_artifact("targets", path, kContents);
    repository.publish();
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    CHECK(downloaded().empty());

    CHECK(download(path) == 0);
    CHECK(download(path) == 0);

    CHECK(downloaded() == Names{kContents});
    CHECK(asked_artifacts().size() == 1);
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, download: what is not signed for is never kept") {
    add_artifact("targets", "one.txt", kContents);
    add_artifact("targets", "two.txt", "content");
    repository.publish();
    REQUIRE(init() == 0);
    REQUIRE(download("one.txt") == 0);
    for (const char* path : {"one.txt", "two.txt"})
        replace_artifact(path, "malicious data - should not download");

    CHECK(download("one.txt") == 0);  // the good one is here already
    CHECK(download("two.txt") == 1);

    CHECK(downloaded() == Names{kContents});
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, download: of the right length, but other bytes, it is refused") {
    add_artifact("targets", "one.txt", kContents);
    repository.publish();
    REQUIRE(init() == 0);
    replace_artifact("one.txt", "target file_contents");

    CHECK(download("one.txt") == 1);
    CHECK(downloaded().empty());
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, download: an artifact that changes again and again") {
    add_artifact("targets", "target_file.txt", kContents);
    repository.publish();
    REQUIRE(init() == 0);
    REQUIRE(download("target_file.txt") == 0);
    Names expected;
    for (int i = 0; i < 11; ++i) {
        const auto number = std::to_string(i);
        add_artifact("targets", "target_file.txt", "modified file contents " + number);
        add_artifact("targets", "new-target-" + number, "new file contents " + number);
        repository.publish();
        if (i % 5 != 0) continue;

        CHECK(download("target_file.txt") == 0);
        CHECK(download("new-target-" + number) == 0);

        if (!expected.empty()) expected.erase(expected.begin());
        expected.insert(expected.begin(), "modified file contents " + number);
        expected.push_back("new file contents " + number);
        auto sorted = expected;
        std::sort(sorted.begin(), sorted.end());
        CHECK(downloaded() == sorted);
        replace_artifact("target_file.txt", "malicious contents " + number);
        (void)download("target_file.txt");
        CHECK(downloaded() == sorted);
    }
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, download: sha256 and sha512, one or both") {
    Names algorithms;
    SUBCASE("sha256") {
        algorithms = {"sha256"};
    }
    SUBCASE("sha512") {
        algorithms = {"sha512"};
    }
    SUBCASE("both") {
        algorithms = {"sha256", "sha512"};
    }
    add_artifact("targets", "target_file.txt", kContents, algorithms);
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(download("target_file.txt") == 0);

    CHECK(downloaded() == Names{kContents});
    const auto& hashes = repository.content("targets")["targets"]["target_file.txt"]["hashes"];
    REQUIRE(asked_artifacts().size() == 1);
    CHECK(asked_artifacts()[0] ==
          hashes[algorithms.front()].get<std::string>() + ".target_file.txt");
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, download: a hash that nobody knows proves nothing") {
    add_artifact("targets", "target_file.txt", kContents, {"sha512"});
    auto& hashes = repository.content("targets")["targets"]["target_file.txt"]["hashes"];
    SUBCASE("alone") {
        hashes = {{"unknown-hash", hashes["sha512"]}};
    }
    SUBCASE("beside one that is wrong") {
        hashes["sha256"] = sha256("something else").hex();
    }
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(download("target_file.txt") == 1);
    CHECK(downloaded().empty());
}

TEST_CASE_FIXTURE(
    SuiteFixture,
    "suite, download: of a path is escaped what cannot stand in an address, no more") {
    const std::string path = "folder #1/a?b%20c&d=ế+@(!).txt";
    add_artifact("targets", path, kContents);
    repository.publish();
    REQUIRE(init() == 0);

    (void)download(path);

    REQUIRE(asked_artifacts().size() == 1);
    CHECK(asked_artifacts()[0] ==
          "folder%20%231/" + sha256(kContents).hex() + ".a%3Fb%2520c&d=%E1%BA%BF+@(!).txt");
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, download: no artifact's file is hidden") {
    for (const char* path : {".hidden", "..a/.b"}) {
        add_artifact("targets", path, path);
        repository.publish();
        REQUIRE(init() == 0);

        CHECK(download(path) == 0);
    }
    CHECK(downloaded() == Names{"..a/.b", ".hidden"});
    CHECK(downloaded_names() == Names{"%2E.a%2F.b", "%2Ehidden"});
}

TEST_CASE_FIXTURE(SuiteFixture, "suite, download: an empty artifact is one") {
    add_artifact("targets", "empty", "");
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(download("empty") == 0);
    CHECK(downloaded() == Names{""});
}

TEST_CASE_FIXTURE(SuiteFixture,
                  "suite, download: the same name twice is one file, asked for once") {
    add_artifact("targets", "a/one.txt", kContents);
    add_artifact("targets", "b/one.txt", "another");
    repository.publish();
    REQUIRE(init() == 0);

    CHECK(download_all({"a/one.txt", "b/one.txt", "a/one.txt"}) == 0);

    CHECK(downloaded() == Names{"another", kContents});
    CHECK(asked_artifacts().size() == 2);
}
