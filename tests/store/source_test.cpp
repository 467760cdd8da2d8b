// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "store/install_fixture.h"

using namespace sen;
using store::Trouble;
using test::InstallFixture;
using test::PackFixture;

namespace fs = std::filesystem;

namespace {

/// Breaks one thing in a built pack, and expects it to be refused with nothing installed.
struct BadSource : InstallFixture {
    BadSource() { test::write_pack(from, PackFixture{}); }
    fs::path picture() const { return test::object_file(from, "a picture"); }

    void expect_refusal(Trouble::Kind kind, const std::string& file) {
        const auto report = install();
        REQUIRE_FALSE(report);
        CHECK_MESSAGE(trouble.kind == kind, report.error().message);
        CHECK(trouble.file == file);
        CHECK(store.current().error().kind == ErrorKind::NotFound);
        if (fs::exists(store_path)) {
            CHECK(fs::is_empty(store_path / "staging"));
            CHECK(fs::is_empty(store_path / "generations"));
        }
    }
};

}  // namespace

TEST_CASE_FIXTURE(BadSource, "source: an object with other bytes is refused") {
    test::write_file(picture(), "A picture");
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: a cut object is refused") {
    test::write_file(picture(), "a pictur");
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: an empty object is refused") {
    test::write_file(picture(), "");
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: an object that goes on is refused at its length") {
    test::write_file(picture(), "a picture and more");
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: a missing object is named") {
    fs::remove(picture());
    expect_refusal(Trouble::Kind::ObjectMissing, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: a link instead of an object is refused, even to its bytes") {
    test::write_file(directory.path() / "elsewhere", "a picture");
    fs::remove(picture());
    fs::create_symlink(directory.path() / "elsewhere", picture());
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: a link instead of a folder is not followed") {
    const auto folder = picture().parent_path();
    fs::rename(folder, directory.path() / "moved");
    fs::create_directory_symlink(directory.path() / "moved", folder);
    expect_refusal(Trouble::Kind::ObjectMissing, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: a fifo is refused without waiting for a writer") {
    fs::remove(picture());
    REQUIRE(::mkfifo(picture().c_str(), 0644) == 0);
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: a directory instead of an object is refused") {
    fs::remove(picture());
    fs::create_directory(picture());
    expect_refusal(Trouble::Kind::ObjectDamaged, "cau/view.jpg");
}

TEST_CASE_FIXTURE(BadSource, "source: no manifest") {
    fs::remove(from / "manifest.json");
    expect_refusal(Trouble::Kind::ManifestMissing, "manifest.json");
}

TEST_CASE_FIXTURE(BadSource, "source: bad manifests are refused before the store is made") {
    const auto good = PackFixture{}.manifest().to_json();
    auto duplicate = good;
    duplicate.insert(1, "\"pack\":\"gia-dinh\",");
    auto parent = good;
    parent.replace(parent.find("cau/view.jpg"), 12, "../view.jpgx");
    auto invalid = good;
    invalid[good.find("gia-dinh")] = '\xff';

    for (const auto& bad : {std::string(), duplicate, parent, invalid,
                            std::string(store::kMaxManifestBytes + 1, ' ')}) {
        test::write_file(from / "manifest.json", bad);
        expect_refusal(Trouble::Kind::ManifestDamaged, "manifest.json");
        CHECK_FALSE(fs::exists(store_path));
    }
}

TEST_CASE_FIXTURE(BadSource, "source: a link instead of the manifest is refused") {
    fs::rename(from / "manifest.json", directory.path() / "manifest.json");
    fs::create_symlink(directory.path() / "manifest.json", from / "manifest.json");
    expect_refusal(Trouble::Kind::ManifestDamaged, "manifest.json");
}

TEST_CASE_FIXTURE(BadSource,
                  "source: a manifest of a newer format is told apart from a damaged one") {
    auto newer = PackFixture{}.manifest().to_json();
    newer.replace(newer.find("\"format\":1"), 10, "\"format\":2");
    test::write_file(from / "manifest.json", newer);
    expect_refusal(Trouble::Kind::ManifestUnsupported, "manifest.json");
}

TEST_CASE_FIXTURE(BadSource, "source: without consent unsigned content is refused") {
    const auto report = install(store::InstallOptions{});

    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::Untrusted);
    CHECK(trouble.kind == Trouble::Kind::Untrusted);
    CHECK_FALSE(fs::exists(store_path));
}

TEST_CASE_FIXTURE(BadSource, "source: a repaired stick goes on where the broken one stopped") {
    fs::remove(picture());
    REQUIRE_FALSE(install());
    test::write_file(picture(), "a picture");

    const auto report = install();

    REQUIRE(report);
    CHECK(report->outcome == store::InstallReport::Outcome::Installed);
    CHECK_FALSE(test::fault_of(store, {{report->packs[0].pack}}));
}

TEST_CASE_FIXTURE(BadSource, "source: nothing but the fixed names is opened, and nothing listed") {
    struct Watch : store::SystemCalls {
        std::vector<std::string> read_names;
        int open(int folder, const std::string& name, int flags, mode_t mode) override {
            read_names.push_back(name);
            return SystemCalls::open(folder, name, flags, mode);
        }
        int list(int, std::vector<std::string>&) override {
            FAIL("a source must not be listed");
            return -EIO;
        }
    } watch;
    test::write_file(from / "autorun.inf", "x");
    test::write_file(from / "objects/zz/evil", "x");
    auto source = store::DirectorySource::open(from, watch).value();

    REQUIRE(source.manifest());
    REQUIRE(source.open(sha256("a picture"), 0));

    const auto hex = sha256("a picture").hex();
    CHECK(watch.read_names == std::vector<std::string>{(from / ".").string(), "manifest.json",
                                                       "objects", hex.substr(0, 2), hex});
}
