// SPDX-License-Identifier: Apache-2.0
// Draws with the processor straight into the memory that is shown. SDL's software renderer would
// blend at a third of the speed and draw what is covered anyway.
#include <SDL.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "base/log.h"
#include "graphics/painter.h"
#include "graphics/pixel.h"
#include "graphics/pixel_rows.h"
#include "graphics/resample.h"

namespace sen::graphics {
namespace {

UniqueSurface make_surface(Size size) {
    return UniqueSurface(
        SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, SDL_PIXELFORMAT_RGB888));
}

bool has_our_pixels(const SDL_Surface& surface) {
    const Uint32 format = surface.format->format;
    return (format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) &&
           surface.pitch % 4 == 0 && SDL_MUSTLOCK(&surface) == 0;
}

std::size_t index_at(Size size, int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
           static_cast<std::size_t>(x);
}

const std::uint32_t* pixels_at(const Bitmap& bitmap, int x, int y) {
    return &bitmap.pixels[index_at(bitmap.size, x, y)];
}

/// Ink takes a byte for a pixel instead of four.
std::unique_ptr<Texture::Content> make_ink(const Bitmap& bitmap) {
    auto content = std::make_unique<Texture::Content>();
    content->alphas.reserve(bitmap.pixels.size());
    for (const std::uint32_t pixel : bitmap.pixels) {
        content->alphas.push_back(static_cast<unsigned char>(pixel >> 24));
        if (pixel >> 24 == 0) continue;
        assert(content->ink == 0 || content->ink == (pixel | 0xFF000000u));
        content->ink = pixel | 0xFF000000u;
    }
    return content;
}

class SoftwarePainter final : public Painter {
  public:
    explicit SoftwarePainter(UniqueSurface surface) : own_(std::move(surface)) { find_pixels(); }
    SoftwarePainter(SDL_Window& window, int rotation) : window_(&window), rotation_(rotation) {
        find_pixels();
    }

    Size size() const override { return turned(size_of(shown_surface()), rotation_); }
    bool has_pixels() const { return pixels_ != nullptr; }

    void begin_frame(Colour background) override {
        find_pixels();
        ground_ = {whole(), pack_argb(255, background.r, background.g, background.b)};
    }

    void present() override {
        lay_ground({});
        if (window_ == nullptr) return;
        SDL_Surface* shown = shown_surface();
        if (rotation_ != 0)
            show_turned(*shown);
        else if (own_)
            SDL_BlitSurface(own_.get(), nullptr, shown, nullptr);
        SDL_UpdateWindowSurface(window_);
    }

    Result<Bitmap> read_pixels() override {
        find_pixels();
        lay_ground({});
        Bitmap bitmap{extent_, true, {}};
        bitmap.pixels.reserve(pixel_count(extent_));
        for (int y = 0; y < extent_.height; ++y)
            bitmap.pixels.insert(bitmap.pixels.end(), at(0, y), at(0, y) + extent_.width);
        for (std::uint32_t& pixel : bitmap.pixels) pixel |= 0xFF000000u;
        return bitmap;
    }

    void set_clip(Rect clip) override { clip_ = clip; }

    Result<std::unique_ptr<Texture::Content>> make_texture(Bitmap bitmap) override {
        if (!bitmap.is_opaque) return make_ink(bitmap);
        auto content = std::make_unique<Texture::Content>();
        content->bitmap = std::move(bitmap);
        return content;
    }

    Result<std::unique_ptr<Texture::Content>> make_video_texture(Size size) override {
        Bitmap black{size, true, std::vector<std::uint32_t>(pixel_count(size), 0xFF000000u)};
        return make_texture(std::move(black));
    }

    void update_video(Texture& texture, const VideoPlanes& planes) override;
    void fill(Rect rect, Colour colour) override;
    void draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) override;
    void draw_mixed(const Texture& below, Point below_at, const Texture& above, Point above_at,
                    unsigned char share) override;

  private:
    static Size size_of(const SDL_Surface* surface) {
        return surface == nullptr ? Size{} : Size{surface->w, surface->h};
    }
    /// SDL makes the window's surface anew when its size changes.
    SDL_Surface* shown_surface() const {
        return window_ == nullptr ? own_.get() : SDL_GetWindowSurface(window_);
    }
    void find_pixels();
    void show_turned(SDL_Surface& shown);
    Rect whole() const { return {0, 0, extent_.width, extent_.height}; }
    Rect visible(Rect rect) const { return intersection(intersection(rect, clip_), whole()); }
    std::uint32_t* at(int x, int y) const { return pixels_ + y * pitch_ + x; }
    /// Fills what was put off by fill() and begin_frame() until it is known how much of it will be
    /// seen: not where the next thing drawn covers it, as a photo does most of its page.
    void lay_ground(Rect covered);
    void draw_ink(const Texture& texture, Rect source, Rect target, unsigned share);

