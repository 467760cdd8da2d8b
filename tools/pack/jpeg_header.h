// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/geometry.h"
#include "base/result.h"

namespace sen::pack {

/// The size of a JPEG as the kiosk wants it: baseline, three components of 8 bits. A progressive
/// one costs the board twice the time and ten times the memory. Errors: Invalid (another kind of
/// JPEG), Corrupt (no JPEG).
Result<Size> read_baseline_jpeg_size(const std::filesystem::path& file);

}  // namespace sen::pack
