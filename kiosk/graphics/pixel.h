// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/geometry.h"

namespace sen::graphics {

constexpr std::uint32_t pack_argb(unsigned a, unsigned r, unsigned g, unsigned b) {
    return (a << 24) | (r << 16) | (g << 8) | b;
}
constexpr std::uint32_t pack_argb(Colour colour) {
    return pack_argb(colour.a, colour.r, colour.g, colour.b);
}

constexpr std::size_t pixel_count(Size size) {
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

/// Above this nothing is decoded: a 40-megapixel bitmap takes 160 MB.
inline constexpr std::size_t kMaxPixels = 40'000'000;

}  // namespace sen::graphics
