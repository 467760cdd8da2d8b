// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graphics/canvas.h"
#include "graphics/painter.h"
#include "graphics/sdl_handles.h"
#include "graphics/texture_lru.h"

namespace sen::graphics {

enum class Shape { Disc, Ring, Outside, Veil, VeilFromTop, Arc, Wave };

/// What a shape's cached texture depends on; the numbers mean what the shape needs.
struct ShapeKey {
    Shape shape = Shape::Disc;
    int a = 0, b = 0, c = 0, d = 0;
    Colour colour;
    bool operator==(const ShapeKey&) const = default;
};

struct ShapeKeyHash {
    std::size_t operator()(const ShapeKey& key) const;
};

/// Where what is drawn comes to lie: each coordinate times `share`, and then moved.
struct Placement {
    double share = 1, x = 0, y = 0;
};

struct Canvas::State {
    UniqueWindow window;  // null in memory
    std::unique_ptr<Painter> painter;
    bool is_software = true;
    std::string description;
    std::uint64_t frames_presented = 0;
    std::vector<Rect> clips;
    std::vector<Placement> placements;
    TextureLru<ShapeKey, Texture, ShapeKeyHash> shapes;  // last: its textures need the painter

    bool is_visible(Rect rect, Rect clip) const { return !intersection(rect, clip).is_empty(); }
};

/// While it lives, what is drawn is placed already.
class Unscaled {
  public:
    explicit Unscaled(Canvas& canvas) : canvas_(canvas) { canvas.push_unscaled(); }
    ~Unscaled() { canvas_.pop_scale(); }
    Unscaled(const Unscaled&) = delete;
    Unscaled& operator=(const Unscaled&) = delete;

  private:
    Canvas& canvas_;
};

/// The window and what draws on it; description and is_software are filled in.
struct WindowPainter {
    UniqueWindow window;
    std::unique_ptr<Painter> painter;
    bool is_software = true;
    std::string description;
};
/// The one place where the graphics card or the processor is chosen.
Result<WindowPainter> make_painted_window(const WindowOptions& options);

}  // namespace sen::graphics
