// SPDX-License-Identifier: Apache-2.0
#include "graphics/bitmap.h"

namespace sen::graphics {

std::uint64_t fingerprint(const Bitmap& bitmap) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    // Whole pixels instead of octets: four times faster, and only compared with itself.
    const auto mix = [&hash](std::uint32_t value) { hash = (hash ^ value) * 0x100000001B3u; };
    mix(static_cast<std::uint32_t>(bitmap.size.width));
    mix(static_cast<std::uint32_t>(bitmap.size.height));
    for (const std::uint32_t pixel : bitmap.pixels) mix(pixel);
    return hash;
}

}  // namespace sen::graphics