    SDL_Window* window_ = nullptr;  // none in memory
    int rotation_ = 0;
    UniqueSurface own_;     // none where the window's surface has our kind of pixels
    UniqueSurface turned_;  // none where that surface can take the turned picture itself
    std::uint32_t* pixels_ = nullptr;
    std::ptrdiff_t pitch_ = 0;  // in pixels
    Size extent_;
    Rect clip_;
    struct Ground {
        Rect rect;
        std::uint32_t pixel = 0;
    };
    Ground ground_;                      // put off; empty when nothing is
    std::vector<unsigned char> planes_;  // of a film whose planes do not follow each other
};

void SoftwarePainter::find_pixels() {
    SDL_Surface* surface = shown_surface();
    if (window_ != nullptr && surface != nullptr) {
        if (rotation_ == 0 && has_our_pixels(*surface)) {
            own_.reset();
        } else {
            const Size wanted = turned(size_of(surface), rotation_);
            if (size_of(own_.get()) != wanted) own_ = make_surface(wanted);
            surface = own_.get();
        }
    }
    pixels_ = surface == nullptr ? nullptr : static_cast<std::uint32_t*>(surface->pixels);
    pitch_ = surface == nullptr ? 0 : surface->pitch / 4;
    extent_ = size_of(surface);
}

void SoftwarePainter::show_turned(SDL_Surface& shown) {
    // The window may have changed its size since the frame was begun: then it shows the next one.
    if (!own_ || size_of(own_.get()) != turned(size_of(&shown), rotation_)) return;
    const bool is_direct = has_our_pixels(shown);
    if (!is_direct && size_of(turned_.get()) != size_of(&shown))
        turned_ = make_surface(size_of(&shown));
    SDL_Surface* target = is_direct ? &shown : turned_.get();
    if (target == nullptr) return;
    turn_pixels(static_cast<std::uint32_t*>(target->pixels), target->pitch / 4,
                static_cast<const std::uint32_t*>(own_->pixels), own_->pitch / 4,
                size_of(own_.get()), rotation_);
    if (!is_direct) SDL_BlitSurface(target, nullptr, &shown, nullptr);
}

void SoftwarePainter::lay_ground(Rect covered) {
    if (ground_.rect.is_empty()) return;
    const Ground ground = std::exchange(ground_, {});
    const Rect rect = intersection(ground.rect, whole()), hole = intersection(covered, rect);
    const auto lay = [&](Rect part) {
        for (int y = part.y; part.width > 0 && y < part.bottom(); ++y)
            std::fill_n(at(part.x, y), part.width, ground.pixel);
    };
    if (hole.is_empty()) return lay(rect);
    lay({rect.x, rect.y, rect.width, hole.y - rect.y});
    lay({rect.x, hole.y, hole.x - rect.x, hole.height});
    lay({hole.right(), hole.y, rect.right() - hole.right(), hole.height});
    lay({rect.x, hole.bottom(), rect.width, rect.bottom() - hole.bottom()});
}

void SoftwarePainter::fill(Rect rect, Colour colour) {
    const Rect area = visible(rect);
    if (area.is_empty()) return;
    const std::uint32_t pixel = pack_argb(255, colour.r, colour.g, colour.b);
    lay_ground(colour.a == 255 ? area : Rect{});
    if (colour.a == 255) {
        ground_ = {area, pixel};
        return;
    }
    for (int y = area.y; y < area.bottom(); ++y)
        tint_row(at(area.x, y), pixel, static_cast<std::size_t>(area.width),
                 share_of_256(colour.a));
}

