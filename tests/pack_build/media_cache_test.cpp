// SPDX-License-Identifier: Apache-2.0
#include "pack/media_cache.h"

#include <doctest/doctest.h>

#include <chrono>
#include <set>

#include "base/file.h"

using namespace sen;
using namespace sen::pack;

namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
    return names;
}

MediaJob writing_job(const std::string& bytes) {
    MediaJob job;
    job.recipe = "write " + bytes;
    job.make = [bytes](const std::filesystem::path& directory) -> Result<MediaMade> {
        SEN_CHECK(write_file_atomically(directory / "a.jpg", bytes));
        MediaMade made;
        made.files["a.jpg"] = {"image/jpeg", {3, 2}, Milliseconds(0)};
        made.extra["average"] = 7;
        return made;
    };
    return job;
}

struct Fixture {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    MediaCache cache = MediaCache::open(directory.path() / "cache").value();
    MediaJob job = writing_job("one");
    Digest key = cache.key_of(job).value();
};

}  // namespace

TEST_CASE("cache: what was made is found again with its facts") {
    const Fixture fixture;
    CHECK_FALSE(fixture.cache.find(fixture.key));
    REQUIRE(fixture.cache.make(fixture.key, fixture.job));

    const auto found = fixture.cache.find(fixture.key);

    REQUIRE(found);
    const auto& file = found->files.at("a.jpg");
    CHECK(file.asset.object == sha256("one"));
    CHECK(file.asset.length == 3);
    CHECK(file.asset.size == Size{3, 2});
    CHECK(read_file(file.path, 100).value() == "one");
    CHECK(found->extra["average"] == 7);
}

TEST_CASE("cache: the key follows the recipe and the bytes of the input, not its name") {
    const Fixture fixture;
    REQUIRE(write_file_atomically(fixture.directory.path() / "a", "same"));
    REQUIRE(write_file_atomically(fixture.directory.path() / "b", "same"));
    REQUIRE(write_file_atomically(fixture.directory.path() / "c", "other"));
    MediaJob a = writing_job("x"), b = a, c = a, other = writing_job("y");
    a.input = fixture.directory.path() / "a";
    b.input = fixture.directory.path() / "b";
    c.input = fixture.directory.path() / "c";
    other.input = a.input;

    const Digest key = fixture.cache.key_of(a).value();

    CHECK(fixture.cache.key_of(b).value() == key);
    CHECK(fixture.cache.key_of(c).value() != key);
    CHECK(fixture.cache.key_of(other).value() != key);
}

TEST_CASE(
    "cache: a damaged, cut or missing file, or a torn sidecar, is no entry and is made anew") {
    const Fixture fixture;
    const auto base = fixture.directory.path() / "cache" / fixture.key.hex();
    const std::filesystem::path file = base.string() + ".a.jpg", sidecar = base.string() + ".json";
    REQUIRE(fixture.cache.make(fixture.key, fixture.job));
    const std::string good = read_file(sidecar, 1 << 20).value();
    for (const auto& [path, bytes] :
         {std::pair(file, std::string("onf")), std::pair(file, std::string("on")),
          std::pair(sidecar, good.substr(0, good.size() / 2)),
          std::pair(sidecar, std::string("{}")),
          std::pair(sidecar, std::string(R"({"extra":{},"files":{"a.jpg":{}}})"))}) {
        REQUIRE(write_file_atomically(path, bytes));
        CHECK_FALSE(fixture.cache.find(fixture.key));

        REQUIRE(fixture.cache.make(fixture.key, fixture.job));

        CHECK(fixture.cache.find(fixture.key));
    }
    std::filesystem::remove(file);
    CHECK_FALSE(fixture.cache.find(fixture.key));
}

TEST_CASE("cache: a job that fails leaves nothing") {
    const Fixture fixture;
    MediaJob job = writing_job("two");
    job.make = [](const std::filesystem::path& directory) -> Result<MediaMade> {
        SEN_CHECK(write_file_atomically(directory / "half", "half"));
        return fail(ErrorKind::Io, "no");
    };

    CHECK_FALSE(fixture.cache.make(fixture.key, job));

    CHECK(names_in(fixture.directory.path() / "cache") == std::set<std::string>{"lock"});
}

