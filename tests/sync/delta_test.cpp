// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "delta_fixture.h"
#include "sync/delta.h"

using namespace sen;
using sync::apply_delta;
using test::noise;

namespace {

const std::string kOld = noise(200'000, 1);
const std::string kNew = kOld.substr(0, 90'000) + "a new sentence" + kOld.substr(90'000);

}  // namespace

TEST_CASE("delta: the new file comes out of the old one and little more") {
    const std::string delta = test::make_delta(kNew, kOld);

    CHECK(delta.size() < 2'000);
    const auto result = apply_delta(kOld, delta, kNew.size());
    REQUIRE_MESSAGE(result, result.error().message);
    CHECK((*result == kNew));
}

TEST_CASE("delta: a length that was not signed for is refused") {
    const std::string delta = test::make_delta(kNew, kOld);

    CHECK_FALSE(apply_delta(kOld, delta, kNew.size() - 1));
    CHECK_FALSE(apply_delta(kOld, delta, kNew.size() + 1));
    CHECK_FALSE(apply_delta(kOld, delta, 0));
    CHECK_FALSE(apply_delta(kOld, delta, 1ull << 60));
}

TEST_CASE("delta: against another old file it fails or gives other bytes, and never more") {
    const auto result = apply_delta(noise(200'000, 2), test::make_delta(kNew, kOld), kNew.size());

    CHECK((!result || *result != kNew));
}

TEST_CASE("delta: cut, damaged, empty or followed by something, it is refused") {
    const std::string delta = test::make_delta(kNew, kOld);

    for (std::size_t length = 0; length < delta.size(); ++length)
        CHECK_FALSE(apply_delta(kOld, delta.substr(0, length), kNew.size()));
    CHECK_FALSE(apply_delta(kOld, delta + "x", kNew.size()));
    CHECK_FALSE(apply_delta(kOld, delta + delta, kNew.size()));
    CHECK_FALSE(apply_delta(kOld, "<html></html>", kNew.size()));
    const std::string skippable("\x50\x2A\x4D\x18\x04\0\0\0abcd", 12);
    CHECK_FALSE(apply_delta(kOld, skippable + delta, kNew.size()));
}

TEST_CASE("delta: a window of more than 64 MB and a bomb end early") {
    const std::string zeros(1 << 20, '\0');

    const auto whole = apply_delta("", test::make_delta(zeros, "", 26), zeros.size());
    CHECK_MESSAGE(whole, whole.error().message);
    CHECK_FALSE(apply_delta("", test::make_delta(zeros, "", 27), zeros.size()));
    CHECK_FALSE(apply_delta("", test::make_delta(zeros, ""), 100));
}
