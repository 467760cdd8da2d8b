// SPDX-License-Identifier: Apache-2.0
#include "graphics/painted_memory.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "graphics/pixel.h"
#include "graphics/pixel_rows.h"
#include "graphics/resample.h"

namespace sen::graphics {
namespace {

std::size_t index_at(Size size, int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
           static_cast<std::size_t>(x);
}

const std::uint32_t* pixels_at(const Bitmap& bitmap, int x, int y) {
    return &bitmap.pixels[index_at(bitmap.size, x, y)];
}

class Painting {
  public:
    explicit Painting(const PaintedMemory& memory) : memory_(memory) {}
    void paint(const DrawList& steps, Rect area);

  private:
    void paint_colour(Rect area, Colour colour);
    void paint_picture(Rect area, const Shown& shown, unsigned char alpha);
    void paint_ink(Rect area, const Shown& shown, unsigned share);
    void paint_mixed(Rect area, const Shown& below, const Shown& above, unsigned share);
    /// Fills what paint_colour() has put off until it is known how much of it will be seen: not
    /// where the next thing painted covers it, as a photo does most of its page.
    void lay_ground(Rect covered);

    const PaintedMemory& memory_;
    struct Ground {
        Rect rect;
        std::uint32_t pixel = 0;
    };
    Ground ground_;  // put off; empty when nothing is
};

void Painting::paint(const DrawList& steps, Rect area) {
    for (const DrawStep& step : steps) {
        const Rect part = intersection(intersection(step.area, area), memory_.whole());
        if (part.is_empty()) continue;
        if (step.below.pixels)
            paint_mixed(part, step.below, step.above, share_of_256(step.alpha));
        else if (!step.above.pixels)
            paint_colour(part, step.colour);
        else if (step.above.pixels->alphas.empty())
            paint_picture(part, step.above, step.alpha);
        else
            paint_ink(part, step.above, share_of_256(step.alpha));
    }
    lay_ground({});
}

void Painting::lay_ground(Rect covered) {
    if (ground_.rect.is_empty()) return;
    const Ground ground = std::exchange(ground_, {});
    const Rect rect = ground.rect, hole = intersection(covered, rect);
    const auto lay = [&](Rect part) {
        for (int y = part.y; part.width > 0 && y < part.bottom(); ++y)
            std::fill_n(memory_.at(part.x, y), part.width, ground.pixel);
    };
    if (hole.is_empty()) return lay(rect);
    lay({rect.x, rect.y, rect.width, hole.y - rect.y});
    lay({rect.x, hole.y, hole.x - rect.x, hole.height});
    lay({hole.right(), hole.y, rect.right() - hole.right(), hole.height});
    lay({rect.x, hole.bottom(), rect.width, rect.bottom() - hole.bottom()});
}

void Painting::paint_colour(Rect area, Colour colour) {
    const std::uint32_t pixel = pack_argb(255, colour.r, colour.g, colour.b);
    lay_ground(colour.a == 255 ? area : Rect{});
    if (colour.a == 255) {
        ground_ = {area, pixel};
        return;
    }
    for (int y = area.y; y < area.bottom(); ++y)
        tint_row(memory_.at(area.x, y), pixel, static_cast<std::size_t>(area.width),
                 share_of_256(colour.a));
}

void Painting::paint_picture(Rect area, const Shown& shown, unsigned char alpha) {
    const Bitmap& bitmap = shown.pixels->bitmap;
    const Rect source = shown.source, target = shown.target;
    lay_ground(alpha == 255 ? area : Rect{});
    const auto width = static_cast<std::size_t>(area.width);
    const auto lay = [&](int y, const std::uint32_t* row) {
        std::uint32_t* out = memory_.at(area.x, y);
        if (alpha == 255)
            std::copy_n(row, width, out);
        else
            mix_rows(out, out, row, width, share_of_256(alpha));
    };
    if (source.size() != target.size()) {
        const Rect part = area.moved(-target.x, -target.y);
        return stretch(bitmap, source, target.size(), part,
                       [&](int y, const std::uint32_t* row) { lay(target.y + y, row); });
    }
    const int x = source.x + area.x - target.x;
    for (int y = area.y; y < area.bottom(); ++y)
        lay(y, pixels_at(bitmap, x, source.y + y - target.y));
}

void Painting::paint_ink(Rect area, const Shown& shown, unsigned share) {
    const Pixels& pixels = *shown.pixels;
    const Rect source = shown.source, target = shown.target;
    lay_ground({});
    const bool is_column = source.width == 1;
    assert(source.height == target.height && (is_column || source.width == target.width));
    const int x = is_column ? source.x : source.x + area.x - target.x;
    const auto width = static_cast<std::size_t>(area.width);
    for (int y = area.y; y < area.bottom(); ++y) {
        const unsigned char* alphas =
            &pixels.alphas[index_at(pixels.bitmap.size, x, source.y + y - target.y)];
        if (is_column)
            tint_row(memory_.at(area.x, y), pixels.ink, width, share_of_256(*alphas) * share / 256);
        else
            ink_row(memory_.at(area.x, y), alphas, pixels.ink, width, share);
    }
}

void Painting::paint_mixed(Rect area, const Shown& below, const Shown& above, unsigned share) {
    lay_ground(area);
    const auto row = [&](const Shown& shown, int y) {
        return pixels_at(shown.pixels->bitmap, area.x - shown.target.x, y - shown.target.y);
    };
    for (int y = area.y; y < area.bottom(); ++y)
        mix_rows(memory_.at(area.x, y), row(below, y), row(above, y),
                 static_cast<std::size_t>(area.width), share);
}

}  // namespace

void paint(const DrawList& steps, Rect area, const PaintedMemory& memory) {
    Painting(memory).paint(steps, area);
}

}  // namespace sen::graphics
