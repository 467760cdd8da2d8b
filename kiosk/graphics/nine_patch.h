// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "base/geometry.h"
#include "graphics/canvas.h"

namespace sen::graphics {

/// A square drawing cut in nine: its corners keep their size, its edges are repeated as often as
/// fits, its middle is plain. Like an icon it has no colours of its own: black is where the ground
/// goes, white the edge, what lies between is both, and what is empty stays free.
struct NinePatch {
    std::filesystem::path file;  ///< SVG; both ends of an edge must fit each other
    double left = 0, top = 0, right = 0, bottom = 0;  ///< what stays at the edges, percent
    int side = 0;                                     ///< of the whole drawing, pixels
    bool operator==(const NinePatch&) const = default;
};

/// Draws nine-patches, each rasterised once at the size asked for and kept as the strips along the
/// edges of the rectangles that it was drawn in lately. Main thread only; the canvas outlives it.
class NinePatchSet {
  public:
    static constexpr int kMaxSide = 1024;  // of a drawing, pixels

    explicit NinePatchSet(Canvas& canvas);
    ~NinePatchSet();
    /// Fills the rectangle; either colour may be translucent or nothing. False, and nothing drawn,
    /// where the drawing cannot be used (told in the log once) or the rectangle is too small for
    /// its edges.
    bool draw(const NinePatch& patch, Rect rect, Colour ground, Colour edge);
    /// Reads the files anew from now on.
    void clear();
    /// Of the strips. At most 2 MB, and what the last frame drew.
    std::size_t bytes() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sen::graphics
