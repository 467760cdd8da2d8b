// SPDX-License-Identifier: Apache-2.0
#include "graphics/resample.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "graphics/pixel.h"
#include "graphics/pixel_rows.h"

namespace sen::graphics {
namespace {

// Weights of one output pixel sum to kOne; the rows between the passes hold 8.8 fixed point.
constexpr int kWeightBits = 14;
constexpr int kOne = 1 << kWeightBits;
constexpr int kRowBits = 8;

struct Tap {
    int first = 0;
    std::vector<std::uint32_t> weights;
};

/// Weights as exact shares of `total`, brought to a sum of kOne by carrying the rounding along.
Tap to_fixed(int first, const std::vector<std::int64_t>& shares, std::int64_t total) {
    Tap tap{first, {}};
    std::int64_t before = 0, given = 0;
    for (const std::int64_t share : shares) {
        before += share;
        const std::int64_t upto = (before * kOne + total / 2) / total;
        tap.weights.push_back(static_cast<std::uint32_t>(upto - given));
        given = upto;
    }
    return tap;
}

/// Output pixel i covers [i*from, (i+1)*from) where each input pixel is `to` long.
Tap area_tap(std::int64_t i, std::int64_t from, std::int64_t to) {
    const std::int64_t begin = i * from, end = begin + from;
    std::vector<std::int64_t> shares;
    for (std::int64_t x = begin / to; x * to < end; ++x)
        shares.push_back(std::min(end, (x + 1) * to) - std::max(begin, x * to));
    return to_fixed(static_cast<int>(begin / to), shares, from);
}

/// The centre of output pixel i lies between two input centres; all in units of 1/(2*to).
Tap linear_tap(std::int64_t i, std::int64_t from, std::int64_t to) {
    const std::int64_t unit = 2 * to;
    const std::int64_t centre =
        std::clamp((2 * i + 1) * from - to, std::int64_t{0}, (from - 1) * unit);
    const std::int64_t left = centre / unit, part = centre % unit;
    if (part == 0) return to_fixed(static_cast<int>(left), {unit}, unit);
    return to_fixed(static_cast<int>(left), {unit - part, part}, unit);
}

std::vector<Tap> make_taps(int from, int to) {
    std::vector<Tap> taps;
    taps.reserve(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i)
        taps.push_back(to <= from ? area_tap(i, from, to) : linear_tap(i, from, to));
    return taps;
}

using Row = std::vector<std::uint16_t>;  // four channels a pixel: b g r a

void shrink_row(const std::uint32_t* pixels, const std::vector<Tap>& taps, Row& row) {
    std::size_t out = 0;
    for (const Tap& tap : taps) {
        std::uint32_t b = 0, g = 0, r = 0, a = 0;
        const std::uint32_t* pixel = pixels + tap.first;
        for (const std::uint32_t weight : tap.weights) {
            const std::uint32_t value = *pixel++;
            b += (value & 0xFF) * weight;
            g += ((value >> 8) & 0xFF) * weight;
            r += ((value >> 16) & 0xFF) * weight;
            a += (value >> 24) * weight;
        }
        constexpr int kShift = kWeightBits - kRowBits;
        constexpr std::uint32_t kHalf = 1u << (kShift - 1);
        for (const std::uint32_t sum : {b, g, r, a})
            row[out++] = static_cast<std::uint16_t>((sum + kHalf) >> kShift);
    }
}

void store_row(const std::vector<std::uint32_t>& sums, std::uint32_t* pixels, int width) {
    constexpr int kShift = kWeightBits + kRowBits;
    constexpr std::uint32_t kHalf = 1u << (kShift - 1);
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
        const auto channel = [&](std::size_t c) { return (sums[4 * x + c] + kHalf) >> kShift; };
        pixels[x] = pack_argb(channel(3), channel(2), channel(1), channel(0));
    }
}

Bitmap resample_straight(const Bitmap& source, Rect crop, Size target) {
    Bitmap result{target, source.is_opaque, std::vector<std::uint32_t>(pixel_count(target))};
    const std::vector<Tap> columns = make_taps(crop.width, target.width);
    const std::vector<Tap> rows = make_taps(crop.height, target.height);
    const std::size_t values = 4 * static_cast<std::size_t>(target.width);
    Row row(values);
    int row_held = -1;
    std::vector<std::uint32_t> sums(values);
    for (int y = 0; y < target.height; ++y) {
        const Tap& tap = rows[static_cast<std::size_t>(y)];
        std::fill(sums.begin(), sums.end(), 0u);
        for (std::size_t k = 0; k < tap.weights.size(); ++k) {
            const int from = tap.first + static_cast<int>(k);
            if (from != row_held) {
                shrink_row(&source.pixels[static_cast<std::size_t>(crop.y + from) *
                                              static_cast<std::size_t>(source.size.width) +
                                          static_cast<std::size_t>(crop.x)],
                           columns, row);
                row_held = from;
            }
            const std::uint32_t weight = tap.weights[k];
            for (std::size_t i = 0; i < values; ++i) sums[i] += row[i] * weight;
        }
        store_row(sums, &result.at(0, y), target.width);
    }
    return result;
}

/// One axis of a stretched picture: where the centre of each output pixel of [first, first + count)
/// lies between the centres of two input pixels.
std::vector<StretchTap> make_stretch_taps(int from, int to, int first, int count) {
    std::vector<StretchTap> taps;
    taps.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = first; i < first + count; ++i) {
        const std::int64_t centre = ((2 * i + 1) * from * 256 / to - 256) / 2;
        const std::int64_t at = std::clamp(centre, std::int64_t{0}, (from - 1) * std::int64_t{256});
        taps.push_back({static_cast<std::uint32_t>(at >> 8), static_cast<std::uint32_t>(at & 255)});
    }
    return taps;
}

