// SPDX-License-Identifier: Apache-2.0
// The shapes of Canvas: rectangles, and cached anti-aliased pictures where an edge is not straight
// (SDL's own geometry has jagged edges).
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "graphics/canvas.h"
#include "graphics/canvas_state.h"
#include "graphics/pixel.h"
#include "graphics/shape_bitmaps.h"

namespace sen::graphics {
namespace {

constexpr std::size_t kMaxShapeBytes = 16u << 20;
constexpr int kStepsPerTurn = 1440;  // finer arcs than a quarter degree would only fill the cache
constexpr int kWaveRatio = 8;        // wavelength over height

Bitmap make_bitmap(const ShapeKey& key) {
    const auto turns = [](int steps) {
        return static_cast<float>(steps) / static_cast<float>(kStepsPerTurn);
    };
    switch (key.shape) {
        case Shape::Disc:
            return disc_bitmap(key.a, key.colour);
        case Shape::Ring:
            return ring_bitmap(key.a, key.b, key.colour);
        case Shape::Outside:
            return outside_bitmap(key.a, key.colour);
        case Shape::Veil:
            return veil_bitmap({1, key.a}, key.colour, false);
        case Shape::VeilFromTop:
            return veil_bitmap({1, key.a}, key.colour, true);
        case Shape::Arc:
            return arc_bitmap(key.a, key.b, turns(key.c), turns(key.d), key.colour);
        case Shape::Wave:
            return wave_bitmap({key.a, key.b}, key.c, key.d, key.colour);
    }
    return {};
}

/// The four corners of a rounded rectangle: where each lies in the square of 2*radius, and where
/// it is drawn.
struct Corner {
    Rect source;
    Point at;
};

std::array<Corner, 4> corners(Rect rect, int radius) {
    const int right = rect.right() - radius, bottom = rect.bottom() - radius;
    return {{{{0, 0, radius, radius}, {rect.x, rect.y}},
             {{radius, 0, radius, radius}, {right, rect.y}},
             {{0, radius, radius, radius}, {rect.x, bottom}},
             {{radius, radius, radius, radius}, {right, bottom}}}};
}

int fitting_radius(Rect rect, int radius) {
    return std::clamp(radius, 0, std::min(rect.width, rect.height) / 2);
}

}  // namespace

std::size_t ShapeKeyHash::operator()(const ShapeKey& key) const {
    std::size_t hash = static_cast<std::size_t>(key.shape);
    for (const int number : {key.a, key.b, key.c, key.d})
        hash = mix_hash(hash, static_cast<std::size_t>(number));
    return mix_hash(hash, pack_argb(key.colour));
}

const Texture& Canvas::shape(const ShapeKey& key) {
    if (const Texture* found = state_->shapes.find(key, state_->frames_presented)) return *found;
    state_->shapes.trim(kMaxShapeBytes, state_->frames_presented);
    Texture texture = make_texture(make_bitmap(key));
    const std::size_t bytes = texture.bytes();
    return state_->shapes.insert(key, std::move(texture), bytes, state_->frames_presented);
}

void Canvas::draw_corners(const Texture& texture, Rect rect, int radius) {
    for (const Corner& corner : corners(rect, radius))
        draw(texture, corner.source, {corner.at.x, corner.at.y, radius, radius});
}

void Canvas::fill(Rect rect, Colour colour) {
    const Rect visible = intersection(placed(rect), clip());
    if (visible.is_empty() || colour.a == 0) return;
    state_->painter->fill(visible, colour);
}

void Canvas::fill_rounded(Rect rect, int radius, Colour colour) {
    rect = placed(rect);
    const Unscaled unscaled(*this);
    if (!state_->is_visible(rect, clip())) return;
    const int r = fitting_radius(rect, radius);
    if (r == 0) return fill(rect, colour);
    draw_corners(shape({Shape::Disc, r, 0, 0, 0, colour}), rect, r);
    fill({rect.x + r, rect.y, rect.width - 2 * r, r}, colour);
    fill({rect.x, rect.y + r, rect.width, rect.height - 2 * r}, colour);
    fill({rect.x + r, rect.bottom() - r, rect.width - 2 * r, r}, colour);
}

void Canvas::stroke_rounded(Rect rect, int radius, int thickness, Colour colour) {
    rect = placed(rect);
    const Unscaled unscaled(*this);
    if (thickness <= 0 || !state_->is_visible(rect, clip())) return;
    const int t = std::min(thickness, std::min(rect.width, rect.height) / 2);
    const int r = fitting_radius(rect, radius);
    const int bottom = rect.bottom();
    // No pixel is laid on twice: the colour may be translucent.
    if (r >= t) {
        if (r > 0) draw_corners(shape({Shape::Ring, r, t, 0, 0, colour}), rect, r);
        fill({rect.x + r, rect.y, rect.width - 2 * r, t}, colour);
        fill({rect.x + r, bottom - t, rect.width - 2 * r, t}, colour);
        fill({rect.x, rect.y + r, t, rect.height - 2 * r}, colour);
        fill({rect.right() - t, rect.y + r, t, rect.height - 2 * r}, colour);
        return;
    }
    if (r > 0) draw_corners(shape({Shape::Disc, r, 0, 0, 0, colour}), rect, r);
    fill({rect.x + r, rect.y, rect.width - 2 * r, r}, colour);
    fill({rect.x, rect.y + r, rect.width, t - r}, colour);
    fill({rect.x, rect.y + t, t, rect.height - 2 * t}, colour);
    fill({rect.right() - t, rect.y + t, t, rect.height - 2 * t}, colour);
    fill({rect.x, bottom - t, rect.width, t - r}, colour);
    fill({rect.x + r, bottom - r, rect.width - 2 * r, r}, colour);
}

void Canvas::round_corners(Rect rect, int radius, Colour outside) {
    rect = placed(rect);
    const Unscaled unscaled(*this);
    const int r = fitting_radius(rect, radius);
    if (r == 0 || !state_->is_visible(rect, clip())) return;
    draw_corners(shape({Shape::Outside, r, 0, 0, 0, outside}), rect, r);
}

void Canvas::draw_veil(Rect rect, bool is_from_top, Colour colour) {
    rect = placed(rect);
    const Unscaled unscaled(*this);
    if (!state_->is_visible(rect, clip())) return;
    // One column, drawn as wide as the rectangle.
    const Texture& column =
        shape({is_from_top ? Shape::VeilFromTop : Shape::Veil, rect.height, 0, 0, 0, colour});
    draw(column, {0, 0, 1, rect.height}, rect);
}

void Canvas::fill_veil(Rect rect, Colour colour) {
    draw_veil(rect, false, colour);
}

void Canvas::fill_veil_from_top(Rect rect, Colour colour) {
    draw_veil(rect, true, colour);
}

void Canvas::draw_arc(Point centre, int radius, int thickness, float from, float to,
                      Colour colour) {
    if (radius <= 0 || thickness <= 0 || !(to > from)) return;
    const Rect square{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    if (!state_->is_visible(square, clip())) return;
    const float start = from - std::floor(from);
    const float span = std::min(to - from, 1.0f);
    const int first = static_cast<int>(std::lround(start * kStepsPerTurn));
    const int last = first + static_cast<int>(std::lround(span * kStepsPerTurn));
    if (last == first) return;
    draw(shape({Shape::Arc, radius, thickness, first, last, colour}), {square.x, square.y});
}

void Canvas::draw_wave(Rect rect, int thickness, float phase, Colour colour) {
    rect = placed(rect);
    const Unscaled unscaled(*this);
    if (thickness <= 0 || !state_->is_visible(rect, clip())) return;
    // One wavelength wider than shown: the phase only moves the part that is copied.
    const int wavelength = kWaveRatio * rect.height;
    const Texture& wave =
        shape({Shape::Wave, rect.width + wavelength, rect.height, thickness, wavelength, colour});
    const float part = phase - std::floor(phase);
    const int shift = static_cast<int>(std::lround(part * static_cast<float>(wavelength)));
    draw(wave, {shift, 0, rect.width, rect.height}, rect);
}

}  // namespace sen::graphics
