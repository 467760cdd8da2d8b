// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/geometry.h"
#include "graphics/draw_list.h"

namespace sen::graphics {

/// Rows of 0xXXRRGGBB pixels that somebody owns.
struct PaintedMemory {
    std::uint32_t* pixels = nullptr;
    std::ptrdiff_t pitch = 0;  ///< pixels from row to row
    Size size;
    bool operator==(const PaintedMemory&) const = default;

    std::uint32_t* at(int x, int y) const { return pixels + y * pitch + x; }
    Rect whole() const { return {0, 0, size.width, size.height}; }
};

/// Does the steps within `area`, in their order. Outside it not a pixel changes, and within it the
/// result is the same whatever the area is: a part of a frame fits the rest of it.
void paint(const DrawList& steps, Rect area, const PaintedMemory& memory);

}  // namespace sen::graphics
