// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// CPU per frame of the software renderer in memory: full redraws, scrolling, swiping,
/// cross-fading, a change of page and a film's frame; and that a page on which nothing moves is not
/// drawn.
Result<void> measure_frames(const std::filesystem::path& store, Table& table);

}  // namespace sen::bench
