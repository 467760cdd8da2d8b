// SPDX-License-Identifier: Apache-2.0
#include "graphics/shape_bitmaps.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "graphics/pixel.h"

namespace sen::graphics {
namespace {

constexpr float kTurn = 2 * std::numbers::pi_v<float>;

/// Paints every pixel by coverage(x, y) in 0..1, asked at the pixel's centre.
template <class Coverage>
Bitmap paint(Size size, Colour colour, const Coverage& coverage) {
    Bitmap bitmap{size, false, std::vector<std::uint32_t>(pixel_count(size))};
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const float share =
                coverage(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
            const float alpha = std::clamp(share, 0.0f, 1.0f) * static_cast<float>(colour.a);
            bitmap.at(x, y) =
                pack_argb(static_cast<unsigned>(std::lround(alpha)), colour.r, colour.g, colour.b);
        }
    return bitmap;
}

float clamp_share(float value) {
    return std::clamp(value, 0.0f, 1.0f);
}

/// Share of a pixel at distance `distance` from the centre that lies in the disc.
float disc_share(float distance, float radius) {
    return clamp_share(radius - distance + 0.5f);
}

float ring_share(float distance, float radius, float thickness) {
    return disc_share(distance, radius) - disc_share(distance, radius - thickness);
}

}  // namespace

Bitmap disc_bitmap(int radius, Colour colour) {
    const auto r = static_cast<float>(radius);
    return paint({2 * radius, 2 * radius}, colour,
                 [r](float x, float y) { return disc_share(std::hypot(x - r, y - r), r); });
}

Bitmap ring_bitmap(int radius, int thickness, Colour colour) {
    const auto r = static_cast<float>(radius), t = static_cast<float>(std::min(thickness, radius));
    return paint({2 * radius, 2 * radius}, colour,
                 [r, t](float x, float y) { return ring_share(std::hypot(x - r, y - r), r, t); });
}

Bitmap outside_bitmap(int radius, Colour colour) {
    const auto r = static_cast<float>(radius);
    return paint({2 * radius, 2 * radius}, colour,
                 [r](float x, float y) { return 1.0f - disc_share(std::hypot(x - r, y - r), r); });
}

Bitmap veil_bitmap(Size size, Colour colour, bool is_from_top) {
    const auto height = static_cast<float>(size.height);
    return paint(size, colour, [height, is_from_top](float, float y) {
        const float t = is_from_top ? 1.0f - y / height : y / height;
        return t * t * (3.0f - 2.0f * t);
    });
}

Bitmap arc_bitmap(int radius, int thickness, float from, float to, Colour colour) {
    const auto r = static_cast<float>(radius), t = static_cast<float>(std::min(thickness, radius));
    const float span = to - from;
    const float from_x = std::sin(from * kTurn), from_y = -std::cos(from * kTurn);
    const float to_x = std::sin(to * kTurn), to_y = -std::cos(to * kTurn);
    return paint({2 * radius, 2 * radius}, colour, [=](float x, float y) {
        const float dx = x - r, dy = y - r;
        const float ring = ring_share(std::hypot(dx, dy), r, t);
        if (ring <= 0.0f || span >= 1.0f) return ring;
        // Signed distance to the two straight ends: clockwise past the first, before the second.
        const float past_from = clamp_share(from_x * dy - from_y * dx + 0.5f);
        const float before_to = clamp_share(to_y * dx - to_x * dy + 0.5f);
        const float wedge =
            span <= 0.5f ? std::min(past_from, before_to) : std::max(past_from, before_to);
        return ring * wedge;
    });
}

Bitmap wave_bitmap(Size size, int thickness, int wavelength, Colour colour) {
    const auto half = static_cast<float>(thickness) / 2;
    const float middle = static_cast<float>(size.height) / 2;
    const float amplitude = std::max(0.0f, middle - half - 1.0f);
    const float turn = kTurn / static_cast<float>(wavelength);
    return paint(size, colour, [=](float x, float y) {
        const float wave = middle + amplitude * std::sin(x * turn);
        const float slope = amplitude * turn * std::cos(x * turn);
        const float distance = std::abs(y - wave) / std::sqrt(1.0f + slope * slope);
        return half - distance + 0.5f;
    });
}

}  // namespace sen::graphics