void SoftwarePainter::draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) {
    const unsigned share = share_of_256(alpha);
    if (!texture.is_opaque()) return draw_ink(texture, source, target, share);
    const Bitmap& bitmap = texture.content().bitmap;
    const Rect area = visible(target);
    if (area.is_empty()) return;
    lay_ground(alpha == 255 ? area : Rect{});
    const auto width = static_cast<std::size_t>(area.width);
    const auto lay = [&](int y, const std::uint32_t* row) {
        std::uint32_t* out = at(area.x, y);
        if (alpha == 255)
            std::copy_n(row, width, out);
        else
            mix_rows(out, out, row, width, share);
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

void SoftwarePainter::draw_ink(const Texture& texture, Rect source, Rect target, unsigned share) {
    const Texture::Content& content = texture.content();
    const Rect area = visible(target);
    if (area.is_empty()) return;
    lay_ground({});
    const bool is_column = source.width == 1;
    assert(source.height == target.height && (is_column || source.width == target.width));
    const int x = is_column ? source.x : source.x + area.x - target.x;
    const auto width = static_cast<std::size_t>(area.width);
    for (int y = area.y; y < area.bottom(); ++y) {
        const unsigned char* alphas =
            &content.alphas[index_at(texture.size(), x, source.y + y - target.y)];
        if (is_column)
            tint_row(at(area.x, y), content.ink, width, share_of_256(*alphas) * share / 256);
        else
            ink_row(at(area.x, y), alphas, content.ink, width, share);
    }
}

void SoftwarePainter::draw_mixed(const Texture& below, Point below_at, const Texture& above,
                                 Point above_at, unsigned char share) {
    const auto place = [](const Texture& texture, Point where) {
        return Rect{where.x, where.y, texture.size().width, texture.size().height};
    };
    const Rect area = intersection(clip_, whole());
    const Rect lower = place(below, below_at), upper = place(above, above_at);
    if (intersection(lower, area) != area || intersection(upper, area) != area) {
        draw(below, {0, 0, lower.width, lower.height}, lower, 255);
        return draw(above, {0, 0, upper.width, upper.height}, upper, share);
    }
    lay_ground(area);
    const Bitmap &bottom = below.content().bitmap, &top = above.content().bitmap;
    for (int y = area.y; y < area.bottom(); ++y)
        mix_rows(at(area.x, y), pixels_at(bottom, area.x - lower.x, y - lower.y),
                 pixels_at(top, area.x - upper.x, y - upper.y),
                 static_cast<std::size_t>(area.width), share_of_256(share));
}

void SoftwarePainter::update_video(Texture& texture, const VideoPlanes& planes) {
    Bitmap& bitmap = texture.content().bitmap;
    const Size size = bitmap.size;
    const auto y_bytes = static_cast<std::size_t>(planes.y_pitch * size.height);
    const auto rows = static_cast<std::size_t>((size.height + 1) / 2);
    const auto uv_bytes = static_cast<std::size_t>(planes.uv_pitch) * rows;
    const unsigned char* start = planes.y.data();
    int pitch = planes.y_pitch;
    // SDL knows only planes that lie one behind the other.
    if (planes.u.data() != start + y_bytes || planes.v.data() != planes.u.data() + uv_bytes ||
        planes.uv_pitch != (pitch + 1) / 2) {
        planes_.clear();
        const auto add = [&](std::span<const unsigned char> plane, int from, int width,
                             int height) {
            for (int y = 0; y < height; ++y)
                planes_.insert(planes_.end(), plane.begin() + y * from,
                               plane.begin() + y * from + width);
        };
        const int half_width = (size.width + 1) / 2, half_height = (size.height + 1) / 2;
        add(planes.y, planes.y_pitch, size.width, size.height);
        add(planes.u, planes.uv_pitch, half_width, half_height);
        add(planes.v, planes.uv_pitch, half_width, half_height);
        start = planes_.data();
        pitch = size.width;
    }
    if (SDL_ConvertPixels(size.width, size.height, SDL_PIXELFORMAT_IYUV, start, pitch,
                          SDL_PIXELFORMAT_RGB888, bitmap.pixels.data(), 4 * size.width) != 0)
        log::error("video frame of {} x {}: {}", size.width, size.height, SDL_GetError());
}

}  // namespace

Result<std::unique_ptr<Painter>> make_memory_painter(Size size) {
    UniqueSurface surface = make_surface(size);
    if (!surface) return fail(ErrorKind::Io, "make a canvas: {}", SDL_GetError());
    return std::make_unique<SoftwarePainter>(std::move(surface));
}

Result<std::unique_ptr<Painter>> make_window_painter(SDL_Window& window, int rotation) {
    auto painter = std::make_unique<SoftwarePainter>(window, rotation);
    if (!painter->has_pixels())
        return fail(ErrorKind::Io, "no memory to draw on in the window: {}", SDL_GetError());
    return painter;
}

}  // namespace sen::graphics
