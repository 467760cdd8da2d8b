// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"

namespace sen::sync {

/// Neither the old nor the new file of a delta is longer; such are fetched whole.
inline constexpr std::uint64_t kMaxDeltaFile = 32 << 20;

/// The new file of exactly `length` bytes out of the old one and a delta: one zstd frame with the
/// old file as its prefix and a window of at most 2^26 bytes (FORMAT.md). `delta` comes from
/// anybody: memory is bounded by `length`, and whoever calls compares the hash of what comes out.
/// Errors: Corrupt; Invalid (`length` is above kMaxDeltaFile).
Result<std::string> apply_delta(std::string_view old, std::string_view delta, std::uint64_t length);

/// "deltas/<new>.<old>.zst", in a repository.
std::string delta_file(const Digest& fresh, const Digest& old);

}  // namespace sen::sync
