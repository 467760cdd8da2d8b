// SPDX-License-Identifier: Apache-2.0
// tuf-client as a process, by the protocol of the conformance suite.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "publish/signed_repository.h"
#include "sync/hostile_server.h"
#include "sync/run_program.h"

using namespace sen;
using namespace sen::test;

namespace fs = std::filesystem;

namespace {

using Paths = std::vector<std::string>;

struct ClientFixture {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    SignedRepository repository{directory.path() / "repository"};
    HostileServer server{
        [this](const ServerRequest& request) { return serve_file(repository.directory, request); }};
    fs::path metadata = directory.path() / "metadata", targets = directory.path() / "targets";

    ClientFixture() { repository.write(); }

    int run(const Paths& words) const {
        Paths arguments{SEN_BINARY_DIR "/bin/tuf-client", "--metadata-dir", metadata,
                        "--metadata-url", server.url() + "/metadata"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        return run_program(arguments).status;
    }
    int init() const {
        const auto root = directory.path() / "trusted_root.json";
        std::ofstream(root, std::ios::binary) << repository.root_bytes();
        return run({"init", root});
    }
    int refresh() const { return run({"refresh"}); }
    int download(const Paths& names) const {
        Paths words;
        for (const auto& name : names) {
            words.emplace_back("--target-name");
            words.push_back(name);
        }
        for (const std::string& word :
             {std::string("--target-base-url"), server.url() + "/targets",
              std::string("--target-dir"), targets.string(), std::string("download")})
            words.push_back(word);
        return run(words);
    }
    std::string target(const std::string& file) const {
        return read_file(targets / file, 1 << 20).value_or("");
    }
    Paths names_in_metadata() const {
        Paths names;
        for (const auto& entry : fs::directory_iterator(metadata))
            names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        return names;
    }
    /// How often a path with this ending was asked for.
    std::ptrdiff_t count(const std::string& ending) const {
        const auto paths = server.paths();
        return std::count_if(paths.begin(), paths.end(),
                             [&](const std::string& path) { return path.ends_with(ending); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: init asks nobody, refresh keeps unversioned names") {
    CHECK(init() == 0);
    CHECK(server.requests().empty());
    CHECK(names_in_metadata() == Paths{"root.json"});

    CHECK(refresh() == 0);

    CHECK(names_in_metadata() ==
          Paths{"root.json", "snapshot.json", "targets.json", "timestamp.json"});
    CHECK(server.paths() == Paths{"/metadata/2.root.json", "/metadata/timestamp.json",
                                  "/metadata/1.snapshot.json", "/metadata/1.targets.json"});
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: a second refresh asks for what may be new, only") {
    REQUIRE(init() == 0);
    REQUIRE(refresh() == 0);
    server.forget();

    CHECK(refresh() == 0);

    CHECK(server.paths() == Paths{"/metadata/2.root.json", "/metadata/timestamp.json"});
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: without a root, or with a stranger's, it fails") {
    CHECK(refresh() == 1);
    REQUIRE(init() == 0);
    for (const char* role : {"root", "targets", "snapshot", "timestamp"})
        repository.replace_key(role);
    repository.write();

    CHECK(refresh() == 1);
    CHECK(names_in_metadata() == Paths{"root.json"});
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: older metadata is refused, and what is known stays") {
    REQUIRE(init() == 0);
    repository.write_next();
    REQUIRE(refresh() == 0);
    const auto known = read_file(metadata / "timestamp.json", 1 << 20).value();
    for (auto& [role, version] : repository.versions) version = 1;
    repository.write();

    CHECK(refresh() == 1);
    CHECK(read_file(metadata / "timestamp.json", 1 << 20) == known);
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: expired metadata is refused by the system's clock") {
    REQUIRE(init() == 0);
    repository.expires["timestamp"] = "2020-01-01T00:00:00Z";
    repository.write();

    CHECK(refresh() == 1);
    CHECK_FALSE(fs::exists(metadata / "timestamp.json"));
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: downloads targets by their hashed names, once") {
    repository.targets = {{"a.txt", "one"}, {"dir/b.txt", "two"}};
    repository.write();
    REQUIRE(init() == 0);

    CHECK(download({"a.txt", "dir/b.txt"}) == 0);

    CHECK(target("a.txt") == "one");
    CHECK(target("dir%2Fb.txt") == "two");
    CHECK(count("/targets/" + sha256("one").hex() + ".a.txt") == 1);
    CHECK(count("/targets/dir/" + sha256("two").hex() + ".b.txt") == 1);
    server.forget();
    CHECK(download({"a.txt", "dir/b.txt"}) == 0);
    CHECK(count(".txt") == 0);
}

TEST_CASE_FIXTURE(ClientFixture,
                  "tuf-client: a target that changed replaces the file of its name") {
    repository.targets = {{"a.txt", "one"}};
    repository.write();
    REQUIRE(init() == 0);
    REQUIRE(download({"a.txt"}) == 0);
    repository.targets = {{"a.txt", "another one"}};
    repository.write_next();

    CHECK(download({"a.txt"}) == 0);
    CHECK(target("a.txt") == "another one");
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: stops at the first target that fails") {
    repository.targets = {{"a.txt", "one"}, {"b.txt", "two"}, {"c.txt", "three"}};
    repository.write();
    REQUIRE(init() == 0);
    const auto file = repository.directory / "targets" / (sha256("two").hex() + ".b.txt");
    SUBCASE("damaged") {
        std::ofstream(file) << "tw0";
    }
    SUBCASE("longer than signed for") {
        std::ofstream(file) << "two and more";
    }
    SUBCASE("missing") {
        fs::remove(file);
    }

    CHECK(download({"a.txt", "b.txt", "c.txt"}) == 1);

    CHECK(target("a.txt") == "one");
    CHECK_FALSE(fs::exists(targets / "b.txt"));
    CHECK_FALSE(fs::exists(targets / "c.txt"));
    CHECK(count(".c.txt") == 0);
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: what nobody signed for is not asked for") {
    REQUIRE(init() == 0);

    CHECK(download({"../../etc/passwd"}) == 1);
    CHECK(count("passwd") == 0);
    CHECK_FALSE(fs::exists(targets));
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: names with anything in them stay in the directory") {
    repository.targets = {{"../up.txt", "one"}, {"a b%/ñ.txt", "two"}};
    repository.write();
    REQUIRE(init() == 0);

    (void)download({"../up.txt"});
    (void)download({"a b%/ñ.txt"});

    CHECK_FALSE(fs::exists(directory.path() / "up.txt"));
    CHECK(count("/targets/a%20b%25/" + sha256("two").hex() + ".%C3%B1.txt") == 1);
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: delegated targets are found and their role is kept") {
    repository.delegate("phuong");
    repository.targets = {{"phuong/a.txt", "one"}};
    repository.write_next();
    REQUIRE(init() == 0);

    CHECK(download({"phuong/a.txt"}) == 0);

    CHECK(target("phuong%2Fa.txt") == "one");
    CHECK(fs::exists(metadata / "phuong.json"));
}

TEST_CASE_FIXTURE(ClientFixture, "tuf-client: wrong usage is a failure too") {
    CHECK(run({"dance"}) == 1);
    CHECK(run({"download"}) == 1);
    CHECK(run_program({SEN_BINARY_DIR "/bin/tuf-client", "refresh"}).status == 1);
}
