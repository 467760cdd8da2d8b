// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sen::pack {

/// Longer files get no delta: the reader's window is 2^26 bytes, old and new together.
inline constexpr std::uint64_t kMaxDeltaWindow = 1 << 26;

/// A zstd frame (RFC 8878) that gives `fresh` with `old` as its prefix; nothing when the two are
/// too long or the frame would be longer than half of `fresh`. The same bytes for the same input.
std::optional<std::string> make_delta(std::string_view old, std::string_view fresh);

}  // namespace sen::pack
