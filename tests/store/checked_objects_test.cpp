// SPDX-License-Identifier: Apache-2.0
#include "store/checked_objects.h"

#include <doctest/doctest.h>

#include <condition_variable>

#include "base/log.h"
#include "store/install_fixture.h"

using namespace sen;
using store::CheckedObjects;
using State = store::CheckedObjects::State;

namespace fs = std::filesystem;

namespace {

struct CheckedFixture : test::InstallFixture {
    CheckedFixture() {
        log::set_level(log::Level::Error);
        REQUIRE(install(test::PackFixture{}));
    }
    const Digest picture = sha256("a picture");
    const Digest film = sha256(std::string(300'000, 'f'));
    CheckedObjects objects{store, CheckedObjects::Mode::AtOnce, [] {}};

    void damage(const Digest& object, const std::string& with) const {
        const auto file = store.object_path(object);
        fs::permissions(file, fs::perms::owner_all);
        test::write_file(file, with);
    }
};

}  // namespace

TEST_CASE_FIXTURE(CheckedFixture,
                  "checked objects: what is good is known after the first reading") {
    CHECK(objects.state(picture) == State::Unknown);

    CHECK(objects.read(picture, 100).value() == "a picture");

    CHECK(objects.state(picture) == State::Good);
    CHECK(objects.take_damaged().empty());
    CHECK(objects.read(picture, 100).value() == "a picture");
    CHECK(objects.read(picture, 3).error().kind == ErrorKind::Invalid);
}

TEST_CASE_FIXTURE(CheckedFixture, "checked objects: a file that is written to is hashed again") {
    REQUIRE(objects.read(picture, 100));

    damage(picture, "a pictuRe");

    CHECK(objects.state(picture) == State::Unknown);
    CHECK(objects.read(picture, 100).error().kind == ErrorKind::Corrupt);
    CHECK(objects.state(picture) == State::Damaged);
    CHECK(objects.take_damaged() == std::vector{picture});
    CHECK_FALSE(objects.read(picture, 100));
    CHECK(objects.take_damaged().empty());  // told once
    fs::remove(store.object_path(picture));
    CHECK(objects.read(picture, 100).error().kind == ErrorKind::NotFound);
    CHECK(objects.take_damaged() == std::vector{picture});
    test::write_file(store.object_path(picture), "a picture");
    CHECK(objects.read(picture, 100));
}

TEST_CASE_FIXTURE(CheckedFixture, "checked objects: damaged media is not opened") {
    CHECK(objects.open(film));
    CHECK(objects.state(film) == State::Good);

    damage(film, std::string(300'000, 'g'));

    CHECK(objects.open(film).error().kind == ErrorKind::Corrupt);
    CHECK(objects.check(film).error().kind == ErrorKind::Corrupt);
    CHECK(objects.take_damaged() == std::vector{film});
}

TEST_CASE_FIXTURE(CheckedFixture,
                  "checked objects: in the background it is hashed, and damage wakes") {
    std::mutex mutex;
    std::condition_variable woken;
    bool is_woken = false;
    damage(film, std::string(300'000, 'g'));
    CheckedObjects background(store, CheckedObjects::Mode::InBackground, [&] {
        const std::lock_guard lock(mutex);
        is_woken = true;
        woken.notify_one();
    });

    background.prepare(film);

    std::unique_lock lock(mutex);
    woken.wait(lock, [&] { return is_woken; });
    CHECK(background.take_damaged() == std::vector{film});
    CHECK_FALSE(background.open(film));
}
