// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sen::pack {

/// A longer file gets no delta: two of this length are the reader's window of 2^26 bytes.
inline constexpr std::uint64_t kMaxDeltaFile = 32 << 20;

/// A zstd frame (RFC 8878) that gives `fresh` with `old` as its prefix; nothing when one of the
/// two is longer than that or the frame would be longer than half of `fresh`. The same bytes for
/// the same input.
std::optional<std::string> make_delta(std::string_view old, std::string_view fresh);

}  // namespace sen::pack
