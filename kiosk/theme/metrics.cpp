// SPDX-License-Identifier: Apache-2.0
#include "theme/metrics.h"

#include <algorithm>
#include <cmath>

namespace sen::theme {

namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kCapPerEm = 0.714;     // Noto Sans and Noto Serif
constexpr double kCapAngle = 0.012217;  // 2 tan(0.35°)

double usual_diagonal_mm(int short_side) {
    if (short_side <= 480) return 7 * kMmPerInch;
    if (short_side <= 800) return 15.6 * kMmPerInch;
    if (short_side <= 1200) return 21.5 * kMmPerInch;
    return 43 * kMmPerInch;
}

int to_px(double value) {
    return static_cast<int>(std::lround(value));
}

}  // namespace

Metrics measure_panel(const Panel& panel) {
    Metrics metrics;
    const int width = std::max(1, panel.pixels.width), height = std::max(1, panel.pixels.height);
    const int short_side = std::min(width, height);
    const double diagonal_mm =
        panel.diagonal_mm > 0 ? panel.diagonal_mm : usual_diagonal_mm(short_side);
    metrics.mm_per_px = diagonal_mm / std::hypot(width, height);
    metrics.is_portrait = height > width;
    metrics.is_small = short_side * metrics.mm_per_px < 130;
    // A small panel is read from nearer than a wall panel.
    const double usual_mm = metrics.is_small ? 380 : diagonal_mm < 450 ? 500 : 600;
    const double distance = panel.viewing_distance_mm > 0 ? panel.viewing_distance_mm : usual_mm;
    const double body = distance * kCapAngle / metrics.mm_per_px / kCapPerEm;
    metrics.body = std::clamp(to_px(body), 12, short_side / 12);
    metrics.unit = std::max(3, to_px(metrics.body * 1.5 / 4));
    metrics.is_compact = short_side < 16 * 4 * metrics.unit;
    metrics.target = to_px(20 / metrics.mm_per_px);
    metrics.target_small = to_px(15 / metrics.mm_per_px);
    metrics.bar = to_px((metrics.is_small ? 16 : 24) / metrics.mm_per_px);
    metrics.margin = (metrics.is_small ? 2 : metrics.is_portrait ? 5 : 6) * metrics.unit;
    metrics.gutter = (metrics.is_small ? 2 : 3) * metrics.unit;
    metrics.radius = metrics.unit;
    metrics.hairline = std::max(1, to_px(0.4 / metrics.mm_per_px));
    return metrics;
}

int Metrics::text_size(const Theme& theme, TextRole role) const {
    double size = theme.text(role).size;
    // Large type would leave a small panel no room for what it is the title of.
    const double excess = is_small ? 0.45 : is_compact ? 0.7 : 1;
    if (size > 1) size = 1 + (size - 1) * excess;
    return to_px(body * size);
}

int Metrics::line_height(const Theme& theme, TextRole role) const {
    return to_px(text_size(theme, role) * theme.text(role).line);
}

}  // namespace sen::theme
