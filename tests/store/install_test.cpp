// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <unistd.h>

#include <cerrno>

#include "store/faulty_calls.h"
#include "store/install_fixture.h"

using namespace sen;
using store::InstallReport;
using store::Trouble;
using test::InstallFixture;
using test::PackFixture;

namespace fs = std::filesystem;

namespace {

PackFixture version(std::uint64_t number, const std::string& picture = "a picture") {
    PackFixture pack;
    pack.version = number;
    pack.files["cau/view.jpg"] = picture;
    return pack;
}

int count_files(const fs::path& folder) {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE(
    "install: objects are whole, read-only and named by their hash, and nothing is left over") {
    InstallFixture fixture;
    const PackFixture pack;

    const auto report = fixture.install(pack);

    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->outcome == InstallReport::Outcome::Installed);
    CHECK(report->generation.number == 1);
    CHECK(report->objects == 4);
    for (const auto& [path, bytes] : pack.files) {
        const auto file = fixture.store.object_path(sha256(bytes));
        CHECK(read_file(file, 1 << 20).value() == bytes);
        CHECK((fs::status(file).permissions() & fs::perms::mask) ==
              (fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read));
    }
    CHECK(fs::is_empty(fixture.store_path / "staging"));
    CHECK_FALSE(test::fault_of(fixture.store, {{report->packs[0].pack}}));
}

TEST_CASE("install: the same pack again is nothing to do") {
    InstallFixture fixture;
    REQUIRE(fixture.install(PackFixture{}));

    const auto again = fixture.install(PackFixture{});

    REQUIRE(again);
    CHECK(again->outcome == InstallReport::Outcome::NothingToDo);
    CHECK(again->generation.number == 1);
}

TEST_CASE("install: a new version brings only what is missing and keeps the other packs") {
    InstallFixture fixture;
    PackFixture other;
    other.id = "ben-nghe";
    other.files["cau/view.jpg"] = "another picture";
    REQUIRE(fixture.install(other));
    REQUIRE(fixture.install(version(1)));

    const auto report = fixture.install(version(2, "a better picture"));

    REQUIRE(report);
    CHECK(report->objects == 2);  // the picture and the manifest
    CHECK(report->generation.number == 3);
    CHECK(report->generation.previous == 2);
    REQUIRE(report->generation.packs.size() == 2);
    CHECK(report->generation.find("mau", "ben-nghe")->version == 1);
    CHECK(report->generation.find("mau", "gia-dinh")->version == 2);
}

TEST_CASE("install: two generations stay, and only the objects that they name") {
    InstallFixture fixture;
    REQUIRE(fixture.install(version(1, "one")));
    REQUIRE(fixture.install(version(2, "two")));

    REQUIRE(fixture.install(version(3, "three")));

    CHECK(fixture.store.generation_numbers().value() == std::vector<std::uint64_t>{2, 3});
    CHECK_FALSE(fs::exists(fixture.store.object_path(sha256("one"))));
    CHECK(fs::exists(fixture.store.object_path(sha256("two"))));
    CHECK(count_files(fixture.store_path / "objects") == 6);  // 2 shared, 2 pictures, 2 manifests
}

TEST_CASE("install: an older version is refused, and both are named") {
    InstallFixture fixture;
    REQUIRE(fixture.install(version(5)));

    const auto report = fixture.install(version(4));

    REQUIRE_FALSE(report);
    CHECK(fixture.trouble.kind == Trouble::Kind::Older);
    CHECK(fixture.trouble.pack == "mau/gia-dinh");
    CHECK(fixture.trouble.installed == 5);
    CHECK(fixture.trouble.offered == 4);
    CHECK(fixture.store.current()->packs[0].version == 5);
}

TEST_CASE("install: an unsigned draft may change under its version") {
    InstallFixture fixture;
    REQUIRE(fixture.install(version(1, "first draft")));

    const auto report = fixture.install(version(1, "second draft"));

    REQUIRE(report);
    CHECK(report->outcome == InstallReport::Outcome::Installed);
    CHECK(report->generation.number == 2);
}

TEST_CASE("install: an unsigned pack does not replace a signed one") {
    InstallFixture fixture;
    REQUIRE(fixture.install(version(1)));
    auto generation = fixture.store.current().value();
    generation.packs[0].authority = generation.packs[0].signers = "thanh-pho";
    test::write_file(fixture.store_path / "generations/1/generation.json", generation.to_json());

    const auto report = fixture.install(version(2));

    REQUIRE_FALSE(report);
    CHECK(fixture.trouble.kind == Trouble::Kind::UnsignedOverSigned);
}

TEST_CASE("install: a catalogue that is refused leaves everything as it was") {
    InstallFixture fixture;
    REQUIRE(fixture.install(version(1, "one")));
    test::write_pack(fixture.from, version(2, "two"));
    auto options = test::unsigned_content();
    fs::path asked;
    ErrorKind verdict{};
    Trouble::Kind expected{};
    SUBCASE("it contradicts itself") {
        verdict = ErrorKind::Corrupt;
        expected = Trouble::Kind::CatalogueRefused;
    }
    SUBCASE("it is of another program") {
        verdict = ErrorKind::Unsupported;
        expected = Trouble::Kind::CatalogueUnsupported;
    }
    options.check = [&](const fs::path& catalogue,
                        const store::Manifest& manifest) -> Result<void> {
        asked = catalogue;
        CHECK(manifest.version == 2);
        return fail(verdict, "a row dangles");
    };

    const auto report = fixture.install(options);

    REQUIRE_FALSE(report);
    CHECK(asked == fixture.store.object_path(sha256("the catalogue")));
    CHECK(fixture.trouble.kind == expected);
    CHECK(fixture.store.current()->packs[0].version == 1);
    CHECK_FALSE(fs::exists(fixture.store.object_path(sha256("two"))));
}

TEST_CASE("install: a missing or shortened object comes back, a damaged one when asked to look") {
    InstallFixture fixture;
    REQUIRE(fixture.install(PackFixture{}));
    const auto picture = fixture.store.object_path(sha256("a picture"));
    const auto catalogue = fixture.store.object_path(sha256("the catalogue"));
    for (const auto& file : {picture, catalogue}) fs::permissions(file, fs::perms::owner_all);
    fs::resize_file(picture, 3);

    const auto repaired = fixture.install(PackFixture{});
    REQUIRE(repaired);
    CHECK(repaired->outcome == InstallReport::Outcome::Repaired);
    CHECK(repaired->objects == 1);
    CHECK(repaired->generation.number == 1);
    test::write_file(catalogue, "the catalogUe");
    CHECK(fixture.install()->outcome == InstallReport::Outcome::NothingToDo);
    auto options = test::unsigned_content();
    options.rehash_present = true;
    CHECK(fixture.install(options)->outcome == InstallReport::Outcome::Repaired);

    CHECK_FALSE(test::fault_of(fixture.store, {{repaired->packs[0].pack}}));
}

TEST_CASE("install: a store whose current generation is damaged takes the next good pack") {
    InstallFixture fixture;
    PackFixture other;
    other.id = "ben-nghe";
    REQUIRE(fixture.install(other));
    REQUIRE(fixture.install(version(1)));
    test::write_file(fixture.store_path / "generations/2/generation.json", "");

    const auto report = fixture.install(version(2));

    REQUIRE(report);
    CHECK(report->generation.number == 3);
    CHECK(report->generation.find("mau", "ben-nghe") != nullptr);
    CHECK_FALSE(test::fault_of(fixture.store, {report->generation.packs}));
}

TEST_CASE("install: a second writer is told that another one is at work") {
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});
    auto options = test::unsigned_content();
    Trouble second;
    options.check = [&](const fs::path&, const store::Manifest&) -> Result<void> {
        store::SystemCalls calls;
        CHECK_FALSE(test::install_from(fixture.from, fixture.store_path, calls,
                                       test::unsigned_content(), &second));
        return {};
    };

    REQUIRE(fixture.install(options));

    CHECK(second.kind == Trouble::Kind::Locked);
}

