// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"

namespace sen::graphics {

/// Pixels in memory, 0xAARRGGBB, rows without padding. An opaque bitmap has alpha 255 everywhere
/// and becomes a texture that is copied instead of blended.
struct Bitmap {
    Size size;
    bool is_opaque = true;
    std::vector<std::uint32_t> pixels;

    std::uint32_t& at(int x, int y) {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                      static_cast<std::size_t>(x)];
    }
    std::uint32_t at(int x, int y) const { return const_cast<Bitmap*>(this)->at(x, y); }
};

/// Cover fills the target and crops what stands over, centred; Contain keeps all of the picture
/// and may come out smaller than the target. Neither stretches.
enum class Fit { Cover, Contain };

/// Width and height from a JPEG's header alone.
Result<Size> jpeg_size(std::string_view bytes);

/// Decodes a JPEG (libturbojpeg) and resamples it to `target`. Grey and CMYK (inverted, as Adobe
/// stores it) become RGB without colour management; progressive ones work but cost twice. A picture
/// of more than 40 megapixels is refused from its header (Unsupported); a truncated or broken one
/// is Corrupt; a target without pixels or of more than 40 megapixels is Invalid. Thread-safe.
Result<Bitmap> decode_jpeg(std::string_view bytes, Size target, Fit fit);

/// Area-averaging when smaller, bilinear when larger. Both sizes must be positive.
Bitmap resize(const Bitmap& source, Size target);

/// Draws an SVG in a square of `side` pixels (SDL_image's nanosvg): icons of the theme.
Result<Bitmap> rasterise_svg(std::string_view svg, int side);

Result<void> write_png(const std::filesystem::path& file, const Bitmap& bitmap);
Result<Bitmap> read_png(const std::filesystem::path& file);

/// FNV-1a over size and pixels: "is this frame the one before?".
std::uint64_t fingerprint(const Bitmap& bitmap);

}  // namespace sen::graphics
