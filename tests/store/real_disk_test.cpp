// SPDX-License-Identifier: Apache-2.0
// Installs on a small disk of its own, where mounting one is allowed.
#include <doctest/doctest.h>
#include <sys/mount.h>

#include "store/install_fixture.h"

using namespace sen;
using store::Trouble;
using test::InstallFixture;
using test::PackFixture;

namespace fs = std::filesystem;

namespace {

PackFixture version(std::uint64_t number) {
    PackFixture pack;
    pack.version = number;
    return pack;
}

/// Lets the space plan pass, so that the disk itself says no.
struct Optimist : store::SystemCalls {
    int space(int, struct statvfs& facts) override {
        facts = {};
        facts.f_frsize = 4096;
        facts.f_blocks = facts.f_bavail = 1'000'000;
        return 0;
    }
};

/// A small disk of its own, or nothing where mounting is not allowed.
class SmallDisk {
  public:
    SmallDisk() {
        is_mounted_ =
            ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=1m,mode=0755") == 0;
        if (!is_mounted_) MESSAGE("skipped on a real disk: this user may not mount a tmpfs");
    }
    ~SmallDisk() {
        if (is_mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
    }
    bool is_mounted() const { return is_mounted_; }
    fs::path path() const { return folder_.path(); }
    bool make_read_only() const {
        return ::mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

  private:
    TemporaryDirectory folder_ = TemporaryDirectory::create().value();
    bool is_mounted_ = false;
};

}  // namespace

TEST_CASE("install: a really full disk is refused with numbers, and what was current stays") {
    const SmallDisk disk;
    if (!disk.is_mounted()) return;
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});
    Optimist optimist;
    const auto path = disk.path() / "store";
    REQUIRE(test::install_from(fixture.from, path, optimist));
    auto large = version(2);
    large.files["film.mp4"] = std::string(2'000'000, 'l');
    test::write_pack(fixture.from, large);

    const auto planned = test::install_from(fixture.from, path, fixture.calls,
                                            test::unsigned_content(), &fixture.trouble);
    CHECK(fixture.trouble.kind == Trouble::Kind::NoSpace);
    CHECK(fixture.trouble.need > fixture.trouble.has);
    const auto tried = test::install_from(fixture.from, path, optimist, test::unsigned_content(),
                                          &fixture.trouble);

    CHECK_FALSE(planned);
    CHECK_FALSE(tried);
    CHECK(fixture.trouble.kind == Trouble::Kind::NoSpace);
    CHECK(store::Store(path).current()->packs[0].version == 1);
    CHECK(store::verify(store::Store(path), store::Store(path).current().value(), {})
              .damaged.empty());
    CHECK(fs::is_empty(path / "staging"));
}

TEST_CASE("install: a disk that has become read-only is named, and the store still reads") {
    const SmallDisk disk;
    if (!disk.is_mounted()) return;
    InstallFixture fixture;
    test::write_pack(fixture.from, PackFixture{});
    Optimist optimist;
    const auto path = disk.path() / "store";
    REQUIRE(test::install_from(fixture.from, path, optimist));
    REQUIRE(disk.make_read_only());
    test::write_pack(fixture.from, version(2));

    const auto report = test::install_from(fixture.from, path, optimist, test::unsigned_content(),
                                           &fixture.trouble);

    CHECK_FALSE(report);
    CHECK(fixture.trouble.kind == Trouble::Kind::StoreReadOnly);
    CHECK(store::Store(path).current()->packs[0].version == 1);
}