TEST_CASE("install: progress grows to the whole") {
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});
    auto options = test::unsigned_content();
    store::Progress last;
    options.progress = [&](const store::Progress& progress) {
        CHECK(progress.done >= last.done);
        last = progress;
    };

    const auto report = fixture.install(options);

    REQUIRE(report);
    CHECK(last.done == last.total);
    CHECK(last.total == report->bytes);
}

TEST_CASE("install: without enough space it stops before the first byte and tells both numbers") {
    struct NearlyFull : store::SystemCalls {
        int written = 0;
        int space(int, struct statvfs& facts) override {
            facts = {};
            facts.f_frsize = 4096;
            facts.f_blocks = 1'000'000;  // 4 GB: 5 % stay free
            facts.f_bavail = 50'020;     // 20 blocks more than that
            return 0;
        }
        ssize_t write(int fd, std::span<const std::byte> bytes) override {
            ++written;
            return SystemCalls::write(fd, bytes);
        }
    } calls;
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});

    const auto report = test::install_from(fixture.from, fixture.store_path, calls,
                                           test::unsigned_content(), &fixture.trouble);

    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::Full);
    CHECK(fixture.trouble.kind == Trouble::Kind::NoSpace);
    CHECK(fixture.trouble.has == 20 * 4096);
    CHECK(fixture.trouble.need == 77 * 4096);  // three files of one block, one of 74
    CHECK(calls.written == 0);
}

