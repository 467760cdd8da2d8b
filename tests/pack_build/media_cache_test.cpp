// SPDX-License-Identifier: Apache-2.0
#include "pack/media_cache.h"

#include <doctest/doctest.h>

#include "base/file.h"

using namespace sen;
using namespace sen::pack;

namespace {

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

    CHECK(std::filesystem::is_empty(fixture.directory.path() / "cache"));
}
