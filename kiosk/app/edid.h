// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

#include "base/geometry.h"

namespace sen::app {

/// What a monitor says of itself (VESA E-EDID 1.4, the first block of 128 bytes).
struct MonitorSize {
    Size millimetres;  ///< of the picture
    Size pixels;       ///< of the mode it likes best; 0x0 when it names none
};

/// The size of a monitor's picture; nothing for bytes that are no EDID, for a projector, which has
/// none, and for the sizes that makers write when they do not care: a bare shape (16:9), 160x90 mm,
/// pixels that would not be square. `bytes` may be anything.
std::optional<MonitorSize> parse_edid(std::span<const std::byte> bytes);

/// The size of the one monitor under `directory` (on Linux /sys/class/drm) that is connected and
/// shows `screen` pixels, turned as the screen is. Nothing when there is none, or several differ.
std::optional<Size> monitor_size_mm(const std::filesystem::path& directory, Size screen);

}  // namespace sen::app
