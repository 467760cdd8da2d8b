// SPDX-License-Identifier: Apache-2.0
// The built programs, on a terminal of their own and with a screen that nobody sees.
#include <csignal>
#include <optional>

#include "pack/source_folder.h"
#include "publish/terminal.h"
#include "store/store.h"

using namespace sen;
using namespace sen::pack;

namespace fs = std::filesystem;

namespace {

/// Pictures and films are made once for all tests.
const fs::path& media_cache() {
    static const TemporaryDirectory directory = TemporaryDirectory::create().value();
    return directory.path();
}

/// `sen-pack preview` of a source folder. All that it leaves in a temporary place is in
/// temporary().
class Preview {
  public:
    explicit Preview(const fs::path& folder, const std::string& language = "en",
                     fs::path program = fs::path(SEN_BINARY_DIR) / "bin/sen-pack",
                     const std::string& path = "/usr/bin:/bin")
        : terminal_(
              temporary(),
              {"/usr/bin/env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER=dummy",
               "SDL_AUDIODRIVER=dummy", "TMPDIR=" + temporary().string(), "PATH=" + path,
               program.string(), "preview", folder.string(), "--window", "640x360", "--cache",
               media_cache().string(), "--lang", language}) {}

    test::Terminal& terminal() { return terminal_; }
    fs::path temporary() const { return temporary_.path(); }
    void wait_for_generation(int number) {
        terminal_.wait_for(fmt::format("generation {} is on the wall", number));
    }
    store::Generation current() const {
        for (const auto& entry : fs::directory_iterator(temporary()))
            if (fs::exists(entry.path() / "store/current"))
                return store::Store(entry.path() / "store").current().value();
        return {};
    }
    /// The kiosk, told by the store that it shows.
    std::optional<pid_t> kiosk() const {
        for (const auto& entry : fs::directory_iterator("/proc")) {
            const auto words = read_file(entry.path() / "cmdline", 1 << 16);
            if (words && words->find("sen-kiosk") != std::string::npos &&
                words->find(temporary().string()) != std::string::npos)
                return std::stoi(entry.path().filename().string());
        }
        return std::nullopt;
    }
    bool has_left_nothing() const { return fs::is_empty(temporary()) && !kiosk(); }
    bool has_said(const std::string& text) const {
        return terminal_.screen().find(text) != std::string::npos;
    }

  private:
    TemporaryDirectory temporary_ = TemporaryDirectory::create().value();
    test::Terminal terminal_;
};

const std::string kInterrupt = "\x03";  // Ctrl-C

}  // namespace

TEST_CASE("preview: the screen follows each save, stays at a fault and goes on after its repair") {
    SourceFolder folder;
    Preview preview(folder.path());
    preview.wait_for_generation(1);
    CHECK(preview.current().number == 1);

    folder.edit("exhibits/gieng-lang/exhibit.toml", "Giếng làng", "Giếng xưa");
    preview.wait_for_generation(2);
    CHECK(preview.current().number == 2);

    folder.edit("pack.toml", "version = 3", "version = \"3\"");
    preview.terminal().wait_for("pack.toml:5: “version” must be a whole number");
    preview.terminal().wait_for("The screen keeps the version before.");
    CHECK(preview.current().number == 2);
    CHECK(preview.kiosk().has_value());

    folder.edit("pack.toml", "version = \"3\"", "version = 2");
    preview.terminal().wait_for("The content is the same as before.");
    folder.edit("pack.toml", "id = \"phuong-mau\"", "id = \"phuong-khac\"");
    preview.wait_for_generation(3);
    REQUIRE(preview.current().packs.size() == 1);
    CHECK(preview.current().packs[0].id == "phuong-khac");

    preview.terminal().type(kInterrupt);
    CHECK(preview.terminal().finish() == 0);
    CHECK(preview.has_said("Version 3 is on its way to the screen."));
    CHECK(preview.has_left_nothing());
}

