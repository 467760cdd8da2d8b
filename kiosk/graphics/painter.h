// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "graphics/canvas.h"
#include "graphics/sdl_handles.h"

namespace sen::graphics {

/// A picture for the processor: pixels, or an ink and an alpha for each pixel.
struct Pixels {
    Bitmap bitmap;  ///< of ink the size alone
    std::vector<unsigned char> alphas;
    std::uint32_t ink = 0;      ///< opaque
    std::uint64_t version = 0;  ///< counts how often a film has changed it
};

/// What a texture is made of: for the processor pixels, for a graphics card a handle. What is not
/// used is empty.
struct Texture::Content {
    std::shared_ptr<Pixels> pixels;
    UniqueTexture handle;
};

/// What does a canvas's work: the processor in memory, or a graphics card by way of SDL. Rectangles
/// are not empty, reach into the clip, and `set_clip` is told of every change. Main thread only.
class Painter {
  public:
    virtual ~Painter() = default;
    Painter() = default;
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    virtual Size size() const = 0;
    virtual void begin_frame(Colour background) = 0;
    virtual void present() = 0;
    virtual Result<Bitmap> read_pixels() = 0;
    virtual void set_clip(Rect clip) = 0;

    virtual Result<std::unique_ptr<Texture::Content>> make_texture(Bitmap bitmap) = 0;
    virtual Result<std::unique_ptr<Texture::Content>> make_video_texture(Size size) = 0;
    /// The planes are as large as the texture needs them.
    virtual void update_video(Texture& texture, const VideoPlanes& planes) = 0;

    virtual void fill(Rect rect, Colour colour) = 0;
    virtual void draw(const Texture& texture, Rect source, Rect target, unsigned char alpha) = 0;
    /// Both are opaque.
    virtual void draw_mixed(const Texture& below, Point below_at, const Texture& above,
                            Point above_at, unsigned char share) = 0;
};

/// On a surface of its own in memory.
Result<std::unique_ptr<Painter>> make_memory_painter(Size size);
/// Draws nothing.
std::unique_ptr<Painter> make_blank_painter(Size size);
/// On the window's own surface, without a graphics card. `rotation` as in WindowOptions.
Result<std::unique_ptr<Painter>> make_window_painter(SDL_Window& window, int rotation);
/// Through SDL's renderer for a graphics card.
/// Io when what is turned cannot be drawn aside.
Result<std::unique_ptr<Painter>> make_gpu_painter(UniqueRenderer renderer, int rotation);

}  // namespace sen::graphics
