// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/geometry.h"
#include "graphics/painter.h"

namespace sen::graphics {

/// A picture of a step, kept until nothing shows it any more: so two that lie at the same address
/// are the same one.
struct Shown {
    std::shared_ptr<const Pixels> pixels;  ///< null: none
    std::uint64_t version = 0;             ///< of a film's picture, which changes in its place
    Rect source, target;
    bool operator==(const Shown&) const = default;
};

/// One thing that is drawn, as it was asked for: a colour where there is no picture, one picture,
/// or two that are mixed.
struct DrawStep {
    Rect area;  ///< all that it can change: within its clip and the canvas
    Colour colour;
    Shown below, above;
    unsigned char alpha = 255;  ///< of what is above
    bool operator==(const DrawStep&) const = default;
};

/// What a frame is made of, in the order in which it is drawn.
using DrawList = std::vector<DrawStep>;

/// A rectangle outside which two frames are the same to the pixel: the steps that both begin and
/// end with are left out, what lies between is what has changed. Empty when nothing has.
Rect changed_area(const DrawList& before, const DrawList& now);

}  // namespace sen::graphics
