// SPDX-License-Identifier: Apache-2.0
#include "delta.h"

#include <zstd.h>

#include <memory>

#include "store/delta.h"

namespace sen::sync {

namespace {

constexpr int kWindowLogMax = 26;

struct ContextDeleter {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

Result<std::string> apply_delta(std::string_view old, std::string_view delta,
                                std::uint64_t length) {
    if (length > store::kMaxDeltaFile)
        return fail(ErrorKind::Invalid, "delta: its result is too long");
    const std::unique_ptr<ZSTD_DCtx, ContextDeleter> context(ZSTD_createDCtx());
    if (context == nullptr) return fail(ErrorKind::Io, "delta: zstd does not start");
    const auto set = ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
    const auto prefix = ZSTD_DCtx_refPrefix(context.get(), old.data(), old.size());
    if (ZSTD_isError(set) != 0 || ZSTD_isError(prefix) != 0)
        return fail(ErrorKind::Io, "delta: zstd does not start");
    // One byte more, so that a result that is too long shows.
    std::string result(static_cast<std::size_t>(length) + 1, '\0');
    ZSTD_inBuffer in{delta.data(), delta.size(), 0};
    ZSTD_outBuffer out{result.data(), result.size(), 0};
    while (true) {
        const auto read = in.pos, written = out.pos;
        const std::size_t left = ZSTD_decompressStream(context.get(), &out, &in);
        if (ZSTD_isError(left) != 0)
            return fail(ErrorKind::Corrupt, "delta: {}", ZSTD_getErrorName(left));
        if (left == 0) break;
        if (in.pos == read && out.pos == written)
            return fail(ErrorKind::Corrupt, "delta: cut short, or its result is too long");
    }
    if (in.pos != in.size) return fail(ErrorKind::Corrupt, "delta: bytes after its end");
    if (out.pos != length)
        return fail(ErrorKind::Corrupt, "delta: {} bytes come out, not {}", out.pos, length);
    result.resize(out.pos);
    return result;
}

}  // namespace sen::sync