namespace {

/// A cache of four entries of 1,000 bytes and a sidecar each, used 4, 3, 2 and 1 days ago.
struct FullCache {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    fs::path path = directory.path() / "cache";
    fs::file_time_type now = fs::file_time_type::clock::now();
    std::vector<Digest> keys;
    std::uint64_t entry_bytes = 0;

    FullCache() {
        const auto cache = MediaCache::open(path).value();
        for (int i = 0; i < 4; ++i) {
            const MediaJob job = writing_job(std::string(1'000, static_cast<char>('a' + i)));
            keys.push_back(cache.key_of(job).value());
            REQUIRE(cache.make(keys.back(), job));
            fs::last_write_time(sidecar(i), now - std::chrono::days(4 - i));
        }
        entry_bytes = 1'000 + fs::file_size(sidecar(0));
    }
    fs::path sidecar(int entry) const {
        return path / (keys[static_cast<std::size_t>(entry)].hex() + ".json");
    }
    MediaCache::Pruned prune(std::uint64_t max_bytes, const std::set<Digest>& used = {},
                             std::chrono::hours max_age = std::chrono::days(10)) const {
        return MediaCache::open(path).value().prune({max_bytes, max_age}, used, now).value();
    }
    /// Which entries are whole, as digits.
    std::string left() const {
        std::string left;
        const auto cache = MediaCache::open(path).value();
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (cache.find(keys[i])) left += std::to_string(i);
        return left;
    }
    std::size_t files() const { return names_in(path).size() - 1; }
};

}  // namespace

TEST_CASE_FIXTURE(FullCache, "cache: within its bounds nothing is removed") {
    const auto pruned = prune(4 * entry_bytes);

    CHECK(pruned.entries == 0);
    CHECK(pruned.bytes_left == 4 * entry_bytes);
    CHECK(left() == "0123");
}

TEST_CASE_FIXTURE(FullCache,
                  "cache: what was used longest ago goes until the rest is small enough") {
    const auto pruned = prune(2 * entry_bytes);

    CHECK(pruned.entries == 2);
    CHECK(pruned.bytes == 2 * entry_bytes);
    CHECK(pruned.bytes_left == 2 * entry_bytes);
    CHECK(left() == "23");
    CHECK(files() == 4);
}

TEST_CASE_FIXTURE(FullCache, "cache: to be found is to be used") {
    REQUIRE(MediaCache::open(path).value().find(keys[0]));
    now = fs::file_time_type::clock::now();

    prune(entry_bytes);

    CHECK(left() == "0");
}

TEST_CASE_FIXTURE(FullCache, "cache: what was not used for long goes, were there room or not") {
    prune(1'000'000, {}, std::chrono::hours(60));

    CHECK(left() == "23");
}

TEST_CASE_FIXTURE(FullCache, "cache: what this build used stays, however old and large it is") {
    const auto pruned = prune(0, {keys[0], keys[2]}, std::chrono::hours(0));

    CHECK(left() == "02");
    CHECK(pruned.bytes_left == 2 * entry_bytes);
}

TEST_CASE_FIXTURE(FullCache, "cache: while another program has it open nothing is removed") {
    const auto other = MediaCache::open(path).value();

    CHECK(prune(0).is_busy);
    CHECK(left() == "0123");
}

TEST_CASE_FIXTURE(FullCache,
                  "cache: what a run that was cut off has left goes; others' files stay") {
    fs::remove(sidecar(1));  // a cut while it was removed, or before it was kept
    fs::create_directory(path / "work-abcdef");
    REQUIRE(write_file_atomically(path / "work-abcdef" / "half", "half"));
    REQUIRE(write_file_atomically(path / "notes.txt", "mine"));
    fs::create_directory(path / (keys[0].hex() + ".folder"));

    prune(4 * entry_bytes);

    CHECK(left() == "023");
    CHECK(files() == 8);
    CHECK(fs::exists(path / "notes.txt"));
    CHECK_FALSE(fs::exists(path / "work-abcdef"));
}

TEST_CASE_FIXTURE(FullCache, "cache: an entry that is being removed is never half an entry") {
    // Its bytes cannot be removed after its sidecar: then it is none, and is made again.
    const fs::path file = path / (keys[0].hex() + ".a.jpg");
    fs::remove(file);
    fs::create_directories(file / "in the way");

    CHECK(prune(3 * entry_bytes).entries == 1);

    CHECK_FALSE(fs::exists(sidecar(0)));
    CHECK(left() == "123");
}
