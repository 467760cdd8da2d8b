// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>

#include "base/digest.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/json.h"
#include "base/utf8.h"

using namespace sen;

TEST_CASE("digest: the empty string and abc have the SHA-256 of FIPS 180-2") {
    CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc").hex() ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("digest: only 64 lower-case digits are a name") {
    const std::string good = sha256("abc").hex();
    CHECK(Digest::from_hex(good).value() == sha256("abc"));

    CHECK_FALSE(Digest::from_hex(good.substr(1)));
    CHECK_FALSE(Digest::from_hex("B" + good.substr(1)));
    CHECK_FALSE(Digest::from_hex("g" + good.substr(1)));
}

TEST_CASE("json: what a reader would hide is refused") {
    CHECK(parse_json(R"({"a":[1,"x",true]})").has_value());

    for (const char* bad :
         {R"({"a":1,"a":2})", R"({"a":1.5})", R"({"a":1e308})", R"([[[[[[[[[1]]]]]]]]])",
          R"({"a":1} x)", "{\"a\":\"\xff\"}", "NaN", "", "{", "\xef\xbb\xbf{}", R"(["\ud800"])",
          R"(["\udc00\ud800"])", "[1] // words", "[1,]", "\xfe\xff\x22", "[\"\t\"]"})
        CHECK_MESSAGE(!parse_json(bad).has_value(), bad);
}

TEST_CASE("json: a NUL byte does not end the text") {
    using namespace std::string_view_literals;
    CHECK_FALSE(parse_json("[1]\0[2]"sv));
    CHECK_FALSE(parse_json("[1]\0"sv));
    CHECK_FALSE(parse_json("[\"\0\"]"sv));
    CHECK_FALSE(parse_json("\0[\0]\0"sv));  // UTF-16

    CHECK(parse_json(R"(["\u0000"])").value()[0] == std::string(1, '\0'));
}

TEST_CASE("json: numbers end where not every reader holds them exactly") {
    CHECK(parse_json("9007199254740991").value() == 9007199254740991);
    CHECK(parse_json("-9007199254740991").value() == -9007199254740991);

    for (const char* bad : {"9007199254740992", "-9007199254740992", "18446744073709551616",
                            "-9223372036854775809", "01", "+1", "0x10"})
        CHECK_MESSAGE(!parse_json(bad).has_value(), bad);
}

TEST_CASE("json: ten thousand levels end at the first one too many") {
    const auto json = parse_json(std::string(10'000, '['));

    REQUIRE_FALSE(json);
    CHECK(json.error().message == "nested too deeply");
}

TEST_CASE("hex: digits of either case are read, lower-case ones written") {
    CHECK(to_hex("\x01\xAB") == "01ab");
    CHECK(from_hex("01aB") == "\x01\xAB");
    CHECK(from_hex("") == "");

    for (const char* bad : {"0", "0g", "0x12", " 1", "\xC3\xA9"})
        CHECK_MESSAGE(!from_hex(bad).has_value(), bad);
}

TEST_CASE("utf8: overlong forms, surrogates and cut sequences are invalid") {
    CHECK_FALSE(find_invalid_utf8("Gia Định – Bình Thạnh").has_value());

    CHECK(find_invalid_utf8("ab\xC0\xAF") == 2);
    CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);
    CHECK(find_invalid_utf8("a\xE1\xBB") == 1);
}

TEST_CASE("file: an atomic write replaces the file and leaves no other") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "a.txt";
    REQUIRE(write_file_atomically(file, "one"));

    REQUIRE(write_file_atomically(file, "two"));

    CHECK(read_file(file, 100).value() == "two");
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("file: links, directories, fifos and files over the limit are refused") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "a.txt";
    REQUIRE(write_file_atomically(file, "12345"));
    std::filesystem::create_symlink(file, directory.path() / "link");

    CHECK(open_file(directory.path() / "link").error().kind == ErrorKind::Invalid);
    CHECK_FALSE(open_file(directory.path()));
    CHECK(open_file(directory.path() / "none").error().kind == ErrorKind::NotFound);
    CHECK(read_file(file, 4).error().kind == ErrorKind::Invalid);
}
