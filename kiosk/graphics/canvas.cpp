// SPDX-License-Identifier: Apache-2.0
#include "graphics/canvas.h"

#include <cassert>
#include <utility>

#include "base/log.h"
#include "graphics/canvas_state.h"
#include "graphics/pixel.h"

namespace sen::graphics {
namespace {

SDL_Rect to_sdl(Rect rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

UniqueSurface make_surface(Size size) {
    return UniqueSurface(
        SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, SDL_PIXELFORMAT_RGB888));
}

}  // namespace

Texture::~Texture() {
    if (texture_ != nullptr) SDL_DestroyTexture(texture_);
}

Texture::Texture(Texture&& other) noexcept
    : texture_(std::exchange(other.texture_, nullptr)),
      size_(other.size_),
      is_opaque_(other.is_opaque_) {}

Texture& Texture::operator=(Texture&& other) noexcept {
    std::swap(texture_, other.texture_);
    std::swap(size_, other.size_);
    std::swap(is_opaque_, other.is_opaque_);
    return *this;
}

std::size_t Texture::bytes() const {
    return texture_ == nullptr ? 0 : 4 * pixel_count(size_);
}

Canvas::Canvas(std::unique_ptr<State> state) : state_(std::move(state)) {}
Canvas::~Canvas() = default;

Result<std::unique_ptr<Canvas>> Canvas::create_window(const WindowOptions& options) {
    SEN_TRY(WindowRenderer made, make_window_renderer(options));
    auto state = std::make_unique<State>();
    state->window = std::move(made.window);
    state->renderer = std::move(made.renderer);
    state->is_software = made.is_software;
    state->description = std::move(made.description);
    return std::unique_ptr<Canvas>(new Canvas(std::move(state)));
}

Result<std::unique_ptr<Canvas>> Canvas::create_offscreen(Size size) {
    if (size.width <= 0 || size.height <= 0 || pixel_count(size) > kMaxPixels)
        return fail(ErrorKind::Invalid, "canvas of {} x {} pixels", size.width, size.height);
    auto state = std::make_unique<State>();
    state->surface = make_surface(size);
    if (!state->surface) return fail(ErrorKind::Io, "make a canvas: {}", SDL_GetError());
    state->renderer.reset(SDL_CreateSoftwareRenderer(state->surface.get()));
    if (!state->renderer) return fail(ErrorKind::Io, "make a renderer: {}", SDL_GetError());
    state->description = "memory, renderer software";
    return std::unique_ptr<Canvas>(new Canvas(std::move(state)));
}

Size Canvas::size() const {
    Size size;
    SDL_GetRendererOutputSize(state_->renderer.get(), &size.width, &size.height);
    return size;
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
    assert(state_->clips.empty());
    state_->clips.clear();
    state_->apply_clip();
    SDL_SetRenderDrawColor(state_->renderer.get(), background.r, background.g, background.b, 255);
    SDL_RenderClear(state_->renderer.get());
}

void Canvas::present() {
    if (state_->window)
        SDL_RenderPresent(state_->renderer.get());
    else
        SDL_RenderFlush(state_->renderer.get());
    ++state_->frames_presented;
}

std::uint64_t Canvas::frames_presented() const {
    return state_->frames_presented;
}

Result<Bitmap> Canvas::read_pixels() const {
    Bitmap bitmap{size(), true, {}};
    bitmap.pixels.resize(pixel_count(bitmap.size));
    if (SDL_RenderReadPixels(state_->renderer.get(), nullptr, SDL_PIXELFORMAT_ARGB8888,
                             bitmap.pixels.data(), 4 * bitmap.size.width) != 0)
        return fail(ErrorKind::Io, "read the screen: {}", SDL_GetError());
    for (std::uint32_t& pixel : bitmap.pixels) pixel |= 0xFF000000u;
    return bitmap;
}

Texture Canvas::make_texture(const Bitmap& bitmap) {
    const Uint32 format = bitmap.is_opaque ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888;
    SDL_Texture* texture =
        SDL_CreateTexture(state_->renderer.get(), format, SDL_TEXTUREACCESS_STATIC,
                          bitmap.size.width, bitmap.size.height);
    Texture made(texture, bitmap.size, bitmap.is_opaque);
    if (texture == nullptr ||
        SDL_UpdateTexture(texture, nullptr, bitmap.pixels.data(), 4 * bitmap.size.width) != 0) {
        log::error("texture of {} x {}: {}", bitmap.size.width, bitmap.size.height, SDL_GetError());
        return {};
    }
    SDL_SetTextureScaleMode(texture, SDL_ScaleModeLinear);
    return made;
}

Texture Canvas::make_video_texture(Size size) {
    SDL_Texture* texture = SDL_CreateTexture(state_->renderer.get(), SDL_PIXELFORMAT_IYUV,
                                             SDL_TEXTUREACCESS_STREAMING, size.width, size.height);
    if (texture == nullptr) {
        log::error("video texture of {} x {}: {}", size.width, size.height, SDL_GetError());
        return {};
    }
    SDL_SetTextureScaleMode(texture, SDL_ScaleModeLinear);
    return Texture(texture, size, true);
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
    SDL_UpdateYUVTexture(texture.get(), nullptr, planes.y.data(), planes.y_pitch, planes.u.data(),
                         planes.uv_pitch, planes.v.data(), planes.uv_pitch);
}

void Canvas::State::apply_clip() {
    if (clips.empty()) {
        SDL_RenderSetClipRect(renderer.get(), nullptr);
    } else {
        const SDL_Rect rect = to_sdl(clips.back());
        SDL_RenderSetClipRect(renderer.get(), &rect);
    }
}

Rect Canvas::clip() const {
    const Size whole = size();
    return state_->clips.empty() ? Rect{0, 0, whole.width, whole.height} : state_->clips.back();
}

void Canvas::push_clip(Rect rect) {
    state_->clips.push_back(intersection(clip(), rect));
    state_->apply_clip();
}

void Canvas::pop_clip() {
    assert(!state_->clips.empty());
    state_->clips.pop_back();
    state_->apply_clip();
}

void Canvas::draw(const Texture& texture, Point at, unsigned char alpha) {
    const Size size = texture.size();
    draw(texture, {0, 0, size.width, size.height}, {at.x, at.y, size.width, size.height}, alpha);
}

void Canvas::draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) {
    if (!texture || alpha == 0 || source.is_empty() || !state_->is_visible(target, clip())) return;
    const bool is_plain_copy = texture.is_opaque() && alpha == 255;
    SDL_SetTextureBlendMode(texture.get(),
                            is_plain_copy ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetTextureAlphaMod(texture.get(), alpha);
    const SDL_Rect from = to_sdl(source), to = to_sdl(target);
    SDL_RenderCopy(state_->renderer.get(), texture.get(), &from, &to);
}

}  // namespace sen::graphics
