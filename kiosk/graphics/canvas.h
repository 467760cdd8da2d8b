// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/geometry.h"
#include "base/result.h"
#include "graphics/bitmap.h"

struct SDL_Window;

namespace sen::graphics {

struct ShapeKey;

/// Owns one texture of a Canvas; must not outlive it. An empty one draws nothing.
class Texture {
  public:
    struct Content;
    Texture();
    Texture(std::unique_ptr<Content> content, Size size, bool is_opaque);
    ~Texture();
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;

    Size size() const { return size_; }
    bool is_opaque() const { return is_opaque_; }
    std::size_t bytes() const;  ///< of memory, the processor's or the card's
    explicit operator bool() const { return content_ != nullptr; }
    Content& content() { return *content_; }
    const Content& content() const { return *content_; }

  private:
    std::unique_ptr<Content> content_;
    Size size_;
    bool is_opaque_ = true;
};

enum class RendererKind { Automatic, Software, Accelerated };

struct WindowOptions {
    std::string title;
    Size size;  ///< of the window; ignored when full screen
    bool is_full_screen = false;
    RendererKind renderer = RendererKind::Automatic;  ///< Automatic: a GPU if there is a real one
    int rotation = 0;  ///< degrees that the picture is turned clockwise: 0, 90, 180, 270
};

struct VideoPlanes {
    std::span<const unsigned char> y, u, v;
    int y_pitch = 0;
    int uv_pitch = 0;
};

/// What is drawn on: a window, or memory. Main thread only. Drawing outside begin_frame/present is
/// allowed for textures only. Coordinates are pixels of the picture, before it is turned.
class Canvas {
  public:
    /// SDL's video must be initialised for a window; a memory canvas needs nothing. The environment
    /// variable SEN_RENDERER=software|accelerated overrides `options.renderer`; an accelerated
    /// renderer that cannot be had becomes the software one, with a warning in the log.
    static Result<std::unique_ptr<Canvas>> create_window(const WindowOptions& options);
    static Result<std::unique_ptr<Canvas>> create_offscreen(Size size);
    /// Takes everything and draws nothing: for measuring what a frame costs without its pixels.
    static std::unique_ptr<Canvas> create_blank(Size size);
    ~Canvas();

    Size size() const;  ///< follows the window
    bool is_software() const;
    std::string description() const;  ///< driver and renderer, for the log
    SDL_Window* window() const;       ///< null in memory; for app's events only

    void begin_frame(Colour background);
    void present();
    std::uint64_t frames_presented() const;
    /// What was drawn: in memory at any time, of a window only between begin_frame and present.
    Result<Bitmap> read_pixels() const;

    /// A bitmap that is not opaque is ink: pixels of one colour, each with its own alpha, as of
    /// text, icons and shapes. Empty, and logged, when the renderer cannot hold it (too large, out
    /// of memory).
    Texture make_texture(Bitmap bitmap);
    /// A YUV 4:2:0 texture, streaming.
    Texture make_video_texture(Size size);
    void update_video(Texture& texture, const VideoPlanes& planes);

    void push_clip(Rect rect);  ///< intersects with the clip in force
    void pop_clip();
    Rect clip() const;  ///< the clip in force, at least the whole canvas: nothing outside is drawn

    /// Until pop_scale() all that is drawn comes out `share` (more than 0) as large about the
    /// middle of `about`, in whole pixels and on top of what is in force: shapes and opaque
    /// pictures. Ink (letters, icons) moves to its place and stays as it is: it would only blur.
    void push_scale(Rect about, double share);
    /// The same in its own size and place: for what asked placed() where that is.
    void push_unscaled();
    void pop_scale();
    /// Where a rectangle comes to lie, and where ink that fills it does.
    Rect placed(Rect rect) const;
    Rect placed_ink(Rect rect) const;

    void fill(Rect rect, Colour colour);
    /// Anti-aliased corners; a radius of half the side gives a circle.
    void fill_rounded(Rect rect, int radius, Colour colour);
    /// A frame of `thickness` inside `rect`.
    void stroke_rounded(Rect rect, int radius, int thickness, Colour colour);
    /// Paints the four corners outside the rounding with `outside`: rounds an opaque picture that
    /// lies on a plain ground without making it transparent.
    void round_corners(Rect rect, int radius, Colour outside);
    /// From fully transparent at the top to `colour` at the bottom, eased at both ends: the veil
    /// under captions.
    void fill_veil(Rect rect, Colour colour);
    void fill_veil_from_top(Rect rect, Colour colour);
    /// An arc of a ring, clockwise from 12 o'clock, in turns 0..1; anti-aliased.
    void draw_arc(Point centre, int radius, int thickness, float from, float to, Colour colour);
    /// The house's only ornament: one thin wave line across `rect`; `phase` in wavelengths, each
    /// eight times the height of `rect`.
    void draw_wave(Rect rect, int thickness, float phase, Colour colour);

    void draw(const Texture& texture, Point at, unsigned char alpha = 255);
    /// Scales `source` (in texture pixels, all of it inside) to `target`. Ink is not scaled, but
    /// one column of it may be drawn as wide as wanted.
    void draw(const Texture& texture, Rect source, Rect target, unsigned char alpha = 255);
    /// The same as drawing `below` and then `above` with an alpha of `share`, in one go where the
    /// processor draws: a cross-fade. Both opaque.
    void draw_mixed(const Texture& below, Point below_at, const Texture& above, Point above_at,
                    unsigned char share);

  private:
    struct State;
    explicit Canvas(std::unique_ptr<State> state);
    const Texture& shape(const ShapeKey& key);
    void draw_corners(const Texture& texture, Rect rect, int radius);
    void draw_veil(Rect rect, bool is_from_top, Colour colour);
    std::unique_ptr<State> state_;
};

}  // namespace sen::graphics
