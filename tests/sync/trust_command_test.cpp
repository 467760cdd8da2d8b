// SPDX-License-Identifier: Apache-2.0
// sen-sync trust, update, export and status as a person runs them.
#include "base/json.h"
#include "catalogue_fixture.h"
#include "sync/run_program.h"
#include "trust/fingerprint.h"
#include "update_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

struct CommandFixture : UpdateFixture {
    HostileServer server{
        [this](const ServerRequest& request) { return serve_file(repository.directory, request); }};
    fs::path root = directory.path() / "1.root.json";

    CommandFixture() {
        repository.write();
        write_file(root, repository.root_bytes());
    }
    std::string fingerprint() const { return trust::fingerprint(sha256(repository.root_bytes())); }

    Outcome run(std::vector<std::string> words, const std::string& locale = "LC_ALL=C") const {
        words.insert(words.begin(), SEN_BINARY_DIR "/bin/sen-sync");
        words.insert(words.end(), {"--store", store_path.string()});
        return run_program(words, locale);
    }
    Outcome add(std::vector<std::string> more, const std::string& name = "city") const {
        more.insert(more.begin(), {"trust", "add", "--name", name});
        return run(more);
    }
    /// Trusts the repository's server by its fingerprint.
    void add_server() const {
        const auto added = add({"--from", server.url(), "--fingerprint", fingerprint()});
        REQUIRE_MESSAGE(added.status == 0, added.err);
    }
    /// `more`: another object of the pack; none when it is empty.
    void publish_version(std::uint64_t number, const std::string& more = {}) {
        const auto built = directory.path() / "real" / std::to_string(number);
        write_real_pack(built, number);
        if (!more.empty()) {
            const auto file = built / "manifest.json";
            auto manifest = store::Manifest::parse(read_file(file, 1 << 20).value()).value();
            manifest.objects.push_back(
                {"more", sha256(more), more.size(), "application/octet-stream", 0, 0, 0});
            write_file(file, manifest.to_json());
            write_file(object_file(built, more), more);
        }
        repository.add_pack(built);
        repository.write_next();
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

#define EXPECT(outcome, code, sentence)                              \
    do {                                                             \
        const Outcome one_ = (outcome);                              \
        CHECK_MESSAGE(one_.status == (code), one_.err);              \
        const auto& where_ = one_.status == 0 ? one_.out : one_.err; \
        CHECK_MESSAGE(has(where_, (sentence)), where_);              \
    } while (false)

}  // namespace

TEST_CASE_FIXTURE(CommandFixture, "trust: a root is trusted after its fingerprint was compared") {
    EXPECT(add({"--root", root}), 1, "nobody can be asked here");
    EXPECT(add({"--root", root, "--fingerprint", "AAAA-BBBB"}), 1, "not what the authority says");
    EXPECT(run({"trust", "list"}), 0, "does not trust any publisher yet");

    std::string spoken = fingerprint();
    for (auto& letter : spoken)
        letter = letter == '-' ? ' ' : static_cast<char>(std::tolower(letter));
    EXPECT(add({"--root", root, "--fingerprint", spoken}), 0, "now trusts city");

    EXPECT(run({"trust", "list"}), 0, fingerprint());
    EXPECT(run({"trust", "list", "--lang", "vi"}), 0, "chỉ dùng USB");
}

TEST_CASE_FIXTURE(CommandFixture, "trust: a root may come from the authority's address or stick") {
    ++repository.versions["root"];
    repository.write();

    EXPECT(add({"--from", server.url(), "--fingerprint", fingerprint()}), 0, "city");
    CHECK(sync::read_authorities(store_path)->at(0).mirrors == std::vector{server.url()});
    EXPECT(add({"--from", repository.directory, "--fingerprint", fingerprint()}, "ward"), 0,
           "ward");
    EXPECT(add({"--from", directory.path()}, "other"), 1, "There is no root file");
}

TEST_CASE_FIXTURE(CommandFixture, "trust: what cannot be is refused with what to do") {
    const std::vector<std::string> given{"--root", root, "--fingerprint", fingerprint()};
    const auto with = [&](std::vector<std::string> more, const std::string& name = "city") {
        more.insert(more.end(), given.begin(), given.end());
        return add(more, name);
    };
    EXPECT(with({}, "Quận-1"), 1, "cannot be the name of an authority");
    EXPECT(with({}, "../up"), 1, "cannot be the name of an authority");
    EXPECT(with({"--url", "ftp://x"}), 1, "must begin with http");
    EXPECT(with({"--publisher", "A B"}), 1, "not the id of a publisher");
    EXPECT(with({"--publisher", "mau"}), 0, "now trusts city");
    EXPECT(with({"--publisher", "mau"}, "ward"), 1, "belongs to city");
    write_file(root, "{}");
    EXPECT(add({"--root", root, "--fingerprint", trust::fingerprint(sha256("{}"))}), 1,
           "cannot be trusted");
    CHECK(run({"trust", "add", "--name", "x"}).status == 2);
    CHECK(run({"trust"}).status == 2);
}

TEST_CASE_FIXTURE(CommandFixture, "trust: who is removed is not asked any more") {
    add_server();

    EXPECT(run({"trust", "remove", "--name", "city"}), 0, "no longer trusts city");
    EXPECT(run({"trust", "remove", "--name", "city"}), 1, "does not know the authority");
    EXPECT(run({"update"}), 1, "does not trust any publisher");
    CHECK_FALSE(fs::exists(store_path / "trusted/city"));
}

TEST_CASE_FIXTURE(CommandFixture, "sync: from trust to the screen, and on to the next kiosk") {
    add_server();
    publish_version(1);

    EXPECT(run({"update"}), 0, "mau/gia-dinh, version 1");
    EXPECT(run({"update"}), 0, "Nothing new.");
    EXPECT(run({"update", "--lang", "vi"}), 0, "Không có gì mới.");
    EXPECT(run({"status"}), 0, "signed by city");
    EXPECT(run({"status", "--lang", "vi"}), 0, "city ký");
    EXPECT(run({"status"}), 0, "last confirmed on ");
    const auto stick = directory.path() / "stick";
    fs::create_directories(stick);
    EXPECT(run({"export", "--to", stick}), 0, "1 packs of city");
    store_path = directory.path() / "neighbour";
    EXPECT(add({"--from", stick, "--fingerprint", fingerprint()}), 0, "city");
    EXPECT(run({"update", "--from", stick}), 0, "version 1");
    CHECK(version() == 1);
}

TEST_CASE_FIXTURE(CommandFixture, "sync: after a rollback the update says what it leaves out") {
    add_server();
    publish_version(1);
    REQUIRE(run({"update"}).status == 0);
    publish_version(2);
    REQUIRE(run({"update"}).status == 0);
    REQUIRE(run({"rollback"}).status == 0);
    repository.write_next();

    EXPECT(run({"update"}), 0, "somebody went back from it");
    CHECK(version() == 1);
    EXPECT(run({"status"}), 0, "version 2 is not installed again by itself");
    EXPECT(run({"update", "--again"}), 0, "version 2");
    CHECK(version() == 2);
}

TEST_CASE_FIXTURE(CommandFixture, "sync: a failed update leaves its sentence for status") {
    add_server();
    publish_version(1);
    REQUIRE(run({"update"}).status == 0);
    repository.expires["timestamp"] = "2026-01-01T00:00:00Z";
    repository.write_next();

    EXPECT(run({"update"}), 1, "ran out on 2026-01-01");
    EXPECT(run({"update", "--lang", "vi"}), 1, "đã hết hạn ngày 2026-01-01");
    EXPECT(run({"status"}), 0, "Last update: city: the signature of city ran out");
    CHECK(version() == 1);
}

TEST_CASE_FIXTURE(CommandFixture, "sync: what was wrong before the last update is not told") {
    add_server();
    publish_version(1);
    REQUIRE(run({"update"}).status == 0);
    REQUIRE(run({"update", "--from", "http://127.0.0.1:1"}).status == 1);
    REQUIRE(has(run({"status"}).out, "cannot be reached"));

    EXPECT(run({"update", "--from", (directory.path() / "no-stick").string()}), 1, "is not there");

    EXPECT(run({"status"}), 0, "no-stick is not there");
    CHECK_FALSE(has(run({"status"}).out, "cannot be reached"));
}

TEST_CASE_FIXTURE(CommandFixture, "sync: an office that knows only sticks reads what to do") {
    add_server();
    publish_version(1);
    REQUIRE(run({"update"}).status == 0);
    const auto empty = directory.path() / "holiday-pictures";
    fs::create_directories(empty / "DCIM");

    EXPECT(run({"update", "--from", empty.string()}), 1, "right stick");
    EXPECT(run({"update", "--from", empty.string(), "--lang", "vi"}), 1, "đúng USB");
    EXPECT(run({"status"}), 0, "there is no content for Sen at");
    CHECK(version() == 1);
}

TEST_CASE_FIXTURE(CommandFixture, "sync: a ward's key that signs for the city is named") {
    add_server();
    repository.delegate("ward");
    publish_version(1);
    REQUIRE(run({"update"}).status == 0);
    repository.write_next();
    const auto file = repository.directory / "metadata" /
                      (std::to_string(repository.versions.at("ward")) + ".ward.json");
    auto content = parse_json(read_file(file, 1 << 20).value()).value().at("signed");
    const std::string forged = "a manifest of the thief's";
    content["targets"]["mau/gia-dinh.json"] = {{"length", forged.size()},
                                               {"hashes", {{"sha256", sha256(forged).hex()}}}};
    write_file(file, repository.sign("ward", content));

    EXPECT(run({"update"}), 1, "ward has signed content that is not theirs");
    EXPECT(run({"update", "--lang", "vi"}), 1, "ward đã ký nội dung không thuộc quyền của mình");
    EXPECT(run({"status"}), 0, "a key may have been stolen");
    CHECK(version() == 1);
}

TEST_CASE_FIXTURE(CommandFixture, "sync: verify --repair fetches again what is damaged") {
    add_server();
    publish_version(1);
    REQUIRE(run({"update"}).status == 0);
    const auto spoil = [&](const Digest& object) {
        const auto file = store.object_path(object);
        fs::permissions(file, fs::perms::owner_all);
        write_file(file, "spoilt");
    };
    spoil(sha256("a picture"));
    spoil(store.current()->packs.at(0).manifest);
    EXPECT(run({"verify"}), 1, "Damaged or missing");
    EXPECT(run({"verify", "--repair", "--from", directory.path()}), 1, "Damaged or missing");

    EXPECT(run({"verify", "--repair"}), 0, "All is well");
    spoil(sha256("a picture"));
    EXPECT(run({"verify", "--repair"}), 0, "All is well again");
    EXPECT(run({"verify"}), 0, "All is well");
}

TEST_CASE_FIXTURE(CommandFixture, "sync: verify --repair --budget reads on from where it stopped") {
    add_server();
    publish_version(1, std::string(1'200'000, 'x'));
    REQUIRE(run({"update"}).status == 0);
    const auto first = run({"verify", "--repair", "--budget", "1"});
    const auto second = run({"verify", "--repair", "--budget", "1"});
    const auto third = run({"verify", "--repair", "--budget", "1"});

    CHECK(first.status + second.status + third.status == 0);
    const std::string all = first.out + second.out + third.out;
    CHECK(all.find("the next time goes on from here") != std::string::npos);
    CHECK(all.find("All is well") != std::string::npos);
    EXPECT(run({"verify", "--budget", "1"}), 2, "--repair");
}

TEST_CASE_FIXTURE(CommandFixture, "sync: --json tells an update in lines") {
    add_server();
    publish_version(1);

    const auto lines = run({"update", "--json"}).out;

    CHECK(has(lines, R"("event":"plan")"));
    CHECK(has(lines, R"("event":"installed")"));
    CHECK(has(lines, R"("outcome":"updated")"));
    CHECK(has(run({"update", "--json"}).out, R"("outcome":"nothing_new","requests":1)"));
    CHECK(has(run({"status", "--json"}).out, R"("authority":"city")"));
}
