// SPDX-License-Identifier: Apache-2.0
#include <SDL_image.h>

#include "graphics/bitmap.h"
#include "graphics/pixel.h"
#include "graphics/sdl_handles.h"
#include "graphics/surface.h"

namespace sen::graphics {

Result<Bitmap> rasterise_svg(std::string_view svg, int side) {
    constexpr int kMaxSide = 4096;
    constexpr std::size_t kMaxBytes = 1u << 20;
    if (side <= 0 || side > kMaxSide) return fail(ErrorKind::Invalid, "SVG: side of {}", side);
    if (svg.empty() || svg.size() > kMaxBytes)
        return fail(ErrorKind::Invalid, "SVG: {} bytes", svg.size());
    // SDL_image 2.6 keeps a copy for ever of what it finds no drawing in.
    if (svg.find("<svg") == std::string_view::npos)
        return fail(ErrorKind::Corrupt, "SVG: there is no <svg>");
    SDL_RWops* stream = SDL_RWFromConstMem(svg.data(), static_cast<int>(svg.size()));
    if (stream == nullptr) return fail(ErrorKind::Io, "SVG: {}", SDL_GetError());
    const UniqueSurface surface(IMG_LoadSizedSVG_RW(stream, side, side));
    SDL_RWclose(stream);
    if (!surface) return fail(ErrorKind::Corrupt, "SVG: {}", IMG_GetError());
    SEN_TRY(const Bitmap drawing, to_bitmap(*surface));

    // A drawing that is not square comes out smaller on one axis: centred.
    Bitmap square{{side, side}, false, std::vector<std::uint32_t>(pixel_count({side, side}))};
    const Point at{(side - drawing.size.width) / 2, (side - drawing.size.height) / 2};
    for (int y = 0; y < drawing.size.height; ++y)
        for (int x = 0; x < drawing.size.width; ++x)
            if (at.x + x >= 0 && at.x + x < side && at.y + y >= 0 && at.y + y < side)
                square.at(at.x + x, at.y + y) = drawing.at(x, y);
    return square;
}

}  // namespace sen::graphics
