// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/file.h"
#include "pack/build_output.h"

using namespace sen;
using namespace sen::pack;

namespace fs = std::filesystem;

TEST_CASE("output: an earlier build is replaced whole") {
    const auto directory = TemporaryDirectory::create().value();
    const fs::path out = directory.path() / "out", file = directory.path() / "file";
    REQUIRE(write_file_atomically(file, "bytes"));
    {
        auto first = BuildOutput::create(out).value();
        REQUIRE(first.add_object(sha256("old"), file));
        REQUIRE(first.commit("one"));
    }

    auto second = BuildOutput::create(out.string() + "/").value();
    REQUIRE(second.add_object(sha256("bytes"), file));
    CHECK(read_file(out / "manifest.json", 10).value() == "one");
    REQUIRE(second.commit("two"));

    const std::string name = sha256("bytes").hex(), old = sha256("old").hex();
    CHECK(read_file(out / "manifest.json", 10).value() == "two");
    CHECK(read_file(out / "objects" / name.substr(0, 2) / name, 10).value() == "bytes");
    CHECK_FALSE(fs::exists(out / "objects" / old.substr(0, 2) / old));
    CHECK_FALSE(fs::exists(out / "scratch"));
}

TEST_CASE("output: dropped before the end, nothing of it stays") {
    const auto directory = TemporaryDirectory::create().value();
    {
        const auto output = BuildOutput::create(directory.path() / "out").value();
        REQUIRE(write_file_atomically(output.scratch() / "x", "x"));
    }

    CHECK(fs::is_empty(directory.path()));
}

TEST_CASE("output: a folder with something that no build made is left alone") {
    const auto directory = TemporaryDirectory::create().value();
    const fs::path out = directory.path() / "home";
    fs::create_directory(out);
    REQUIRE(write_file_atomically(out / "letter.txt", "dear"));

    const auto output = BuildOutput::create(out);

    REQUIRE_FALSE(output);
    CHECK(output.error().kind == ErrorKind::Invalid);
    CHECK(output.error().message.find("letter.txt") != std::string::npos);
    CHECK(read_file(out / "letter.txt", 10).value() == "dear");
}
