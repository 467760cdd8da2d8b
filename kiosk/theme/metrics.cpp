// SPDX-License-Identifier: Apache-2.0
#include "theme/metrics.h"

#include <algorithm>
#include <cmath>

namespace sen::theme {

namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kCapPerEm = 0.714;  // Noto Sans and Noto Serif
constexpr int kCompactLines = 16;
constexpr double kCapAngle = 0.012217;                // 2 tan(0.35°)
constexpr double kGroupDistance = 3000;               // mm, the middle of a group around a guide
constexpr double kReachLow = 750, kReachHigh = 1150;  // mm above the floor
constexpr double kPanelsReached = 0.45;  // of the height, when nobody said how high it hangs

double usual_diagonal_mm(int short_side) {
    if (short_side <= 480) return 7 * kMmPerInch;
    if (short_side <= 800) return 15.6 * kMmPerInch;
    if (short_side <= 1200) return 21.5 * kMmPerInch;
    return 43 * kMmPerInch;
}

int to_px(double value) {
    return static_cast<int>(std::lround(value));
}

double diagonal_of(const Panel& panel, int short_side) {
    if (panel.width_mm > 0 && panel.height_mm > 0)
        return std::hypot(panel.width_mm, panel.height_mm);
    return panel.diagonal_mm > 0 ? panel.diagonal_mm : usual_diagonal_mm(short_side);
}

/// The largest body text of which a page still holds some twenty letters across and four lines.
int largest_body(int width, int height) {
    return std::min(width / 11, height / 6);
}

void set_body(Metrics& metrics, const Sight& sight, double distance, Size screen) {
    const int short_side = std::min(screen.width, screen.height);
    const auto body_at = [&](double mm) { return mm * kCapAngle / metrics.mm_per_px / kCapPerEm; };
    const int plain = std::clamp(to_px(body_at(distance)), 12, std::max(12, short_side / 12));
    const int largest = std::max(plain, largest_body(screen.width, screen.height - metrics.bar));
    double body = plain * std::clamp(sight.text_scale, 1.0, 2.0);
    if (sight.is_presenting) {
        // Of a text for a group, twice as much as fits at the least is seen at a time.
        const double seen = std::min(screen.width / 20.0, screen.height / 16.0);
        body = std::max(body, std::min(body_at(std::max(distance, kGroupDistance)), seen));
    }
    metrics.body = std::min(to_px(body), largest);
    metrics.text_scale = static_cast<double>(metrics.body) / plain;
    metrics.unit = std::max(3, to_px(plain * 1.5 / 4));
    // Large type would leave a small panel no room for what it is the title of, and what is large
    // already need not grow as much as what is hard to read.
    const bool is_low = short_side < kCompactLines * 1.5 * plain;
    metrics.large_excess = (metrics.is_small ? 0.45 : is_low ? 0.7 : 1) / metrics.text_scale;
}

void set_reach(Metrics& metrics, const Panel& panel, int height) {
    metrics.reach_top = 0;
    metrics.reach_bottom = height;
    if (!metrics.is_lowered) return;
    const int least = std::min(height, metrics.bar + 3 * metrics.target);
    if (panel.mounting_height_mm <= 0) {
        if (metrics.is_small) return;  // a hand covers all of it
        metrics.reach_top = std::min(to_px(height * (1 - kPanelsReached)), height - least);
        return;
    }
    const auto from_top = [&](double above_floor) {
        return height - to_px((above_floor - panel.mounting_height_mm) / metrics.mm_per_px);
    };
    // A panel that hangs higher than the band has its controls as low as they go.
    metrics.reach_bottom = std::clamp(from_top(kReachLow), least, height);
    metrics.reach_top = std::clamp(from_top(kReachHigh), 0, metrics.reach_bottom - least);
}

}  // namespace

Metrics measure_panel(const Panel& panel, const Sight& sight, const Space& space) {
    Metrics metrics;
    const int width = std::max(1, panel.pixels.width), height = std::max(1, panel.pixels.height);
    const int short_side = std::min(width, height);
    const double diagonal_mm = diagonal_of(panel, short_side);
    metrics.mm_per_px = diagonal_mm / std::hypot(width, height);
    metrics.is_portrait = height > width;
    metrics.is_small = short_side * metrics.mm_per_px < 130;
    metrics.is_lowered = sight.is_lowered;
    metrics.is_presenting = sight.is_presenting;
    metrics.target = to_px(20 / metrics.mm_per_px);
    metrics.target_small = to_px(15 / metrics.mm_per_px);
    metrics.bar = to_px((metrics.is_small ? 16 : 24) / metrics.mm_per_px);
    // A small panel is read from nearer than a wall panel, and a large one from where it is seen
    // whole.
    const double usual_mm = metrics.is_small    ? 380
                            : diagonal_mm < 450 ? 500
                                                : std::max(600.0, diagonal_mm * 0.9);
    const double distance = panel.viewing_distance_mm > 0 ? panel.viewing_distance_mm : usual_mm;
    set_body(metrics, sight, distance, {width, height});
    const double line = metrics.body * 1.5;
    metrics.is_compact = short_side < kCompactLines * line;
    metrics.is_one_column = metrics.is_portrait ? height < 21 * line : width < 32 * metrics.body;
    const double margin = metrics.is_small      ? space.margin_small
                          : metrics.is_portrait ? space.margin_portrait
                                                : space.margin;
    metrics.margin = to_px(margin * metrics.unit);
    // A guide's buttons stand in the margins; one of them has a word.
    if (sight.is_presenting)
        metrics.margin = std::max(metrics.margin, metrics.target * 3 / 2 + 2 * metrics.unit);
    metrics.gutter = to_px((metrics.is_small ? space.gutter_small : space.gutter) * metrics.unit);
    metrics.radius = metrics.unit;
    metrics.hairline = std::max(1, to_px(0.4 / metrics.mm_per_px));
    set_reach(metrics, panel, height);
    return metrics;
}

int Metrics::millimetres(double length) const {
    return static_cast<int>(std::ceil(length / mm_per_px));
}

int Metrics::text_size(const Theme& theme, TextRole role) const {
    double size = theme.text(role).size;
    if (size > 1) size = 1 + (size - 1) * large_excess;
    return to_px(body * size);
}

int Metrics::line_height(const Theme& theme, TextRole role) const {
    return to_px(text_size(theme, role) * theme.text(role).line);
}

int Metrics::reached(int y, int height) const {
    return std::clamp(y, reach_top, std::max(reach_top, reach_bottom - height));
}

}  // namespace sen::theme
