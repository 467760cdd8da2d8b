// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sen::sync {

/// The new file of exactly `length` bytes out of the old one and a delta: one zstd frame with the
/// old file as its prefix and a window of at most 2^26 bytes (FORMAT.md). `delta` comes from
/// anybody: memory is bounded by `length`, and whoever calls compares the hash of what comes out.
/// Errors: Corrupt; Invalid (`length` is above store::kMaxDeltaFile).
Result<std::string> apply_delta(std::string_view old, std::string_view delta, std::uint64_t length);

}  // namespace sen::sync
