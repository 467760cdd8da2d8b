// SPDX-License-Identifier: Apache-2.0
#include <SDL_image.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/file.h"
#include "graphics/bitmap.h"
#include "graphics/pixel.h"
#include "graphics/sdl_handles.h"
#include "graphics/surface.h"

namespace sen::graphics {
namespace {

constexpr std::uint64_t kMaxFileBytes = 256u << 20;

/// Width and height of the IHDR, so that nothing large is decoded unawares.
Result<Size> png_size(std::string_view bytes) {
    constexpr std::string_view kSignature{"\x89PNG\r\n\x1A\n", 8};
    if (bytes.size() < 24 || bytes.substr(0, 8) != kSignature)
        return fail(ErrorKind::Corrupt, "no PNG signature");
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    const std::uint64_t width = number(16), height = number(20);
    if (width == 0 || height == 0 || width > std::numeric_limits<int>::max() ||
        height > std::numeric_limits<int>::max())
        return fail(ErrorKind::Corrupt, "{} x {} pixels", width, height);
    if (width * height > kMaxPixels)
        return fail(ErrorKind::Unsupported, "{} x {} pixels are too many", width, height);
    return Size{static_cast<int>(width), static_cast<int>(height)};
}

Result<Bitmap> decode_png(std::string_view bytes) {
    SEN_CHECK(png_size(bytes));
    SDL_RWops* stream = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
    if (stream == nullptr) return fail(ErrorKind::Io, "{}", SDL_GetError());
    const UniqueSurface surface(IMG_LoadPNG_RW(stream));
    SDL_RWclose(stream);
    if (!surface) return fail(ErrorKind::Corrupt, "{}", IMG_GetError());
    return to_bitmap(*surface);
}

}  // namespace

Result<Bitmap> to_bitmap(SDL_Surface& surface) {
    const UniqueSurface argb(SDL_ConvertSurfaceFormat(&surface, SDL_PIXELFORMAT_ARGB8888, 0));
    if (!argb) return fail(ErrorKind::Io, "convert pixels: {}", SDL_GetError());
    Bitmap bitmap{{argb->w, argb->h}, true, {}};
    bitmap.pixels.resize(pixel_count(bitmap.size));
    for (int y = 0; y < argb->h; ++y)
        std::memcpy(
            &bitmap.at(0, y),
            static_cast<const char*>(argb->pixels) + static_cast<std::ptrdiff_t>(y) * argb->pitch,
            4 * static_cast<std::size_t>(argb->w));
    bitmap.is_opaque = std::all_of(bitmap.pixels.begin(), bitmap.pixels.end(),
                                   [](std::uint32_t pixel) { return pixel >> 24 == 255; });
    return bitmap;
}

Result<Bitmap> read_png(const std::filesystem::path& file) {
    auto bytes = read_file(file, kMaxFileBytes);
    if (!bytes) return add_context(std::move(bytes).error(), "PNG {}", file.string());
    auto bitmap = decode_png(*bytes);
    if (!bitmap) return add_context(std::move(bitmap).error(), "PNG {}", file.string());
    return bitmap;
}

Result<void> write_png(const std::filesystem::path& file, const Bitmap& bitmap) {
    // SDL wants a pointer to change; IMG_SavePNG only reads.
    auto* pixels = const_cast<std::uint32_t*>(bitmap.pixels.data());
    const UniqueSurface argb(
        SDL_CreateRGBSurfaceWithFormatFrom(pixels, bitmap.size.width, bitmap.size.height, 32,
                                           4 * bitmap.size.width, SDL_PIXELFORMAT_ARGB8888));
    if (!argb) return fail(ErrorKind::Io, "PNG {}: {}", file.string(), SDL_GetError());
    UniqueSurface rgb;
    if (bitmap.is_opaque) rgb.reset(SDL_ConvertSurfaceFormat(argb.get(), SDL_PIXELFORMAT_RGB24, 0));
    if (IMG_SavePNG(rgb ? rgb.get() : argb.get(), file.c_str()) != 0)
        return fail(ErrorKind::Io, "PNG {}: {}", file.string(), IMG_GetError());
    return {};
}

}  // namespace sen::graphics
