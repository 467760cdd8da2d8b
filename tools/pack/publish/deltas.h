// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sen::pack {

/// A zstd frame (RFC 8878) that gives `fresh` with `old` as its prefix; nothing when one of the
/// two is longer than store::kMaxDeltaFile or the frame would be longer than half of `fresh`. The
/// same bytes for the same input.
std::optional<std::string> make_delta(std::string_view old, std::string_view fresh);

}  // namespace sen::pack