TEST_CASE("install: a card that gives back other bytes than it took is caught before they count") {
    struct LyingCard : store::SystemCalls {
        bool is_flushed = false;
        int read_afresh(int fd, std::uint64_t length) override {
            is_flushed = true;
            return SystemCalls::read_afresh(fd, length);
        }
        ssize_t read(int fd, std::span<std::byte> buffer, off_t offset) override {
            const auto count = SystemCalls::read(fd, buffer, offset);
            if (is_flushed && count > 0) buffer[0] ^= std::byte{1};
            return count;
        }
    } card;
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});

    const auto report = test::install_from(fixture.from, fixture.store_path, card,
                                           test::unsigned_content(), &fixture.trouble);

    REQUIRE_FALSE(report);
    CHECK(fixture.trouble.kind == Trouble::Kind::StoreFailed);
    CHECK(count_files(fixture.store_path / "objects") == 0);
}

TEST_CASE("install: short writes and short reads change nothing") {
    struct Slow : store::SystemCalls {
        ssize_t write(int fd, std::span<const std::byte> bytes) override {
            return SystemCalls::write(fd, bytes.first(std::min<std::size_t>(bytes.size(), 4001)));
        }
        ssize_t read(int fd, std::span<std::byte> buffer, off_t offset) override {
            return SystemCalls::read(fd, buffer.first(std::min<std::size_t>(buffer.size(), 777)),
                                     offset);
        }
    } slow;
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});

    const auto report = test::install_from(fixture.from, fixture.store_path, slow);

    REQUIRE(report);
    CHECK_FALSE(test::fault_of(fixture.store, {{report->packs[0].pack}}));
}

TEST_CASE("install: many small objects are written in batches that leave descriptors over") {
    PackFixture pack;
    for (int i = 0; i < 150; ++i) pack.files["p/" + std::to_string(i)] = std::to_string(i);
    test::FaultyCalls calls;
    InstallFixture fixture;
    test::write_pack(fixture.from, pack);
    int highest = 0;
    const int before = ::dup(0);
    ::close(before);
    calls.before = [&](const char*, const std::string&) {
        const int next = ::dup(0);
        ::close(next);
        highest = std::max(highest, next - before);
        return 0;
    };

    const auto report = test::install_from(fixture.from, fixture.store_path, calls);

    REQUIRE(report);
    CHECK(highest < 140);
    CHECK_FALSE(test::fault_of(fixture.store, {{report->packs[0].pack}}));
}
