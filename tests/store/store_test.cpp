// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <doctest/doctest.h>

#include "store/install_fixture.h"

using namespace sen;
using test::InstallFixture;
using test::PackFixture;

namespace fs = std::filesystem;

TEST_CASE("store: no store and an empty store have nothing installed") {
    const auto directory = TemporaryDirectory::create().value();

    CHECK(store::Store(directory.path()).current().error().kind == ErrorKind::NotFound);
    CHECK(store::Store(directory.path() / "none").current().error().kind == ErrorKind::NotFound);
}

TEST_CASE("store: an installed pack is read back by its objects") {
    InstallFixture fixture;
    const PackFixture pack;
    REQUIRE(fixture.install(pack));

    const auto current = fixture.store.current();

    REQUIRE(current);
    CHECK(current->number == 1);
    REQUIRE(current->packs.size() == 1);
    CHECK(current->packs[0].id == "gia-dinh");
    CHECK(current->packs[0].catalogue == sha256("the catalogue"));
    CHECK_FALSE(current->packs[0].is_signed());
    CHECK(fixture.store.read_object(current->packs[0].catalogue, 100).value() == "the catalogue");
    CHECK(fixture.store.manifest(current->packs[0])->to_json() == pack.manifest().to_json());
    CHECK(fixture.store.open_object(sha256("a picture")));
}

TEST_CASE("store: a damaged link, generation or object is corrupt, never another answer") {
    InstallFixture fixture;
    REQUIRE(fixture.install(PackFixture{}));
    const auto link = fixture.store_path / "current";
    const auto file = fixture.store_path / "generations/1/generation.json";
    const auto kind = [&] { return fixture.store.current().error().kind; };
    const auto bytes = read_file(file, 10'000).value();

    for (const char* target : {"generations/2", "generations/01", "generations/", "../elsewhere",
                               "/etc/passwd", "generations/1/", "generations/1x"}) {
        fs::remove(link);
        fs::create_symlink(target, link);
        CHECK_MESSAGE(kind() == ErrorKind::Corrupt, target);
    }
    fs::remove(link);
    test::write_file(link, "generations/1");
    CHECK(kind() == ErrorKind::Corrupt);
    fs::remove(link);
    fs::create_symlink("generations/1", link);
    REQUIRE(fixture.store.current());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto bad = bytes;
        bad[at] = static_cast<char>(bad[at] ^ 0x80);
        test::write_file(file, bad);
        CHECK_MESSAGE(kind() == ErrorKind::Corrupt, at);
    }
    test::write_file(file, "");
    CHECK(kind() == ErrorKind::Corrupt);

    fs::permissions(fixture.store.object_path(sha256("a picture")), fs::perms::owner_all);
    test::write_file(fixture.store.object_path(sha256("a picture")), "a pictuRe");
    CHECK(fixture.store.read_object(sha256("a picture"), 100).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("store: verify names each damaged or missing object by its path in the manifest") {
    InstallFixture fixture;
    REQUIRE(fixture.install(PackFixture{}));
    const auto current = fixture.store.current().value();
    CHECK(store::verify(fixture.store, current, {}).damaged.empty());
    const auto picture = fixture.store.object_path(sha256("a picture"));
    const auto film = fixture.store.object_path(sha256(std::string(300'000, 'f')));
    const auto catalogue = fixture.store.object_path(current.packs[0].catalogue);
    for (const auto& file : {picture, film, catalogue}) fs::permissions(file, fs::perms::owner_all);

    fs::remove(picture);
    fs::resize_file(film, 299'999);
    test::write_file(catalogue, "the catalogUe");
    const auto report = store::verify(fixture.store, current, {});

    REQUIRE(report.damaged.size() == 3);
    CHECK(report.damaged[0].path == "catalogue.db");
    CHECK(report.damaged[0].fault == store::ObjectFault::WrongBytes);
    CHECK(report.damaged[1].path == "cau/film.mp4");
    CHECK(report.damaged[1].fault == store::ObjectFault::WrongLength);
    CHECK(report.damaged[2].path == "cau/view.jpg");
    CHECK(report.damaged[2].fault == store::ObjectFault::Missing);
    CHECK(report.damaged[2].pack == "mau/gia-dinh");
}

TEST_CASE("store: verify reports a damaged manifest too") {
    InstallFixture fixture;
    REQUIRE(fixture.install(PackFixture{}));
    const auto current = fixture.store.current().value();
    const auto file = fixture.store.object_path(current.packs[0].manifest);
    fs::remove(file);

    const auto report = store::verify(fixture.store, current, {});

    REQUIRE(report.damaged.size() == 1);
    CHECK(report.damaged[0].path == "manifest.json");
}

TEST_CASE("store: verify tells how far it is") {
    InstallFixture fixture;
    REQUIRE(fixture.install(PackFixture{}));
    store::Progress last;

    store::verify(fixture.store, fixture.store.current().value(),
                  [&](const store::Progress& progress) { last = progress; });

    CHECK(last.done == last.total);
    CHECK(last.total == PackFixture{}.manifest().total_length());
}

TEST_CASE("store: the signed time is the latest of all authorities; what is no time is none") {
    const auto directory = TemporaryDirectory::create().value();
    const store::Store store(directory.path());
    const auto sign = [&](const std::string& authority, const std::string& text) {
        const auto folder = directory.path() / "trusted" / authority;
        std::filesystem::create_directories(folder);
        REQUIRE(write_file_atomically(folder / "time", text));
    };
    CHECK_FALSE(store.signed_time());

    sign("phuong", "tomorrow");
    CHECK_FALSE(store.signed_time());
    sign("thanh-pho", "2026-11-20T00:00:00Z");
    sign("bao-tang", "2026-11-21T00:00:00Z");
    sign("quan", std::string(100'000, '9'));

    CHECK(store.signed_time() ==
          std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / 21});
}
