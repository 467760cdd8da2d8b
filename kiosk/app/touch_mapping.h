// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "base/geometry.h"
#include "base/result.h"

namespace sen::app {

/// A place on the glass or on the picture as shares of its width and height, from the top left.
struct Share {
    double x = 0, y = 0;
    bool operator==(const Share&) const = default;
};

/// What straightens a panel whose reports are shifted, stretched, sheared, mirrored or in
/// perspective: x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1).
struct Projection {
    std::array<double, 8> factors{1, 0, 0, 0, 1, 0, 0, 0};  ///< a to h
    Share operator()(Share at) const;
    bool operator==(const Projection&) const = default;
};

/// The projection that takes each of four touches to its mark: the eight linear equations of
/// Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3. Invalid when the
/// touches are no four corners: two at one place, or one inside the others.
Result<Projection> fit_projection(const std::array<Share, 4>& touches,
                                  const std::array<Share, 4>& marks);

/// How the reports of the touch panel lie on the picture, in the order in which it is applied.
struct TouchMapping {
    bool is_swapped = false;  ///< x and y are
    bool is_x_inverted = false, is_y_inverted = false;
    int turn =
        0;  ///< degrees that the picture is turned clockwise on the touch panel: 0, 90, 180, 270
    Projection calibration;

    /// Everything but the calibration.
    Share straighten(Share reported) const;
    Share operator()(Share reported) const { return calibration(straighten(reported)); }
    bool operator==(const TouchMapping&) const = default;
};

}  // namespace sen::app
