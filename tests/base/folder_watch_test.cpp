// SPDX-License-Identifier: Apache-2.0
#include "base/folder_watch.h"

#include <doctest/doctest.h>

#include "base/file.h"

using namespace sen;
using std::chrono::seconds;

namespace {

namespace fs = std::filesystem;

constexpr Milliseconds kBeat{500};

/// A folder with two files, one of them in a folder of its own.
class Watched {
  public:
    Watched() {
        fs::create_directory(path() / "trong");
        write("mot.toml", "1");
        write("trong/hai.svg", "2");
    }
    fs::path path() const { return directory_.path(); }
    void write(const std::string& name, const std::string& text) const {
        REQUIRE(write_file_atomically(path() / name, text));
    }

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
};

}  // namespace

TEST_CASE("folder watch: it tells each change once, and looks once in a beat at the most") {
    const Watched folder;
    FolderWatch watch(folder.path(), kBeat);
    CHECK_FALSE(watch.has_changed(seconds(1)));

    folder.write("mot.toml", "100");
    CHECK_FALSE(watch.has_changed(seconds(1) + kBeat / 2));
    CHECK(watch.has_changed(seconds(2)));
    CHECK_FALSE(watch.has_changed(seconds(3)));

    folder.write("trong/ba.svg", "");
    CHECK(watch.has_changed(seconds(4)));
    fs::remove(folder.path() / "trong/ba.svg");
    CHECK(watch.has_changed(seconds(5)));
    fs::rename(folder.path() / "mot.toml", folder.path() / "bon.toml");
    CHECK(watch.has_changed(seconds(6)));
    fs::remove_all(folder.path());
    CHECK(watch.has_changed(seconds(7)));
    CHECK_FALSE(watch.has_changed(seconds(8)));
}

TEST_CASE("folder watch: a time that changes is a change, though the size is the same") {
    const Watched folder;
    FolderWatch watch(folder.path(), kBeat);
    const auto file = folder.path() / "mot.toml";

    fs::last_write_time(file, fs::last_write_time(file) + seconds(1));

    CHECK(watch.has_changed(seconds(1)));
}

TEST_CASE("folder watch: a burst is told once, when it has come to rest") {
    const Watched folder;
    FolderWatch watch(folder.path(), kBeat, seconds(1));
    for (int i = 1; i <= 20; ++i) {
        folder.write("anh-" + std::to_string(i) + ".jpg", "x");
        CHECK_FALSE(watch.has_changed(i * kBeat));
    }

    CHECK_FALSE(watch.has_changed(21 * kBeat));
    CHECK(watch.has_changed(22 * kBeat));
    CHECK_FALSE(watch.has_changed(seconds(60)));
}

TEST_CASE("folder watch: what an editor puts there for a moment is no change") {
    const Watched folder;
    FolderWatch watch(folder.path(), kBeat, seconds(1));
    folder.write("4913", "");
    CHECK_FALSE(watch.has_changed(seconds(1)));

    fs::remove(folder.path() / "4913");

    for (int i = 2; i < 10; ++i) CHECK_FALSE(watch.has_changed(seconds(i)));
}

TEST_CASE("folder watch: hidden files and folders are passed over") {
    const Watched folder;
    FolderWatch watch(folder.path(), kBeat);

    folder.write(".mot.toml.swp", "x");
    fs::create_directory(folder.path() / ".git");
    folder.write(".git/index", "x");

    CHECK_FALSE(watch.has_changed(seconds(1)));
}
