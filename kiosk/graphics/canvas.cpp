// SPDX-License-Identifier: Apache-2.0
#include "graphics/canvas.h"

#include <cassert>
#include <cmath>
#include <utility>

#include "base/log.h"
#include "graphics/canvas_state.h"
#include "graphics/pixel.h"

namespace sen::graphics {
Texture::Texture() = default;
Texture::Texture(std::unique_ptr<Content> content, Size size, bool is_opaque)
    : content_(std::move(content)), size_(size), is_opaque_(is_opaque) {}
Texture::~Texture() = default;
Texture::Texture(Texture&& other) noexcept = default;
Texture& Texture::operator=(Texture&& other) noexcept = default;

std::size_t Texture::bytes() const {
    if (content_ == nullptr) return 0;
    const bool is_ink = content_->pixels && !content_->pixels->alphas.empty();
    return (is_ink ? 1 : 4) * pixel_count(size_);
}

Canvas::Canvas(std::unique_ptr<State> state) : state_(std::move(state)) {}
Canvas::~Canvas() = default;

Result<std::unique_ptr<Canvas>> Canvas::create_window(const WindowOptions& options) {
    SEN_TRY(WindowPainter made, make_painted_window(options));
    auto state = std::make_unique<State>();
    state->window = std::move(made.window);
    state->painter = std::move(made.painter);
    state->is_software = made.is_software;
    state->description = std::move(made.description);
    return std::unique_ptr<Canvas>(new Canvas(std::move(state)));
}

Result<std::unique_ptr<Canvas>> Canvas::create_offscreen(Size size) {
    if (size.width <= 0 || size.height <= 0 || pixel_count(size) > kMaxPixels)
        return fail(ErrorKind::Invalid, "canvas of {} x {} pixels", size.width, size.height);
    auto state = std::make_unique<State>();
    SEN_TRY(state->painter, make_memory_painter(size));
    state->description = "memory, renderer software";
    return std::unique_ptr<Canvas>(new Canvas(std::move(state)));
}

std::unique_ptr<Canvas> Canvas::create_blank(Size size) {
    auto state = std::make_unique<State>();
    state->painter = make_blank_painter(size);
    state->description = "blank";
    return std::unique_ptr<Canvas>(new Canvas(std::move(state)));
}

Size Canvas::size() const {
    return state_->painter->size();
}

bool Canvas::is_software() const {
    return state_->is_software;
}

std::string Canvas::description() const {
    return state_->description;
}

SDL_Window* Canvas::window() const {
    return state_->window.get();
}

void Canvas::begin_frame(Colour background) {
    assert(state_->clips.empty() && state_->placements.empty());
    state_->clips.clear();
    state_->placements.clear();
    state_->painter->set_clip(clip());
    state_->painter->begin_frame(background);
}

void Canvas::present() {
    state_->painter->present();
    ++state_->frames_presented;
}

std::uint64_t Canvas::frames_presented() const {
    return state_->frames_presented;
}

Result<Bitmap> Canvas::read_pixels() const {
    return state_->painter->read_pixels();
}

Texture Canvas::make_texture(Bitmap bitmap) {
    const Size size = bitmap.size;
    const bool is_opaque = bitmap.is_opaque;
    auto content = state_->painter->make_texture(std::move(bitmap));
    if (content) return Texture(std::move(*content), size, is_opaque);
    log::error("texture of {} x {}: {}", size.width, size.height, content.error().message);
    return {};
}

Texture Canvas::make_video_texture(Size size) {
    auto content = state_->painter->make_video_texture(size);
    if (content) return Texture(std::move(*content), size, true);
    log::error("video texture of {} x {}: {}", size.width, size.height, content.error().message);
    return {};
}

void Canvas::update_video(Texture& texture, const VideoPlanes& planes) {
    if (!texture) return;
    const Size size = texture.size();
    const auto holds = [](std::span<const unsigned char> plane, int pitch, int width, int rows) {
        return pitch >= width && plane.size() >= static_cast<std::size_t>(pitch) *
                                                         static_cast<std::size_t>(rows - 1) +
                                                     static_cast<std::size_t>(width);
    };
    const int half_width = (size.width + 1) / 2, half_height = (size.height + 1) / 2;
    if (!holds(planes.y, planes.y_pitch, size.width, size.height) ||
        !holds(planes.u, planes.uv_pitch, half_width, half_height) ||
        !holds(planes.v, planes.uv_pitch, half_width, half_height)) {
        log::error("video frame is smaller than {} x {}", size.width, size.height);
        return;
    }
    state_->painter->update_video(texture, planes);
}

Rect Canvas::clip() const {
    const Size whole = size();
    return state_->clips.empty() ? Rect{0, 0, whole.width, whole.height} : state_->clips.back();
}

void Canvas::push_clip(Rect rect) {
    state_->clips.push_back(intersection(clip(), placed(rect)));
    state_->painter->set_clip(clip());
}

void Canvas::pop_clip() {
    assert(!state_->clips.empty());
    state_->clips.pop_back();
    state_->painter->set_clip(clip());
}

void Canvas::draw(const Texture& texture, Point at, unsigned char alpha) {
    const Size size = texture.size();
    draw(texture, {0, 0, size.width, size.height}, {at.x, at.y, size.width, size.height}, alpha);
}

void Canvas::push_scale(Rect about, double share) {
    assert(share > 0);
    const Placement before = state_->placements.empty() ? Placement{} : state_->placements.back();
    const double rest = (1 - share) * before.share;
    state_->placements.push_back({before.share * share,
                                  before.x + rest * (about.x + about.width / 2.0),
                                  before.y + rest * (about.y + about.height / 2.0)});
}

void Canvas::push_unscaled() {
    state_->placements.emplace_back();
}

void Canvas::pop_scale() {
    assert(!state_->placements.empty());
    state_->placements.pop_back();
}

Rect Canvas::placed(Rect rect) const {
    if (state_->placements.empty() || state_->placements.back().share == 1) return rect;
    const Placement& place = state_->placements.back();
    const auto across = [&](int x) {
        return static_cast<int>(std::lround(x * place.share + place.x));
    };
    const auto down = [&](int y) {
        return static_cast<int>(std::lround(y * place.share + place.y));
    };
    // Edge by edge: what touches goes on touching.
    const int x = across(rect.x), y = down(rect.y);
    return {x, y, across(rect.right()) - x, down(rect.bottom()) - y};
}

Rect Canvas::placed_ink(Rect rect) const {
    if (state_->placements.empty() || state_->placements.back().share == 1) return rect;
    const Placement& place = state_->placements.back();
    const double x = (rect.x + rect.width / 2.0) * place.share + place.x - rect.width / 2.0;
    const double y = (rect.y + rect.height / 2.0) * place.share + place.y - rect.height / 2.0;
    return {static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y)), rect.width,
            rect.height};
}

void Canvas::draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) {
    const Rect place = texture.is_opaque() ? placed(target) : placed_ink(target);
    if (!texture || alpha == 0 || source.is_empty() || !state_->is_visible(place, clip())) return;
    assert(intersection(source, {0, 0, texture.size().width, texture.size().height}) == source);
    state_->painter->draw(texture, source, place, alpha);
}

void Canvas::draw_mixed(const Texture& below, Point below_at, const Texture& above, Point above_at,
                        unsigned char share) {
    if (!below || !above || !state_->placements.empty()) {
        draw(below, below_at);
        return draw(above, above_at, share);
    }
    state_->painter->draw_mixed(below, below_at, above, above_at, share);
}

}  // namespace sen::graphics
