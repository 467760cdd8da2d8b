// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/geometry.h"
#include "theme/theme.h"

namespace sen::theme {

/// The glass as it hangs on the wall. Zero means unknown: then a usual panel of that many pixels is
/// assumed (7" for 480 lines, 15.6" up to 800, 21.5" up to 1200, 43" above).
struct Panel {
    Size pixels;
    double diagonal_mm = 0;
    double viewing_distance_mm = 0;
};

/// Every length of the interface in pixels, worked out once from millimetres and degrees of sight.
struct Metrics {
    double mm_per_px = 0;
    int body = 0;          ///< body text: its capitals stand 0.7° high (EN 301 549, 5.1.4)
    int unit = 0;          ///< a quarter of the body's line height
    int target = 0;        ///< 20 mm
    int target_small = 0;  ///< 15 mm
    int bar = 0;           ///< height of the bottom bar
    int margin = 0;
    int gutter = 0;
    int radius = 0;
    int hairline = 0;  ///< 0.4 mm, at least 1 px
    bool is_portrait = false;
    bool is_small = false;    ///< 20 mm targets and 0.7° text leave no room for a full layout
    bool is_compact = false;  ///< fewer than 16 lines of body text from top to bottom

    /// Pixels per em and from baseline to baseline of a text role.
    int text_size(const Theme& theme, TextRole role) const;
    int line_height(const Theme& theme, TextRole role) const;
};

Metrics measure_panel(const Panel& panel);

}  // namespace sen::theme
