// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <zstd.h>

#include "sync/delta.h"

using namespace sen;
using sync::apply_delta;

namespace {

std::string noise(std::size_t count, unsigned seed) {
    std::string text(count, ' ');
    for (auto& letter : text) {
        seed = seed * 1'103'515'245 + 12'345;
        letter = static_cast<char>(seed >> 16);
    }
    return text;
}

std::string compress(const std::string& fresh, const std::string& prefix, int window_log = 0) {
    std::string delta(ZSTD_compressBound(fresh.size()), '\0');
    ZSTD_CCtx* context = ZSTD_createCCtx();
    if (window_log > 0) ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_refPrefix(context, prefix.data(), prefix.size());
    ZSTD_outBuffer out{delta.data(), delta.size(), 0};
    // With its length unknown at first, the frame claims the whole window.
    ZSTD_inBuffer in{fresh.data(), window_log > 0 ? 1 : fresh.size(), 0};
    if (window_log > 0) REQUIRE(ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush) == 0);
    in.size = fresh.size();
    REQUIRE(ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) == 0);
    ZSTD_freeCCtx(context);
    delta.resize(out.pos);
    return delta;
}

const std::string kOld = noise(200'000, 1);
const std::string kNew = kOld.substr(0, 90'000) + "a new sentence" + kOld.substr(90'000);

}  // namespace

TEST_CASE("delta: the new file comes out of the old one and little more") {
    const std::string delta = compress(kNew, kOld);

    CHECK(delta.size() < 2'000);
    const auto result = apply_delta(kOld, delta, kNew.size());
    REQUIRE_MESSAGE(result, result.error().message);
    CHECK((*result == kNew));
}

TEST_CASE("delta: a length that was not signed for is refused") {
    const std::string delta = compress(kNew, kOld);

    CHECK_FALSE(apply_delta(kOld, delta, kNew.size() - 1));
    CHECK_FALSE(apply_delta(kOld, delta, kNew.size() + 1));
    CHECK_FALSE(apply_delta(kOld, delta, 0));
    CHECK_FALSE(apply_delta(kOld, delta, 1ull << 60));
}

TEST_CASE("delta: against another old file it fails or gives other bytes, and never more") {
    const auto result = apply_delta(noise(200'000, 2), compress(kNew, kOld), kNew.size());

    CHECK((!result || *result != kNew));
}

TEST_CASE("delta: cut, damaged, empty or followed by something, it is refused") {
    const std::string delta = compress(kNew, kOld);

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

    const auto whole = apply_delta("", compress(zeros, "", 26), zeros.size());
    CHECK_MESSAGE(whole, whole.error().message);
    CHECK_FALSE(apply_delta("", compress(zeros, "", 27), zeros.size()));
    CHECK_FALSE(apply_delta("", compress(zeros, ""), 100));
}
