// SPDX-License-Identifier: Apache-2.0
#include "base/riff.h"

#include <doctest/doctest.h>

#include <string>

using namespace sen;
using namespace std::string_literals;

TEST_CASE("riff: chunks come one after the other, an odd one with a byte behind it") {
    const std::string file = "RIFF\0\0\0\0WAVEodd \3\0\0\0abc\0last\2\0\0\0de"s;
    auto rest = wave_chunks(file);
    REQUIRE(rest);

    const auto odd = take_chunk(*rest), last = take_chunk(*rest);

    REQUIRE(odd);
    CHECK(odd->name == "odd ");
    CHECK(odd->body == "abc");
    REQUIRE(last);
    CHECK(last->body == "de");
    CHECK_FALSE(last->is_cut);
    CHECK_FALSE(take_chunk(*rest));
}

TEST_CASE("riff: of a chunk that the file ends in there is what there is, and it says so") {
    std::string_view rest = "data\xff\xff\xff\xffxyz";

    const auto chunk = take_chunk(rest);

    REQUIRE(chunk);
    CHECK(chunk->is_cut);
    CHECK(chunk->body == "xyz");
    CHECK(rest.empty());
    CHECK_FALSE(wave_chunks("RIFF\0\0\0\0AVI "s));
    CHECK_FALSE(wave_chunks("RIFF"));
}

TEST_CASE("riff: a format is read from the sixteen bytes that all have") {
    const std::string body = "\1\0\1\0\x80\xbb\0\0\0\x77\1\0\2\0\x10\0"s;

    const auto format = wave_format(body);

    REQUIRE(format);
    CHECK(format->is_one_pcm_channel());
    CHECK(format->rate == 48'000);
    CHECK_FALSE(wave_format(std::string_view(body).substr(1)));
}
