// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graphics/canvas.h"
#include "graphics/sdl_handles.h"
#include "graphics/texture_lru.h"

namespace sen::graphics {

enum class Shape { Disc, Ring, Outside, Veil, VeilFromTop, Arc, Wave, Solid };

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

struct Canvas::State {
    UniqueWindow window;    // null in memory
    UniqueSurface surface;  // null in a window
    UniqueRenderer renderer;
    bool is_software = true;
    std::string description;
    std::uint64_t frames_presented = 0;
    std::vector<Rect> clips;
    TextureLru<ShapeKey, Texture, ShapeKeyHash> shapes;  // last: its textures need the renderer

    bool is_visible(Rect rect, Rect clip) const { return !intersection(rect, clip).is_empty(); }
    void apply_clip();
};

/// The window and its renderer; description and is_software are filled in.
struct WindowRenderer {
    UniqueWindow window;
    UniqueRenderer renderer;
    bool is_software = true;
    std::string description;
};
Result<WindowRenderer> make_window_renderer(const WindowOptions& options);

}  // namespace sen::graphics
