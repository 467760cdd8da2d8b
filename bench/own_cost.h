// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// CPU per frame without the pixels, on a canvas that draws nothing: touches, layout, animation and
/// the draw list of a home scroll, an album swipe, a shared element, and ten widgets fading in.
Result<void> measure_own_code(const std::filesystem::path& store, Table& table);

}  // namespace sen::bench
