// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/geometry.h"
#include "theme/theme.h"

namespace sen::theme {

/// The glass as it hangs on the wall. Zero means unknown: then a usual panel of that many pixels is
/// assumed (7" for 480 lines, 15.6" up to 800, 21.5" up to 1200, 43" above), whose controls are
/// lowered into its lower part.
struct Panel {
    Size pixels;
    double diagonal_mm = 0;
    double viewing_distance_mm = 0;
    double width_mm = 0, height_mm = 0;  ///< of the picture; both, or the diagonal counts
    double mounting_height_mm = 0;       ///< from the floor to the lower edge of the picture
};

/// How a visitor wants to see it.
struct Sight {
    double text_scale = 1;       ///< 1 to 2, of what 0.7° gives
    bool is_lowered = false;     ///< all controls stand in the band that a seated person reaches
    bool is_presenting = false;  ///< letters for a group 3 m away, as far as the panel holds them
    bool operator==(const Sight&) const = default;
};

/// Every length of the interface in pixels, worked out once from millimetres and degrees of sight.
struct Metrics {
    double mm_per_px = 0;
    int body = 0;  ///< body text: its capitals stand 0.7° high (EN 301 549, 5.1.4), or higher
    double text_scale = 1;    ///< of `body` to what 0.7° gives
    double large_excess = 1;  ///< of what a large style has more than `body`, so much is used
    int unit = 0;             ///< a quarter of the body's line height at a scale of 1
    int target = 0;           ///< 20 mm
    int target_small = 0;     ///< 15 mm
    int bar = 0;              ///< height of the bottom bar
    int margin = 0;
    int gutter = 0;
    int radius = 0;
    int hairline = 0;  ///< 0.4 mm, at least 1 px
    bool is_portrait = false;
    bool is_small = false;    ///< 20 mm targets and 0.7° text leave no room for a full layout
    bool is_compact = false;  ///< fewer than 16 lines of body text from top to bottom
    /// A picture and a text beside (or above) each other would leave too little of either: the
    /// whole page scrolls in one column.
    bool is_one_column = false;
    bool is_lowered = false;
    bool is_presenting = false;
    /// Where controls may stand, from the top of the screen: 750 to 1150 mm above the floor when
    /// they are lowered (reach of a seated person: ADA 308, EN 301 549 8.3), else everywhere. Never
    /// less than the bar and three targets.
    int reach_top = 0, reach_bottom = 0;

    /// Pixels of a length, never shorter than it.
    int millimetres(double length) const;
    /// Pixels per em and from baseline to baseline of a text role.
    int text_size(const Theme& theme, TextRole role) const;
    int line_height(const Theme& theme, TextRole role) const;
    /// The `y` of a control `height` high that would stand at `y`, moved into reach.
    int reached(int y, int height) const;
};

Metrics measure_panel(const Panel& panel, const Sight& sight = {}, const Space& space = {});

}  // namespace sen::theme
