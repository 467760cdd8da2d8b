// SPDX-License-Identifier: Apache-2.0
// The program as people run it.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>

#include "key_file.h"
#include "publish/office.h"
#include "publish/signed_repository.h"

using namespace sen;
using namespace sen::test;

namespace {

namespace fs = std::filesystem;

struct Run {
    int exit = 0;
    std::string out, err;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A folder in which the program is run, with keys of people and their passphrase.
class Desktop {
  public:
    Desktop() { must(write_file_atomically(path() / "passphrase", "mười hai chữ cái\n")); }

    fs::path path() const { return directory_.path(); }

    Run run(const std::string& arguments, const std::string& before = "") const {
        const std::string command = fmt::format(
            "cd '{}' && {} env -u LC_ALL -u LC_MESSAGES LANG=C '{}/bin/sen-pack' {} >out 2>err",
            path().string(), before, SEN_BINARY_DIR, arguments);
        const int status = std::system(command.c_str());
        return {WEXITSTATUS(status), read_file(path() / "out", 1 << 20).value(),
                read_file(path() / "err", 1 << 20).value()};
    }

    /// `person` and `person.pub`, sealed so that opening them costs little.
    void make_key(const std::string& person) {
        must(pack::make_key_files(path() / person, trust::KeyKind::Ed25519, "mười hai chữ cái",
                                  refusals_, kQuickSealing));
    }

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
    pack::RefusalLog refusals_;
};

}  // namespace

TEST_CASE("sen-pack key: makes a sealed key that only its owner reads, and shows it") {
    const Desktop desktop;

    const Run made = desktop.run("key new --out editor --passphrase-file passphrase");

    CHECK(made.exit == 0);
    CHECK(made.err == "");
    struct stat facts {};
    REQUIRE(::stat((desktop.path() / "editor").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK(read_file(desktop.path() / "editor", 1 << 16)
              .value()
              .starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    const Run shown = desktop.run("key show editor.pub");
    CHECK(shown.exit == 0);
    CHECK(has(made.out, shown.out));
    CHECK(has(shown.out, "Fingerprint "));
    const Run again = desktop.run("key new --out editor --passphrase-file passphrase");
    CHECK(again.exit == 1);
    CHECK(has(again.err, "is there already"));
}

TEST_CASE("sen-pack key: refuses a short passphrase, takes one from standard input") {
    const Desktop desktop;

    const Run refused = desktop.run("key new --out short --passphrase-file -", "echo short |");
    CHECK(refused.exit == 1);
    CHECK(has(refused.err, "at least 12 characters"));
    CHECK_FALSE(fs::exists(desktop.path() / "short"));
    CHECK(desktop
              .run("key new --type ecdsa --out long --passphrase-file -",
                   "echo 'a long passphrase' |")
              .exit == 0);
    CHECK(desktop.run("key new --out none --passphrase-file nowhere").exit == 1);
    CHECK(desktop.run("key show passphrase --lang vi").err ==
          "passphrase không phải khóa công khai dùng được. Hãy chọn tệp .pub của một khóa.\n");
}

TEST_CASE("sen-pack publish: from the ceremony to a released pack, on the command line") {
    Desktop desktop;
    for (const char* person : {"a", "b", "c", "city", "machine", "editor", "approver"})
        desktop.make_key(person);
    write_built_pack(desktop.path() / "built", {});
    const std::string pass = " --date 2026-11-25 --passphrase-file passphrase";
    const auto expect = [&](const std::string& arguments, int exit, const std::string& part) {
        CAPTURE(arguments);
        const Run run = desktop.run(arguments);
        CHECK_MESSAGE(run.exit == exit, run.err);
        CHECK_MESSAGE(has(exit == 0 ? run.out : run.err, part), (run.out + run.err));
    };

    expect(
        "publish init repo --root-key a.pub --root-key b.pub --root-key c.pub --root-threshold 2 "
        "--targets-key city.pub --release-key machine.pub --date 2026-11-25",
        0, "Draft root: signatures still needed: 2");
    expect("publish sign repo --key a" + pass, 0, "Signed: root");
    expect("publish release repo --key machine" + pass, 1, "still needs 1 signature");
    expect("publish sign repo --key b" + pass, 0, "Draft root has all signatures");
    expect("publish sign repo --key city --release-with machine" + pass, 0,
           "Published: root, targets (snapshot 1).");
    expect(
        "publish delegate repo phuong-mau --key editor.pub --key approver.pub --threshold 2 "
        "--sign-with city --release-with machine" +
            pass,
        0, "phuong-mau may publish phuong-mau/* from now on");
    expect("publish pack repo built --sign-with editor" + pass, 0,
           "Draft phuong-mau: signatures still needed: 1");
    expect("publish review repo --date 2026-11-25", 0, "first version, 1");
    expect("publish sign repo phuong-mau --key city" + pass, 1, "may not sign phuong-mau");
    expect("publish sign repo --key approver --release-with machine" + pass, 0,
           "Published: phuong-mau (snapshot 3).");
    expect("publish pack repo built" + pass, 0, "Nothing to do");
    expect("publish pack repo nowhere" + pass, 1, "There is no built pack in nowhere");
    expect("publish withdraw repo --pack chuyen-cu --sign-with city --release-with machine" + pass,
           0, "Kiosks stop to show *: chuyen-cu");
    expect("publish renew repo timestamp --release-with machine --offline-kiosks" + pass, 0,
           "Published: timestamp, snapshot");
    expect("publish renew repo timestamp" + pass, 1, "--release-with");
    expect("publish revoke repo phuong-mau" + pass, 0, "may no longer publish");
    expect("publish discard repo targets --date 2026-11-25", 0, "thrown away");
    expect("publish prune repo --date 2026-11-25", 0, "Nothing to remove");
    expect("publish prune repo --date 2026-11-24", 1, "before the last publication");
    expect("publish prune repo --date 2026-02-30", 1, "is no date");
    expect("inspect repo --date 2026-11-25", 0, "Pack phuong-mau/chuyen-cu: version 1");
    expect("inspect repo --json --date 2026-11-25", 0, "\"root_fingerprint\":\"");
    expect("inspect repo/metadata/timestamp.json", 0, "type: timestamp");
    expect("inspect built/manifest.json --json", 0, "\"type\":\"manifest\"");
    expect("inspect editor.pub", 0, "type: key");
    expect("inspect passphrase", 1, "passphrase is no metadata");
    expect("inspect .", 1, "There is no repository");
    CHECK(seen_by_client(desktop.path() / "repo", std::chrono::year(2026) / 11 / 25).size() == 2);
}

TEST_CASE("sen-pack publish: a wrong passphrase and a file that is no key are named") {
    Desktop desktop;
    desktop.make_key("a");
    must(write_file_atomically(desktop.path() / "wrong", "another passphrase\n"));
    const auto init =
        desktop.run("publish init repo --root-key a.pub --targets-key a.pub --release-key a.pub");
    CHECK(init.exit == 0);

    const Run wrong = desktop.run("publish sign repo --key a --passphrase-file wrong");
    const Run none = desktop.run("publish sign repo --key a.pub --passphrase-file passphrase");

    CHECK(wrong.exit == 1);
    CHECK(wrong.err == "The passphrase does not open a. Try again; is it another key's?\n");
    CHECK(none.exit == 1);
    CHECK(has(none.err, "a.pub is no sealed key"));
    CHECK(desktop.run("publish").exit == 2);
    CHECK(desktop.run("publish sign repo").exit == 2);
    CHECK(desktop.run("publish pack --help --lang vi").exit == 0);
}

TEST_CASE("sen-pack: wrong usage of any command exits with 2 and a hint, help with 0") {
    const Desktop desktop;
    for (const char* words : {"",
                              "frobnicate",
                              "new",
                              "new a b",
                              "check",
                              "check a b",
                              "preview",
                              "preview a b",
                              "preview a --window large",
                              "preview a --window 100x100",
                              "preview a --jobs 0",
                              "build",
                              "build folder",
                              "build --out out",
                              "build folder --out out --jobs 0",
                              "build folder --out out --cache-size 5",
                              "build folder --out out --cache c --cache-size -1",
                              "import",
                              "import file",
                              "key",
                              "key new",
                              "key new --out k --type dsa",
                              "key show",
                              "publish",
                              "publish frobnicate",
                              "publish init",
                              "publish init repo",
                              "publish init repo --root-key a",
                              "publish delegate repo",
                              "publish delegate repo a",
                              "publish rotate repo a",
                              "publish revoke repo",
                              "publish renew repo",
                              "publish pack repo",
                              "publish withdraw",
                              "publish withdraw repo --frob",
                              "publish prune",
                              "publish review",
                              "publish sign repo",
                              "publish release repo",
                              "publish discard repo",
                              "inspect",
                              "inspect a b"}) {
        CAPTURE(words);
        const Run run = desktop.run(words);

        CHECK(run.exit == 2);
        CHECK(has(run.err, "Wrong usage"));
        CHECK(has(run.err, "sen-pack --help"));
        CHECK(run.out.empty());
    }
    CHECK(has(desktop.run("key new --lang vi").err, "Dùng sai lệnh"));
    for (const char* command : {"",
                                "new",
                                "check",
                                "preview",
                                "build",
                                "import",
                                "key",
                                "key new",
                                "key show",
                                "publish",
                                "publish init",
                                "publish delegate",
                                "publish rotate",
                                "publish revoke",
                                "publish renew",
                                "publish pack",
                                "publish withdraw",
                                "publish prune",
                                "publish review",
                                "publish sign",
                                "publish release",
                                "publish discard",
                                "inspect"}) {
        CAPTURE(command);
        const Run run = desktop.run(std::string(command) + " --help");

        CHECK(run.exit == 0);
        CHECK(has(run.out, "Usage: sen-pack"));
    }
}

TEST_CASE("sen-pack: what cannot be done exits with 1 and a sentence in both languages") {
    Desktop desktop;
    desktop.make_key("a");
    const std::string pass = " --passphrase-file passphrase";
    const std::vector<std::string> refused{
        "new nowhere/folder",
        "check nowhere",
        "preview nowhere",
        "build nowhere --out out",
        "import nowhere --into folder",
        "key show nowhere",
        "key new --out a" + pass,
        "publish init nowhere --root-key x --targets-key x --release-key x",
        "publish delegate nowhere b --key a.pub",
        "publish rotate nowhere b --key a.pub",
        "publish revoke nowhere b",
        "publish renew nowhere targets",
        "publish pack nowhere folder",
        "publish withdraw nowhere",
        "publish prune nowhere",
        "publish review nowhere",
        "publish sign nowhere --key a" + pass,
        "publish release nowhere --key a" + pass,
        "publish discard nowhere targets",
        "inspect nowhere"};
    for (const auto& words : refused) {
        CAPTURE(words);
        const Run english = desktop.run(words), vietnamese = desktop.run(words + " --lang vi");

        CHECK(english.exit == 1);
        CHECK(vietnamese.exit == 1);
        CHECK(english.err.size() > 20);
        CHECK(english.err.ends_with("\n"));
        CHECK(vietnamese.err != english.err);
        CHECK_FALSE(has(english.err, "Wrong usage"));
        CHECK_FALSE(has(english.err, "{"));
        CHECK(english.out.empty());
    }
    CHECK_FALSE(fs::exists(desktop.path() / "nowhere"));
}