TEST_CASE("preview: a copy of many photographs is one change") {
    SourceFolder folder;
    Preview preview(folder.path());
    preview.wait_for_generation(1);
    const std::string photograph = folder.read("exhibits/gieng-lang/gieng.jpg");
    std::string album = folder.read("exhibits/tap-anh/exhibit.toml");
    const auto sources = album.find("\n[[source]]");
    for (int i = 0; i < 20; ++i) {
        const std::string name = fmt::format("anh-{}.jpg", i);
        folder.write("exhibits/tap-anh/" + name, photograph);
        std::string picture = fmt::format("\n[[picture]]\nfile = \"{}\"\n", name);
        for (const char* key : {"caption", "alt", "source", "rights"})
            picture += fmt::format("{0}.vi = \"Ảnh {1}\"\n{0}.en = \"Photograph {1}\"\n", key, i);
        album.insert(sources, picture);
    }

    folder.write("exhibits/tap-anh/exhibit.toml", album);
    preview.wait_for_generation(2);

    preview.terminal().signal(SIGTERM);
    CHECK(preview.terminal().finish() == 0);
    CHECK(preview.has_said("pictures 24"));
    CHECK_FALSE(preview.has_said("Places to put right"));
    CHECK(preview.has_left_nothing());
}

TEST_CASE("preview: a folder with faults opens no window until they are put right") {
    SourceFolder folder;
    folder.edit("pack.toml", "version = 3", "version = \"3\"");
    Preview preview(folder.path(), "vi");
    preview.terminal().wait_for("pack.toml:5: ");
    preview.terminal().wait_for("Chưa có gì để xem.");
    CHECK_FALSE(preview.kiosk().has_value());

    folder.edit("pack.toml", "version = \"3\"", "version = 3");
    preview.wait_for_generation(1);

    preview.terminal().signal(SIGHUP);
    CHECK(preview.terminal().finish() == 0);
    CHECK(preview.has_left_nothing());
}

TEST_CASE("preview: ends with the window") {
    SourceFolder folder;
    Preview preview(folder.path());
    preview.wait_for_generation(1);

    ::kill(preview.kiosk().value(), SIGTERM);

    CHECK(preview.terminal().finish() == 0);
    CHECK(preview.has_left_nothing());
}

TEST_CASE("preview: a window that dies is told") {
    SourceFolder folder;
    Preview preview(folder.path());
    preview.wait_for_generation(1);

    ::kill(preview.kiosk().value(), SIGKILL);

    CHECK(preview.terminal().finish() == 1);
    CHECK(preview.has_said("sen-kiosk has stopped because of an error (code 137)"));
    CHECK(preview.has_left_nothing());
}

TEST_CASE("preview: an end in the middle of a build leaves nothing") {
    SourceFolder folder;
    Preview preview(folder.path());
    preview.terminal().wait_for("Looking at ");

    preview.terminal().type(kInterrupt);

    CHECK(preview.terminal().finish() == 0);
    CHECK(preview.has_left_nothing());
}

TEST_CASE("preview: without sen-kiosk beside it or on PATH it says so; one on PATH is taken") {
    SourceFolder folder;
    const auto place = TemporaryDirectory::create().value();
    const fs::path programs = place.path() / "bin", elsewhere = place.path() / "khac";
    fs::create_directories(programs);
    fs::create_directories(elsewhere);
    fs::copy(fs::path(SEN_BINARY_DIR) / "bin/sen-pack", programs);
    fs::create_directory_symlink(fs::path(SEN_BINARY_DIR) / "share", place.path() / "share");

    Preview alone(folder.path(), "vi", programs / "sen-pack");
    CHECK(alone.terminal().finish() == 1);
    CHECK(alone.has_said("Hãy cài đủ các chương trình của Sen."));
    CHECK(alone.has_left_nothing());

    // One that says what it was asked for, and closes at once.
    folder.write("kiosk", "#!/bin/sh\necho \"asked: $*\"\n");
    fs::rename(folder.path() / "kiosk", elsewhere / "sen-kiosk");
    fs::permissions(elsewhere / "sen-kiosk", fs::perms(0755));
    Preview found(folder.path(), "vi", programs / "sen-pack",
                  "/usr/bin:/bin:" + elsewhere.string());
    found.terminal().wait_for("asked: --store ");
    found.terminal().wait_for("--watch --window 640x360 --lang vi");
    CHECK(found.terminal().finish() == 0);
    CHECK(found.has_left_nothing());
}

TEST_CASE("preview: a folder that is not there is refused") {
    Preview preview("/no/such/folder", "vi");

    CHECK(preview.terminal().finish() == 1);
    CHECK(preview.has_said("Không có thư mục “/no/such/folder”."));
    CHECK(preview.has_left_nothing());
}
