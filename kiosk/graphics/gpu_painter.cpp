// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>

#include "graphics/painter.h"
#include "graphics/pixel.h"
#include "graphics/pixel_rows.h"

namespace sen::graphics {
namespace {

SDL_Rect to_sdl(Rect rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

class GpuPainter final : public Painter {
  public:
    GpuPainter(UniqueRenderer renderer, int rotation)
        : renderer_(std::move(renderer)), rotation_(rotation) {
        find_target();
    }

    Size size() const override { return turned(shown_size(), rotation_); }
    bool is_usable() const { return rotation_ == 0 || target_ != nullptr; }

    void begin_frame(Colour background) override {
        find_target();
        SDL_SetRenderDrawColor(renderer_.get(), background.r, background.g, background.b, 255);
        SDL_RenderClear(renderer_.get());
    }

    void present() override {
        if (target_) show_turned();
        SDL_RenderPresent(renderer_.get());
    }

    Result<Bitmap> read_pixels() override {
        Bitmap bitmap{size(), true, {}};
        bitmap.pixels.resize(pixel_count(bitmap.size));
        if (SDL_RenderReadPixels(renderer_.get(), nullptr, SDL_PIXELFORMAT_ARGB8888,
                                 bitmap.pixels.data(), 4 * bitmap.size.width) != 0)
            return fail(ErrorKind::Io, "read the screen: {}", SDL_GetError());
        for (std::uint32_t& pixel : bitmap.pixels) pixel |= 0xFF000000u;
        return bitmap;
    }

    void set_clip(Rect clip) override {
        const SDL_Rect rect = to_sdl(clip);
        SDL_RenderSetClipRect(renderer_.get(), &rect);
    }

    Result<std::unique_ptr<Texture::Content>> make_texture(Bitmap bitmap) override {
        const Uint32 format = bitmap.is_opaque ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888;
        SEN_TRY(auto content, make(format, SDL_TEXTUREACCESS_STATIC, bitmap.size));
        if (SDL_UpdateTexture(content->handle.get(), nullptr, bitmap.pixels.data(),
                              4 * bitmap.size.width) != 0)
            return fail(ErrorKind::Io, "{}", SDL_GetError());
        return content;
    }

    Result<std::unique_ptr<Texture::Content>> make_video_texture(Size size) override {
        return make(SDL_PIXELFORMAT_IYUV, SDL_TEXTUREACCESS_STREAMING, size);
    }

    void update_video(Texture& texture, const VideoPlanes& planes) override {
        SDL_UpdateYUVTexture(texture.content().handle.get(), nullptr, planes.y.data(),
                             planes.y_pitch, planes.u.data(), planes.uv_pitch, planes.v.data(),
                             planes.uv_pitch);
    }

    void fill(Rect rect, Colour colour) override {
        SDL_SetRenderDrawBlendMode(renderer_.get(),
                                   colour.a == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
        SDL_SetRenderDrawColor(renderer_.get(), colour.r, colour.g, colour.b, colour.a);
        const SDL_Rect area = to_sdl(rect);
        SDL_RenderFillRect(renderer_.get(), &area);
    }

    void draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) override {
        SDL_Texture* handle = texture.content().handle.get();
        const bool is_plain_copy = texture.is_opaque() && alpha == 255;
        SDL_SetTextureBlendMode(handle, is_plain_copy ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
        SDL_SetTextureAlphaMod(handle, alpha);
        const SDL_Rect from = to_sdl(source), to = to_sdl(target);
        SDL_RenderCopy(renderer_.get(), handle, &from, &to);
    }

    void draw_mixed(const Texture& below, Point below_at, const Texture& above, Point above_at,
                    unsigned char share) override {
        const Size lower = below.size(), upper = above.size();
        draw(below, {0, 0, lower.width, lower.height},
             {below_at.x, below_at.y, lower.width, lower.height}, 255);
        draw(above, {0, 0, upper.width, upper.height},
             {above_at.x, above_at.y, upper.width, upper.height}, share);
    }

  private:
    Size shown_size() const {
        Size size;
        // Of the window: SDL tells the target's size while there is one.
        SDL_GetWindowSizeInPixels(SDL_RenderGetWindow(renderer_.get()), &size.width, &size.height);
        return size;
    }

    /// A picture that is turned is drawn aside first.
    void find_target() {
        if (rotation_ == 0) return;
        Size has;
        if (target_) SDL_QueryTexture(target_.get(), nullptr, nullptr, &has.width, &has.height);
        if (has != size()) {
            SDL_SetRenderTarget(renderer_.get(), nullptr);
            target_.reset(SDL_CreateTexture(renderer_.get(), SDL_PIXELFORMAT_RGB888,
                                            SDL_TEXTUREACCESS_TARGET, size().width, size().height));
        }
        SDL_SetRenderTarget(renderer_.get(), target_.get());
    }

    void show_turned() {
        const Size shown = shown_size(), picture = size();
        SDL_SetRenderTarget(renderer_.get(), nullptr);
        SDL_RenderSetClipRect(renderer_.get(), nullptr);
        // Turned about its middle, which is the screen's.
        const SDL_Rect place{(shown.width - picture.width) / 2, (shown.height - picture.height) / 2,
                             picture.width, picture.height};
        SDL_SetTextureBlendMode(target_.get(), SDL_BLENDMODE_NONE);
        SDL_RenderCopyEx(renderer_.get(), target_.get(), nullptr, &place, rotation_, nullptr,
                         SDL_FLIP_NONE);
    }

    Result<std::unique_ptr<Texture::Content>> make(Uint32 format, int access, Size size) {
        auto content = std::make_unique<Texture::Content>();
        content->handle.reset(
            SDL_CreateTexture(renderer_.get(), format, access, size.width, size.height));
        if (!content->handle) return fail(ErrorKind::Io, "{}", SDL_GetError());
        SDL_SetTextureScaleMode(content->handle.get(), SDL_ScaleModeLinear);
        return content;
    }

    UniqueRenderer renderer_;
    int rotation_;
    UniqueTexture target_;  // none for what is not turned
};

}  // namespace

Result<std::unique_ptr<Painter>> make_gpu_painter(UniqueRenderer renderer, int rotation) {
    auto painter = std::make_unique<GpuPainter>(std::move(renderer), rotation);
    if (!painter->is_usable())
        return fail(ErrorKind::Unsupported, "the graphics card cannot turn the picture: {}",
                    SDL_GetError());
    return painter;
}

}  // namespace sen::graphics
