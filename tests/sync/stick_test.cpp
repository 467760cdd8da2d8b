// SPDX-License-Identifier: Apache-2.0
// Sticks that were made to harm: fixed names only, regular files only, our own copy is what counts.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>

#include "sync/folder_repository.h"
#include "update_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

using Keys = std::vector<std::string>;

/// Version 1 is installed; version 2 is on the stick.
struct StickFixture : UpdateFixture {
    fs::path stick = directory.path() / "stick", tree = stick / "SEN";
    const PackFixture pack = pack_of(2, "a new picture");
    fs::path object = "objects/" + store::layout::object_folder(sha256("a new picture")) + "/" +
                      sha256("a new picture").hex();

    StickFixture() {
        trust();
        publish(pack_of(1));
        REQUIRE(update_from_folder().is_good());
        publish(pack);
        fs::create_directories(stick);
        fs::copy(repository.directory, tree, fs::copy_options::recursive);
    }
    /// Puts something else in a file's place.
    void replace(const fs::path& name, const std::function<void(const fs::path&)>& make) const {
        fs::remove_all(tree / name);
        make(tree / name);
    }
};

}  // namespace

TEST_CASE_FIXTURE(StickFixture, "stick: its tree lies in SEN, and a folder may be one itself") {
    const auto report = update(stick.string());

    CHECK_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 2);
    CHECK(update(tree.string()).is_good());
}

TEST_CASE_FIXTURE(StickFixture, "stick: links, fifos, devices and folders are no files") {
    const std::function<void(const fs::path&)> makers[] = {
        [&](const fs::path& path) {
            write_file(directory.path() / "elsewhere", "a new picture");
            fs::create_symlink(directory.path() / "elsewhere", path);
        },
        [](const fs::path& path) { REQUIRE(::mkfifo(path.c_str(), 0600) == 0); },
        [](const fs::path& path) { fs::create_directory(path); },
        // Only root may make one; for others it is simply missing.
        [](const fs::path& path) { (void)::mknod(path.c_str(), S_IFCHR | 0600, 0x0105); },
        [&](const fs::path& path) { fs::create_symlink("/dev/zero", path); },
    };
    for (const auto& make : makers) {
        replace(object, make);

        CHECK_FALSE(update(stick.string()).is_good());
        CHECK(version() == 1);
    }
    for (const auto& make : makers) {
        replace("metadata/timestamp.json", make);

        CHECK_FALSE(update(stick.string()).is_good());
        CHECK(version() == 1);
    }
}

TEST_CASE_FIXTURE(StickFixture, "stick: a link in place of a folder leads nowhere") {
    fs::rename(tree / "objects", directory.path() / "objects");
    fs::create_symlink(directory.path() / "objects", tree / "objects");

    CHECK_FALSE(update(stick.string()).is_good());
    CHECK(version() == 1);
}

TEST_CASE_FIXTURE(StickFixture, "stick: what it answers the second time changes nothing") {
    /// Gives other bytes for what it was asked for before.
    struct Changing : FaultyCalls {
        fs::path file;
        int opened = 0;
        int open(int directory, const std::string& name, int flags, mode_t mode) override {
            const bool is_it = name == file.filename() && (flags & O_ACCMODE) == O_RDONLY;
            if (is_it && ++opened > 1) write_file(file, "otherwise");
            return FaultyCalls::open(directory, name, flags, mode);
        }
    } changing;
    changing.file = tree / object;

    const auto report = sync::Updater(changing, clock, patience).run(wishes(stick.string()));

    CHECK_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 2);
    CHECK(store::verify(store, *store.current(), {}).damaged.empty());
}

TEST_CASE_FIXTURE(StickFixture, "stick: however much lies on it, nothing of it is listed") {
    for (int i = 0; i < 50; ++i) write_file(tree / "objects" / std::to_string(i) / "x", "x");
    fs::path deep = stick;
    for (int i = 0; i < 100; ++i) deep /= "d";
    fs::create_directories(deep);
    int lists = 0;
    calls.before = [&](const char* call, const std::string&) {
        if (std::string_view(call) == "list") ++lists;
        return 0;
    };
    const auto repository_on_stick = sync::FolderRepository::open(stick, calls);
    REQUIRE(repository_on_stick);
    CHECK(lists == 0);
    // The store lists its own folders; on the stick every name that is opened is in the tree.
    Keys strange;
    calls.before = [&](const char* call, const std::string& name) {
        if (std::string_view(call) == "open" && (name == "d" || name == "x" || name == "0"))
            strange.push_back(name);
        return 0;
    };

    CHECK(update(stick.string()).is_good());
    CHECK(strange.empty());
}

TEST_CASE_FIXTURE(StickFixture, "stick: each of its faults is said in words about sticks") {
    Keys expected;
    SUBCASE("nothing of ours on it") {
        fs::remove_all(tree);
        expected = {"update_no_content"};
    }
    SUBCASE("copied without a file of its metadata") {
        fs::remove(tree / "metadata" /
                   (std::to_string(repository.versions.at("snapshot")) + ".snapshot.json"));
        expected = {"update_mismatch"};
    }
    SUBCASE("copied without an object") {
        fs::remove(tree / object);
        expected = {"update_object_missing"};
    }
    SUBCASE("pulled before its metadata was read") {
        calls.before = [](const char* call, const std::string&) {
            return std::string_view(call) == "read" ? -EIO : 0;
        };
        expected = {"update_stick_unreadable"};
    }
    SUBCASE("pulled while it was copied") {
        calls.before = [&](const char* call, const std::string& name) {
            const bool is_object = name == object.filename();
            return std::string_view(call) == "open" && is_object ? -EIO : 0;
        };
        expected = {"update_stick_lost"};
    }

    CHECK(complaints_of(update(stick.string())) == expected);

    CHECK(version() == 1);
    calls.before = nullptr;
    fs::remove_all(tree);
    fs::copy(repository.directory, tree, fs::copy_options::recursive);
    CHECK(update(stick.string()).is_good());
}

TEST_CASE_FIXTURE(StickFixture, "stick: pulled at any moment, the old set stays and it goes on") {
    FaultyCalls counted;
    const auto stick_name = stick.string();
    REQUIRE(sync::Updater(counted, clock, patience).run(wishes(stick_name)).is_good());
    const int steps = counted.calls;
    for (int step = 0; step < steps; step += 7) {
        fs::remove_all(store_path);
        trust();
        FaultyCalls pulled;
        pulled.before = [&](const char* call, const std::string&) {
            return std::string_view(call) == "read" && pulled.calls > step ? -EIO : 0;
        };

        (void)sync::Updater(pulled, clock, patience).run(wishes(stick_name));

        CHECK((version() == 0 || version() == 2));
        CHECK(update(stick_name).is_good());
        CHECK(version() == 2);
    }
}
