// SPDX-License-Identifier: Apache-2.0
// sen-sync as a process: exit statuses and sentences, in both languages.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/file.h"
#include "base/json.h"
#include "catalogue_fixture.h"
#include "language/string_table.h"
#include "store/store.h"
#include "sync/run_program.h"

using namespace sen;

namespace fs = std::filesystem;
using test::Outcome;

namespace {

struct Kiosk {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    fs::path from = directory.path() / "pack";
    fs::path store = directory.path() / "store";

    /// Builds version `number`; `listed` is what the manifest says about itself.
    void build(std::uint64_t number) const { build(test::content_of(number), number); }
    void build(const catalogue::PackContent& content, std::uint64_t listed) const {
        fs::remove_all(from);
        test::write_real_pack(from, content, listed);
    }

    /// Runs sen-sync with words separated by spaces; FROM and STORE stand for the two folders.
    Outcome run(const std::string& words, const std::string& locale = "LC_ALL=C") const {
        std::vector<std::string> arguments = {SEN_BINARY_DIR "/bin/sen-sync"};
        std::istringstream stream(words);
        for (std::string word; stream >> word;)
            arguments.push_back(word == "FROM" ? from : word == "STORE" ? store : fs::path(word));
        return test::run_program(std::move(arguments), locale);
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

void expect(const Outcome& outcome, int status, const std::string& sentence) {
    CHECK_MESSAGE(outcome.status == status, outcome.err);
    const auto& where = status == 0 ? outcome.out : outcome.err;
    CHECK_MESSAGE(has(where, sentence), where);
}

std::vector<nlohmann::json> lines_of(const std::string& text) {
    std::vector<nlohmann::json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        auto json = parse_json(line);
        REQUIRE_MESSAGE(json, line);
        lines.push_back(std::move(*json));
    }
    return lines;
}

const std::string kInstall = "install --from FROM --store STORE --unsigned";

}  // namespace

TEST_CASE_FIXTURE(Kiosk, "sync: installs, says so, and has nothing to do the second time") {
    build(1);

    expect(run(kInstall), 0, "Installed: mau/gia-dinh, version 1 of 2026-11-22");
    expect(run(kInstall), 0, "Nothing to do: mau/gia-dinh, version 1");

    CHECK(store::Store(store).current()->packs.at(0).version == 1);
}

TEST_CASE_FIXTURE(Kiosk, "sync: speaks Vietnamese where the system does, or when asked") {
    build(1);

    expect(run(kInstall, "LC_ALL=vi_VN.UTF-8"), 0, "Đã cài: mau/gia-dinh, phiên bản 1");
    expect(run("status --store STORE", "LANG=vi_VN.UTF-8"), 0, "Thế hệ 1. Số gói: 1");
    expect(run("status --store STORE --lang vi"), 0, "không có chữ ký");
    expect(run("--lang vi status --store STORE"), 0, "Thế hệ 1");
    expect(run("status --store STORE --lang en", "LC_ALL=vi_VN.UTF-8"), 0,
           "Generation 1. Packs: 1");
    expect(run("status --store STORE", "LC_MESSAGES=en_US.UTF-8"), 0, "unsigned");
}

TEST_CASE_FIXTURE(Kiosk, "sync: unsigned content needs consent") {
    build(1);

    const auto english = run("install --from FROM --store STORE");
    const auto vietnamese = run("install --from FROM --store STORE --lang vi");

    expect(english, 1, "If you made this content yourself, add --unsigned.");
    expect(vietnamese, 1, "Nếu nội dung do chính bạn làm, hãy thêm --unsigned.");
    CHECK(english.out.empty());
    CHECK_FALSE(fs::exists(store));
}

TEST_CASE_FIXTURE(Kiosk, "sync: an older version is refused with both versions and the way back") {
    build(2);
    REQUIRE(run(kInstall).status == 0);
    build(1);

    expect(run(kInstall), 1, "version 2 is installed");
    expect(run(kInstall), 1, "the older version 1");
    expect(run(kInstall + " --lang vi"), 1, "đang dùng phiên bản 2");
}

TEST_CASE_FIXTURE(Kiosk, "sync: a damaged file of the pack is named with what to do") {
    build(1);
    test::write_file(test::object_file(from, "a picture"), "a pictuRe");

    expect(run(kInstall), 1, "The file cau-binh-loi/view.jpg of the pack");
    expect(run(kInstall), 1, "Copy the pack again");
    expect(run(kInstall + " --lang vi"), 1, "Hãy chép lại gói");
    fs::remove(test::object_file(from, "a picture"));
    expect(run(kInstall), 1, "cau-binh-loi/view.jpg of the pack is missing");
    fs::remove(from / "manifest.json");
    expect(run(kInstall), 1, "manifest.json is missing");
    fs::remove_all(from);
    expect(run(kInstall), 1, "is not there");
    expect(run("status --store STORE"), 1, "Nothing is installed");
}

TEST_CASE_FIXTURE(Kiosk, "sync: a catalogue that is none, or another pack's, is not installed") {
    build(test::content_of(7), 1);
    expect(run(kInstall), 1, "its catalogue contradicts itself");
    test::PackFixture no_catalogue;
    fs::remove_all(from);
    test::write_pack(from, no_catalogue);

    expect(run(kInstall + " --lang vi"), 1, "mục lục của gói mâu thuẫn");

    CHECK_FALSE(store::Store(store).current());
}

TEST_CASE_FIXTURE(Kiosk, "sync: rollback goes back and forth, and says when it cannot") {
    build(1);
    expect(run("rollback --store STORE"), 1, "Nothing is installed");
    REQUIRE(run(kInstall).status == 0);
    expect(run("rollback --store STORE"), 1, "There is no earlier generation");
    build(2);
    REQUIRE(run(kInstall).status == 0);

    expect(run("rollback --store STORE"), 0, "generation 1 is now current");
    CHECK(store::Store(store).current()->packs.at(0).version == 1);
    expect(run("rollback --store STORE --lang vi"), 0, "đang dùng thế hệ 2");

    CHECK(store::Store(store).current()->packs.at(0).version == 2);
}

TEST_CASE_FIXTURE(Kiosk, "sync: verify names what is damaged, and --repair mends it") {
    build(1);
    REQUIRE(run(kInstall).status == 0);
    expect(run("verify --store STORE"), 0, "All is well: 4 objects");
    const auto file = store::Store(store).object_path(sha256("a picture"));
    fs::permissions(file, fs::perms::owner_all);
    test::write_file(file, "a pictuRe");

    expect(run("verify --store STORE"), 1, "mau/gia-dinh  cau-binh-loi/view.jpg: damaged");
    expect(run("verify --store STORE --lang vi"), 1, "thêm --repair");
    expect(run(kInstall + " --repair"), 0, "Repaired: mau/gia-dinh");

    expect(run("verify --store STORE"), 0, "All is well");
}

TEST_CASE_FIXTURE(Kiosk, "sync: while another writer holds the lock it says so") {
    build(1);
    fs::create_directory(store);
    const UniqueFd lock(::open((store / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);

    expect(run(kInstall), 1, "Another program is installing");
    expect(run(kInstall + " --lang vi"), 1, "Một chương trình khác");
}

TEST_CASE_FIXTURE(Kiosk, "sync: with --json every line of standard output is JSON") {
    build(1);

    const auto installed = lines_of(run(kInstall + " --json").out);
    const auto status = lines_of(run("status --store STORE --json").out);
    const auto verified = lines_of(run("verify --store STORE --json").out);
    const auto refused = run("rollback --store STORE --json");

    REQUIRE(installed.size() >= 2);
    CHECK(installed.front().at("event") == "progress");
    CHECK(installed[installed.size() - 2].at("percent") == 100);
    CHECK(installed.back().at("event") == "installed");
    CHECK(installed.back().at("pack").at("signed") == false);
    REQUIRE(status.size() == 1);
    CHECK(status[0].at("generation") == 1);
    CHECK(status[0].at("packs").at(0).at("id") == "gia-dinh");
    CHECK(status[0].at("bytes").get<std::uint64_t>() > 0);
    CHECK(status[0].at("free").get<std::uint64_t>() > 0);
    CHECK(verified.back().at("event") == "verified");
    CHECK(refused.status == 1);
    CHECK(lines_of(refused.out).back().at("kind") == "no_previous");
    CHECK(has(refused.err, "no earlier generation"));
}

TEST_CASE_FIXTURE(Kiosk, "sync: wrong usage exits with 2 and a hint, help with 0") {
    for (const char* words : {"",
                              "frobnicate",
                              "install --from FROM",
                              "install --store STORE",
                              "install FROM",
                              "install --store STORE --from FROM --budget 1",
                              "update",
                              "update --store",
                              "update --store STORE --frob",
                              "status",
                              "status --store STORE --lang xx",
                              "status --store STORE more",
                              "rollback",
                              "rollback 3",
                              "verify --store",
                              "verify --store STORE --budget 5",
                              "verify --store STORE --repair --budget 0",
                              "export",
                              "export --store STORE",
                              "export --to FROM",
                              "trust",
                              "trust frobnicate",
                              "trust list",
                              "trust add --store STORE",
                              "trust add --store STORE --name a",
                              "trust add --store STORE --name a --root r --from FROM",
                              "trust remove --store STORE",
                              "trust remove --name a"}) {
        const auto outcome = run(words);
        CHECK_MESSAGE(outcome.status == 2, words);
        CHECK_MESSAGE(has(outcome.err, "sen-sync --help"), words);
        CHECK_MESSAGE(outcome.out.empty(), words);
    }
    CHECK_FALSE(fs::exists(directory.path() / "store"));
    expect(run("--lang=vi"), 2, "Dùng sai lệnh");
    expect(run("--help"), 0, "rollback");
    expect(run("install --help --lang vi"), 0, "Thư mục do sen-pack build tạo ra");
    for (const char* command : {"install", "update", "status", "rollback", "verify", "export",
                                "trust", "trust add", "trust list", "trust remove"})
        expect(run(std::string(command) + " --help"), 0, "Usage: sen-sync");
}

TEST_CASE_FIXTURE(Kiosk, "sync: what cannot be done exits with 1 and one sentence of what to do") {
    const struct {
        const char *words, *english, *vietnamese;
    } refusals[] = {
        {"status --store STORE", "Nothing is installed", "chưa cài gì"},
        {"rollback --store STORE", "Nothing is installed", "chưa cài gì"},
        {"verify --store STORE", "Nothing is installed", "chưa cài gì"},
        {"update --store STORE", "sen-sync trust add", "sen-sync trust add"},
        {"export --store STORE --to FROM", "sen-sync trust add", "sen-sync trust add"},
        {"install --store STORE --from nowhere", "nowhere", "nowhere"},
        {"trust add --store STORE --name a --root nowhere", "nowhere", "nowhere"},
        {"trust remove --store STORE --name a", "a", "a"},
    };
    for (const auto& refusal : refusals) {
        CAPTURE(refusal.words);
        const std::string words(refusal.words);
        expect(run(words), 1, refusal.english);
        expect(run(words + " --lang vi"), 1, refusal.vietnamese);
        CHECK(run(words).out.empty());
    }
}

TEST_CASE_FIXTURE(Kiosk, "sync: a store on a disk that became read-only says so when asked") {
    build(1);
    REQUIRE(run(kInstall).status == 0);
    const auto name = store.string();
    const auto look = [&](const std::string& words) {
        return test::run_program(
            {"/usr/bin/unshare", "-Urm", "/bin/sh", "-c",
             fmt::format("mount --bind {0} {0} && mount -o remount,ro,bind {0} && {1}/bin/sen-sync "
                         "{2} --store {0}",
                         name, SEN_BINARY_DIR, words)});
    };
    const auto status = look("status");
    if (has(status.err, "unshare:") || has(status.err, "mount:")) {
        MESSAGE("Skipped: no mounts of one's own here.");
        return;
    }

    expect(status, 0, "is read-only: nothing new can be installed");
    expect(look("status --lang vi"), 0, "chỉ cho phép đọc: không cài được nội dung mới");
    CHECK_FALSE(has(run("status --store STORE").out, "read-only"));
    expect(look("rollback"), 1, "is read-only");
    CHECK(store::Store(store).current());
}

TEST_CASE("sync: both languages have the same keys, and the same values to fill in") {
    const auto load = [](const char* language) {
        const fs::path folder = SEN_SOURCE_DIR "/tools/sync/strings";
        return language::StringTable::load(folder / ("sync." + std::string(language) + ".toml"))
            .value()
            .entries();
    };
    const auto marks = [](const std::string& text) {
        std::set<std::string> found;
        for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
            found.insert(text.substr(at, text.find('}', at) - at));
        return found;
    };
    const auto english = load("en"), vietnamese = load("vi");

    CHECK(english.size() == vietnamese.size());

    for (const auto& entry : english) {
        const auto other = vietnamese.find(entry.first);
        REQUIRE_MESSAGE(other != vietnamese.end(), entry.first);
        CHECK_MESSAGE(marks(entry.second) == marks(other->second), entry.first);
    }
}
