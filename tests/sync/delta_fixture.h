// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <zstd.h>

#include <string>

namespace sen::test {

/// Bytes that nothing compresses, the same for the same seed.
inline std::string noise(std::size_t count, unsigned seed) {
    std::string text(count, ' ');
    for (auto& letter : text) {
        seed = seed * 1'103'515'245 + 12'345;
        letter = static_cast<char>(seed >> 16);
    }
    return text;
}

/// One zstd frame of `fresh` with `prefix` before it; above 0, `window_log` is claimed whole.
inline std::string make_delta(const std::string& fresh, const std::string& prefix,
                              int window_log = 0) {
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

}  // namespace sen::test
