// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/geometry.h"

namespace sen::graphics {

/// Rows of 0xAARRGGBB pixels: what the software painter spends its time on. A share is of 256; all
/// results are within one step of the exact value, and a share of 0 or 256 gives an input
/// unchanged. `out` may be an input, but may not overlap one otherwise.

/// A share of 0..255 as one of 256.
constexpr unsigned share_of_256(unsigned alpha) {
    return alpha + (alpha >> 7);
}

/// `below` with `share` of `above` over it, alpha included.
void mix_rows(std::uint32_t* out, const std::uint32_t* below, const std::uint32_t* above,
              std::size_t count, unsigned share);

/// The row with `share` of one colour over it.
void tint_row(std::uint32_t* row, std::uint32_t colour, std::size_t count, unsigned share);

/// Lays one colour on the row by an alpha for each pixel times `share`.
void ink_row(std::uint32_t* row, const unsigned char* alphas, std::uint32_t colour,
             std::size_t count, unsigned share);

/// Where an output pixel of a stretched row lies between two input pixels.
struct StretchTap {
    std::uint32_t left = 0;   ///< index of the input pixel
    std::uint32_t share = 0;  ///< of the pixel after it
};
void stretch_row(std::uint32_t* out, const std::uint32_t* row, const StretchTap* taps,
                 std::size_t count);

/// Turns a picture clockwise by 90, 180 or 270 degrees. `size` is that of `in`; pitches are pixels
/// from row to row. The two do not overlap.
void turn_pixels(std::uint32_t* out, std::ptrdiff_t out_pitch, const std::uint32_t* in,
                 std::ptrdiff_t in_pitch, Size size, int degrees);

/// The size of a picture after it was turned.
constexpr Size turned(Size size, int degrees) {
    return degrees % 180 == 0 ? size : Size{size.height, size.width};
}

}  // namespace sen::graphics
