// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/install_fixture.h"

using namespace sen;
using store::Trouble;
using test::InstallFixture;
using test::PackFixture;

namespace fs = std::filesystem;

namespace {

struct RollbackFixture : InstallFixture {
    Result<store::InstallReport> install_version(std::uint64_t number) {
        PackFixture pack;
        pack.version = number;
        pack.files["cau/view.jpg"] = "picture " + std::to_string(number);
        return install(pack);
    }
    Result<store::Generation> roll_back() {
        store::StoreWriter writer(store_path, calls);
        auto generation = writer.roll_back();
        trouble = writer.trouble();
        return generation;
    }
    std::uint64_t current_version() const { return store.current().value().packs.at(0).version; }
};

}  // namespace

TEST_CASE_FIXTURE(RollbackFixture, "rollback: goes to the generation before, and back again") {
    REQUIRE(install_version(1));
    REQUIRE(install_version(2));

    REQUIRE(roll_back());
    CHECK(current_version() == 1);
    CHECK(fs::read_symlink(store_path / "current") == "generations/1");
    REQUIRE(roll_back());
    CHECK(current_version() == 2);
    REQUIRE(roll_back());

    CHECK(current_version() == 1);
    CHECK(store::verify(store, store.current().value(), {}).damaged.empty());
}

TEST_CASE_FIXTURE(RollbackFixture, "rollback: with one generation or none there is nowhere to go") {
    CHECK_FALSE(roll_back());
    CHECK(trouble.kind == Trouble::Kind::NothingInstalled);
    CHECK_FALSE(fs::exists(store_path));
    REQUIRE(install_version(1));

    CHECK_FALSE(roll_back());

    CHECK(trouble.kind == Trouble::Kind::NoPrevious);
    CHECK(current_version() == 1);
}

TEST_CASE_FIXTURE(RollbackFixture,
                  "rollback: an install after it stands on what was rolled back to") {
    REQUIRE(install_version(1));
    REQUIRE(install_version(2));
    REQUIRE(roll_back());

    const auto report = install_version(3);

    REQUIRE(report);
    CHECK(report->generation.number == 3);
    CHECK(report->generation.previous == 1);
    CHECK(store.generation_numbers().value() == std::vector<std::uint64_t>{1, 3});
    CHECK_FALSE(fs::exists(fs::symlink_status(store_path / "undone")));
    REQUIRE(roll_back());
    CHECK(current_version() == 1);
}

TEST_CASE_FIXTURE(RollbackFixture, "rollback: what was undone may be installed again") {
    REQUIRE(install_version(1));
    REQUIRE(install_version(2));
    REQUIRE(roll_back());

    REQUIRE(install_version(2));

    CHECK(current_version() == 2);
}

TEST_CASE_FIXTURE(RollbackFixture, "rollback: never to a generation that lacks an object") {
    REQUIRE(install_version(1));
    REQUIRE(install_version(2));
    fs::remove(store.object_path(sha256("picture 1")));

    CHECK_FALSE(roll_back());

    CHECK(trouble.kind == Trouble::Kind::StoreDamaged);
    CHECK(trouble.file == "cau/view.jpg");
    CHECK(current_version() == 2);
}

TEST_CASE_FIXTURE(RollbackFixture, "rollback: leads out of a damaged current generation") {
    REQUIRE(install_version(1));
    REQUIRE(install_version(2));
    test::write_file(store_path / "generations/2/generation.json", "torn");

    REQUIRE(roll_back());

    CHECK(current_version() == 1);
}

TEST_CASE_FIXTURE(RollbackFixture,
                  "rollback: a generation that was never committed is not the way") {
    REQUIRE(install_version(1));
    REQUIRE(install_version(2));
    fs::create_directory(store_path / "generations/3");
    auto orphan = store.current().value();
    orphan.previous = 2;
    orphan.number = 3;
    test::write_file(store_path / "generations/3/generation.json", orphan.to_json());

    REQUIRE(roll_back());

    CHECK(current_version() == 1);
}
