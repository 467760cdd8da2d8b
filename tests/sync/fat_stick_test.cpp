// SPDX-License-Identifier: Apache-2.0
// A stick as people have them: FAT32, with short names in capital letters, read by way of FUSE.
#include <unistd.h>

#include <utility>

#include "run_program.h"
#include "update_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

/// Version 1 is installed; version 2 is on a FAT image, which is not mounted yet.
struct FatFixture : UpdateFixture {
    static constexpr std::size_t kFilmBytes = 300'000;
    fs::path image = directory.path() / "stick.img", stick = directory.path() / "stick";

    FatFixture() {
        trust();
        publish(pack_of(1));
        REQUIRE(update_from_folder().is_good());
        PackFixture pack = pack_of(2, "a new picture");
        pack.files["cau/film.mp4"] = std::string(kFilmBytes, 'n');
        publish(pack);
        fs::create_directory(stick);
    }
    ~FatFixture() { unmount(); }
    FatFixture(const FatFixture&) = delete;
    FatFixture& operator=(const FatFixture&) = delete;

    static bool is_possible() {
        const auto has = [](const char* program) {
            return run({"sh", "-c", std::string("command -v ") + program}).status == 0;
        };
        if (::access("/dev/fuse", R_OK | W_OK) == 0 && has("fusefat") && has("fusermount") &&
            has("mkfs.vfat") && has("mcopy"))
            return true;
        MESSAGE("skipped: it needs /dev/fuse, fusefat, fusermount, mkfs.vfat and mcopy");
        return false;
    }
    /// A FAT32 image that holds the repository in the folder `name`.
    void format(const std::string& name) const {
        write_file(image, "");
        fs::resize_file(image, 64 << 20);
        must({"mkfs.vfat", "-F", "32", image});
        must({"mmd", "-i", image, "::" + name});
        std::vector<std::string> words{"mcopy", "-s", "-i", image};
        for (const auto& entry : fs::directory_iterator(repository.directory))
            words.push_back(entry.path());
        words.push_back("::" + name + "/");
        must(words);
    }
    bool mount() const {
        return run({"fusefat", image, stick, "-o", "ro"}).status == 0 && !fs::is_empty(stick);
    }
    void unmount() const { (void)run({"fusermount", "-u", stick}); }

  private:
    static Outcome run(std::vector<std::string> words) {
        words.insert(words.begin(), {"/usr/bin/env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"});
        return run_program(std::move(words));
    }
    static void must(const std::vector<std::string>& words) {
        const auto outcome = run(words);
        REQUIRE_MESSAGE(outcome.status == 0, words.at(0), ": ", outcome.err);
    }
};

}  // namespace

TEST_CASE_FIXTURE(FatFixture, "fat stick: it updates, in whichever letters its folder is named") {
    if (!is_possible()) return;
    for (const char* name : {"SEN", "sen", "Sen"}) {
        fs::remove_all(store_path);
        trust();
        format(name);
        REQUIRE(mount());

        const auto report = update(stick.string());

        CHECK_MESSAGE(report.is_good(), name, ": ", details_of(report));
        CHECK(version() == 2);
        CHECK(store::verify(store, *store.current(), {}).damaged.empty());
        unmount();
    }
}

TEST_CASE_FIXTURE(FatFixture, "fat stick: one that was cut off leaves the old version, whole") {
    if (!is_possible()) return;
    format("SEN");
    // A third of the film is no film, wherever it lies; then no file at all; then no file table.
    constexpr std::uintmax_t kTables = 1 << 20;
    for (const std::uintmax_t size : {kTables + kFilmBytes / 3, kTables, kTables / 16}) {
        fs::resize_file(image, size);
        (void)mount();

        CHECK_FALSE(update(stick.string()).is_good());
        CHECK(version() == 1);
        CHECK(store::verify(store, *store.current(), {}).damaged.empty());
        unmount();
    }
}
