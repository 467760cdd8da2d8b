// SPDX-License-Identifier: Apache-2.0
#include "deltas.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <memory>

#include "store/delta.h"

namespace sen::pack {
namespace {

constexpr int kLevel = 12;
constexpr int kSmallestWindow = 10;

}  // namespace

std::optional<std::string> make_delta(std::string_view old, std::string_view fresh) {
    const auto is_fit = [](std::string_view file) {
        return !file.empty() && file.size() <= store::kMaxDeltaFile;
    };
    if (!is_fit(old) || !is_fit(fresh)) return std::nullopt;
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                       &ZSTD_freeCCtx);
    if (!context) return std::nullopt;
    // The window reaches from the end of the new file back to the beginning of the old one.
    const int window =
        std::max(kSmallestWindow, static_cast<int>(std::bit_width(old.size() + fresh.size() - 1)));
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
    if (ZSTD_isError(ZSTD_CCtx_refPrefix(context.get(), old.data(), old.size())) != 0)
        return std::nullopt;
    std::string frame(fresh.size() / 2, '\0');
    // What does not fit into half of the file is not worth having.
    const std::size_t length =
        ZSTD_compress2(context.get(), frame.data(), frame.size(), fresh.data(), fresh.size());
    if (ZSTD_isError(length) != 0) return std::nullopt;
    frame.resize(length);
    return frame;
}

}  // namespace sen::pack
