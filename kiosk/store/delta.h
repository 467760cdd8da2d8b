// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/digest.h"

namespace sen::store {

/// Neither the old nor the new file of a delta is longer; such are fetched whole, so that making
/// one from the other needs bounded memory.
inline constexpr std::uint64_t kMaxDeltaFile = 32 << 20;

/// "deltas/<new>.<old>.zst", in a repository (FORMAT.md).
inline std::string delta_file(const Digest& fresh, const Digest& old) {
    return "deltas/" + fresh.hex() + "." + old.hex() + ".zst";
}

}  // namespace sen::store
