// SPDX-License-Identifier: Apache-2.0
// Draws with the processor straight into the memory that is shown. SDL's software renderer would
// blend at a third of the speed and draw what is covered anyway.
//
// Every frame is asked for as a whole and written down; when it is complete, only the rectangle in
// which it differs from the one before is painted and shown. What costs is memory that is touched,
// here and by the display's server.
#include <SDL.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "base/log.h"
#include "graphics/draw_list.h"
#include "graphics/painted_memory.h"
#include "graphics/painter.h"
#include "graphics/pixel.h"
#include "graphics/pixel_rows.h"

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

/// Ink takes a byte for a pixel instead of four.
std::shared_ptr<Pixels> make_ink(const Bitmap& bitmap) {
    auto made = std::make_shared<Pixels>();
    made->bitmap.size = bitmap.size;
    made->alphas.reserve(bitmap.pixels.size());
    for (const std::uint32_t pixel : bitmap.pixels) {
        made->alphas.push_back(static_cast<unsigned char>(pixel >> 24));
        if (pixel >> 24 == 0) continue;
        assert(made->ink == 0 || made->ink == (pixel | 0xFF000000u));
        made->ink = pixel | 0xFF000000u;
    }
    return made;
}

std::vector<std::uint32_t> copy_of(const PaintedMemory& memory) {
    std::vector<std::uint32_t> pixels;
    pixels.reserve(pixel_count(memory.size));
    for (int y = 0; y < memory.size.height; ++y)
        pixels.insert(pixels.end(), memory.at(0, y), memory.at(0, y) + memory.size.width);
    return pixels;
}

/// With SEN_DRAW=checked each frame is painted a second time as a whole, and the program ends where
/// the two differ: for tests.
bool wants_check() {
    const char* text = std::getenv("SEN_DRAW");
    return text != nullptr && std::string_view(text) == "checked";
}

class SoftwarePainter final : public Painter {
  public:
    explicit SoftwarePainter(UniqueSurface surface) : own_(std::move(surface)) { find_pixels(); }
    SoftwarePainter(SDL_Window& window, int rotation) : window_(&window), rotation_(rotation) {
        SDL_AddEventWatch(see_event, this);
        find_pixels();
    }
    ~SoftwarePainter() override {
        if (window_ != nullptr) SDL_DelEventWatch(see_event, this);
    }

    Size size() const override { return turned(size_of(shown_surface()), rotation_); }
    bool has_pixels() const { return memory_.pixels != nullptr; }

    void begin_frame(Colour background) override {
        find_pixels();
        steps_.clear();
        clip_ = memory_.whole();
        fill(clip_, {background.r, background.g, background.b, 255});
    }

    void present() override;

    Result<Bitmap> read_pixels() override {
        find_pixels();
        // Who looks before the frame is complete sees what has been drawn so far.
        if (!steps_.empty()) {
            paint(steps_, memory_.whole(), memory_);
            is_shown_ = false;
        }
        Bitmap bitmap{memory_.size, true, copy_of(memory_)};
        for (std::uint32_t& pixel : bitmap.pixels) pixel |= 0xFF000000u;
        return bitmap;
    }

    void set_clip(Rect clip) override { clip_ = clip; }

    Result<std::unique_ptr<Texture::Content>> make_texture(Bitmap bitmap) override {
        auto content = std::make_unique<Texture::Content>();
        content->pixels = bitmap.is_opaque ? std::make_shared<Pixels>(Pixels{std::move(bitmap), {}})
                                           : make_ink(bitmap);
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
    /// A window that was covered, resized or put away may show anything. On any thread.
    static int see_event(void* painter, SDL_Event* event) {
        if (event->type == SDL_WINDOWEVENT)
            static_cast<SoftwarePainter*>(painter)->is_shown_ = false;
        return 0;
    }
    void find_pixels();
    void show(Rect area);
    void show_turned(SDL_Surface& shown);
    Rect seen(Rect rect) const { return intersection(intersection(rect, clip_), memory_.whole()); }
    void check_painted();

    SDL_Window* window_ = nullptr;  // none in memory
    int rotation_ = 0;
    UniqueSurface own_;     // none where the window's surface has our kind of pixels
    UniqueSurface turned_;  // none where that surface can take the turned picture itself
    PaintedMemory memory_;
    Rect clip_;
    DrawList steps_, shown_steps_;        // of the frame in hand, and of the one before
    std::atomic<bool> is_shown_ = false;  // the one before is what can be seen
    const bool is_checked_ = wants_check();
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
    const PaintedMemory found = surface == nullptr
                                    ? PaintedMemory{}
                                    : PaintedMemory{static_cast<std::uint32_t*>(surface->pixels),
                                                    surface->pitch / 4, size_of(surface)};
    if (found != memory_) is_shown_ = false;
    memory_ = found;
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

void SoftwarePainter::present() {
    if (steps_.empty()) return;
    const Rect area =
        is_shown_.exchange(true) ? changed_area(shown_steps_, steps_) : memory_.whole();
    paint(steps_, area, memory_);
    if (is_checked_) check_painted();
    shown_steps_.swap(steps_);
    steps_.clear();
    if (window_ != nullptr && !area.is_empty()) show(area);
}

void SoftwarePainter::show(Rect area) {
    SDL_Surface* shown = shown_surface();
    if (rotation_ != 0) {
        show_turned(*shown);
        SDL_UpdateWindowSurface(window_);
        return;
    }
    SDL_Rect rect{area.x, area.y, area.width, area.height}, target = rect;
    if (own_) SDL_BlitSurface(own_.get(), &rect, shown, &target);
    SDL_UpdateWindowSurfaceRects(window_, &rect, 1);
}

void SoftwarePainter::check_painted() {
    const auto by_changes = copy_of(memory_);
    paint(steps_, memory_.whole(), memory_);
    if (copy_of(memory_) == by_changes) return;
    log::error("a frame painted by its changes is not the same as painted whole");
    std::abort();
}

void SoftwarePainter::fill(Rect rect, Colour colour) {
    const Rect area = seen(rect);
    if (!area.is_empty()) steps_.push_back({area, colour, {}, {}, 255});
}

void SoftwarePainter::draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) {
    const Rect area = seen(target);
    if (area.is_empty()) return;
    const auto& pixels = texture.content().pixels;
    steps_.push_back({area, {}, {}, {pixels, pixels->version, source, target}, alpha});
}

void SoftwarePainter::draw_mixed(const Texture& below, Point below_at, const Texture& above,
                                 Point above_at, unsigned char share) {
    const auto place = [](const Texture& texture, Point where) {
        const Size size = texture.size();
        const auto& pixels = texture.content().pixels;
        return Shown{pixels,
                     pixels->version,
                     {0, 0, size.width, size.height},
                     {where.x, where.y, size.width, size.height}};
    };
    const Rect area = seen(clip_);
    Shown lower = place(below, below_at), upper = place(above, above_at);
    if (area.is_empty()) return;
    if (intersection(lower.target, area) == area && intersection(upper.target, area) == area) {
        steps_.push_back({area, {}, std::move(lower), std::move(upper), share});
        return;
    }
    draw(below, lower.source, lower.target, 255);
    draw(above, upper.source, upper.target, share);
}

void SoftwarePainter::update_video(Texture& texture, const VideoPlanes& planes) {
    Pixels& pixels = *texture.content().pixels;
    Bitmap& bitmap = pixels.bitmap;
    ++pixels.version;
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
