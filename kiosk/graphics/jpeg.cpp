// SPDX-License-Identifier: Apache-2.0
#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

#include "graphics/bitmap.h"
#include "graphics/pixel.h"
#include "graphics/resample.h"

namespace sen::graphics {
namespace {

struct HandleDeleter {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using UniqueHandle = std::unique_ptr<void, HandleDeleter>;

struct Header {
    Size size;
    bool is_cmyk = false;
};

const unsigned char* as_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Result<UniqueHandle> make_handle() {
    UniqueHandle handle(tjInitDecompress());
    if (!handle) return fail(ErrorKind::Io, "JPEG decoder: {}", tjGetErrorStr2(nullptr));
    return handle;
}

Result<Header> read_header(const UniqueHandle& handle, std::string_view bytes) {
    int width = 0, height = 0, subsampling = 0, space = 0;
    if (bytes.empty() || tjDecompressHeader3(handle.get(), as_bytes(bytes), bytes.size(), &width,
                                             &height, &subsampling, &space) != 0)
        return fail(ErrorKind::Corrupt, "JPEG: {}",
                    bytes.empty() ? "empty" : tjGetErrorStr2(handle.get()));
    if (width <= 0 || height <= 0)
        return fail(ErrorKind::Corrupt, "JPEG: {} x {} pixels", width, height);
    if (pixel_count({width, height}) > kMaxPixels)
        return fail(ErrorKind::Unsupported, "JPEG: {} x {} is more than {} megapixels", width,
                    height, kMaxPixels / 1'000'000);
    return Header{{width, height}, space == TJCS_CMYK || space == TJCS_YCCK};
}

/// The smallest of 1, 1/2, 1/4, 1/8 that still gives at least `needed` on both axes: these factors
/// have fast inverse transforms, the odd eighths have not.
Size scaled_size(Size full, Size needed) {
    for (const int denominator : {8, 4, 2}) {
        const tjscalingfactor factor{1, denominator};
        const Size scaled{TJSCALED(full.width, factor), TJSCALED(full.height, factor)};
        if (scaled.width >= needed.width && scaled.height >= needed.height) return scaled;
    }
    return full;
}

/// Adobe's CMYK, the only one met in JPEG files, is stored inverted: 255 is no ink.
void cmyk_to_argb(std::vector<std::uint32_t>& pixels) {
    for (std::uint32_t& pixel : pixels) {
        const auto inks = std::bit_cast<std::array<unsigned char, 4>>(pixel);
        const std::uint32_t c = inks[0], m = inks[1], y = inks[2], k = inks[3];
        const auto ink = [k](std::uint32_t value) { return (value * k + 127) / 255; };
        pixel = pack_argb(255, ink(c), ink(m), ink(y));
    }
}

Result<Bitmap> decode_scaled(const UniqueHandle& handle, std::string_view bytes,
                             const Header& header, Size scaled) {
    Bitmap bitmap{scaled, true, std::vector<std::uint32_t>(pixel_count(scaled))};
    // With an A instead of an X the decoder writes 255 there.
    constexpr int kArgb = std::endian::native == std::endian::little ? TJPF_BGRA : TJPF_ARGB;
    const int format = header.is_cmyk ? TJPF_CMYK : kArgb;
    // A warning is a truncated or damaged picture: refused, and no time is lost on the rest of it.
    const int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    if (tjDecompress2(handle.get(), as_bytes(bytes), bytes.size(),
                      reinterpret_cast<unsigned char*>(bitmap.pixels.data()), scaled.width, 0,
                      scaled.height, format, flags) != 0)
        return fail(ErrorKind::Corrupt, "JPEG: {}", tjGetErrorStr2(handle.get()));
    if (header.is_cmyk) cmyk_to_argb(bitmap.pixels);
    return bitmap;
}

int scale_rounded(int value, int numerator, int denominator) {
    const auto wide = static_cast<std::int64_t>(value) * numerator + denominator / 2;
    return std::max(1, static_cast<int>(wide / denominator));
}

/// The size of the whole picture when it covers, or is contained in, `target`.
Size fitted_size(Size picture, Size target, Fit fit) {
    const bool is_wider = static_cast<std::int64_t>(picture.width) * target.height >
                          static_cast<std::int64_t>(target.width) * picture.height;
    const bool by_height = is_wider == (fit == Fit::Cover);
    if (by_height)
        return {scale_rounded(picture.width, target.height, picture.height), target.height};
    return {target.width, scale_rounded(picture.height, target.width, picture.width)};
}

/// The centred part of `picture` with the shape of `target`.
Rect covering_crop(Size picture, Size target) {
    const bool is_wider = static_cast<std::int64_t>(picture.width) * target.height >
                          static_cast<std::int64_t>(target.width) * picture.height;
    Size part = picture;
    if (is_wider)
        part.width =
            std::min(picture.width, scale_rounded(target.width, picture.height, target.height));
    else
        part.height =
            std::min(picture.height, scale_rounded(target.height, picture.width, target.width));
    return {(picture.width - part.width) / 2, (picture.height - part.height) / 2, part.width,
            part.height};
}

}  // namespace

Result<Size> jpeg_size(std::string_view bytes) {
    SEN_TRY(const UniqueHandle handle, make_handle());
    SEN_TRY(const Header header, read_header(handle, bytes));
    return header.size;
}

Result<Bitmap> decode_jpeg(std::string_view bytes, Size target, Fit fit) {
    if (target.width <= 0 || target.height <= 0 || pixel_count(target) > kMaxPixels)
        return fail(ErrorKind::Invalid, "JPEG: no picture of {} x {} pixels", target.width,
                    target.height);
    SEN_TRY(const UniqueHandle handle, make_handle());
    SEN_TRY(const Header header, read_header(handle, bytes));
    const Size fitted = fitted_size(header.size, target, fit);
    SEN_TRY(Bitmap whole, decode_scaled(handle, bytes, header, scaled_size(header.size, fitted)));
    const Rect all{0, 0, whole.size.width, whole.size.height};
    const Rect crop = fit == Fit::Cover ? covering_crop(whole.size, target) : all;
    const Size size = fit == Fit::Cover ? target : fitted;
    if (crop == all && size == whole.size) return whole;
    return resample(whole, crop, size);
}

}  // namespace sen::graphics