std::uint32_t premultiply(std::uint32_t pixel) {
    const std::uint32_t a = pixel >> 24;
    const auto scale = [a](std::uint32_t value) { return (value * a + 127) / 255; };
    return pack_argb(a, scale((pixel >> 16) & 0xFF), scale((pixel >> 8) & 0xFF),
                     scale(pixel & 0xFF));
}

std::uint32_t unpremultiply(std::uint32_t pixel) {
    const std::uint32_t a = pixel >> 24;
    if (a == 0) return 0;
    const auto scale = [a](std::uint32_t value) {
        return std::min(255u, (value * 255 + a / 2) / a);
    };
    return pack_argb(a, scale((pixel >> 16) & 0xFF), scale((pixel >> 8) & 0xFF),
                     scale(pixel & 0xFF));
}

}  // namespace

Bitmap resample(const Bitmap& source, Rect crop, Size target) {
    assert(!crop.is_empty() &&
           intersection(crop, {0, 0, source.size.width, source.size.height}) == crop);
    assert(target.width > 0 && target.height > 0);
    if (source.is_opaque && target.width >= crop.width && target.height >= crop.height) {
        Bitmap result{target, true, {}};
        result.pixels.reserve(pixel_count(target));
        stretch(source, crop, target, {0, 0, target.width, target.height},
                [&](int, const std::uint32_t* row) {
                    result.pixels.insert(result.pixels.end(), row, row + target.width);
                });
        return result;
    }
    if (source.is_opaque) return resample_straight(source, crop, target);
    // The colour under transparent pixels must not bleed into the edge.
    Bitmap premultiplied = source;
    for (std::uint32_t& pixel : premultiplied.pixels) pixel = premultiply(pixel);
    Bitmap result = resample_straight(premultiplied, crop, target);
    for (std::uint32_t& pixel : result.pixels) pixel = unpremultiply(pixel);
    return result;
}

void stretch(const Bitmap& source, Rect crop, Size target, Rect part, const TakeRow& take) {
    const auto rows = make_stretch_taps(crop.height, target.height, part.y, part.height);
    auto columns = make_stretch_taps(crop.width, target.width, part.x, part.width);
    const std::uint32_t first = columns.front().left;
    const auto width = static_cast<std::uint32_t>(crop.width);
    const std::size_t count = std::min(columns.back().left + 1, width - 1) - first + 1;
    for (StretchTap& tap : columns) tap.left -= first;
    const auto input = [&](std::uint32_t y) {
        const auto row = static_cast<std::size_t>(crop.y) + y;
        return &source.pixels[row * static_cast<std::size_t>(source.size.width) +
                              static_cast<std::size_t>(crop.x) + first];
    };
    // One pixel more: the tap at the very edge looks at its neighbour too, with a share of 0.
    std::vector<std::uint32_t> between(count + 1), output(static_cast<std::size_t>(part.width));
    for (int i = 0; i < part.height; ++i) {
        const StretchTap& row = rows[static_cast<std::size_t>(i)];
        const auto last = static_cast<std::uint32_t>(crop.height - 1);
        mix_rows(between.data(), input(row.left), input(std::min(row.left + 1, last)), count,
                 row.share);
        stretch_row(output.data(), between.data(), columns.data(), output.size());
        take(part.y + i, output.data());
    }
}

Bitmap resize(const Bitmap& source, Size target) {
    return resample(source, {0, 0, source.size.width, source.size.height}, target);
}

}  // namespace sen::graphics
