// SPDX-License-Identifier: Apache-2.0
#include "theme/metrics.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace sen;
using namespace sen::theme;

TEST_CASE("metrics: body capitals stand 0.7 degrees high and targets are 20 mm") {
    for (const Panel panel : {Panel{{1920, 1080}, 546.1, 600}, Panel{{1080, 1920}, 546.1, 600},
                              Panel{{1280, 720}, 396.2, 600}, Panel{{3840, 2160}, 1092, 1000}}) {
        const auto metrics = measure_panel(panel);
        const double cap_mm = metrics.body * 0.714 * metrics.mm_per_px;
        const double degrees =
            2 * std::atan(cap_mm / 2 / panel.viewing_distance_mm) * 180 / 3.14159265;

        CHECK(degrees == doctest::Approx(0.7).epsilon(0.02));
        CHECK(metrics.target * metrics.mm_per_px == doctest::Approx(20).epsilon(0.02));
        CHECK(metrics.is_portrait == (panel.pixels.height > panel.pixels.width));
    }
}

TEST_CASE("metrics: a seven inch panel is small, a wall panel is not") {
    CHECK(measure_panel({{800, 480}, 0, 0}).is_small);
    CHECK_FALSE(measure_panel({{1920, 1080}, 0, 0}).is_small);
    CHECK_FALSE(measure_panel({{1280, 720}, 0, 0}).is_small);
    CHECK(measure_panel({{1280, 720}, 0, 0}).is_compact);
    CHECK_FALSE(measure_panel({{1920, 1080}, 0, 0}).is_compact);
    CHECK(measure_panel({{800, 480}, 0, 0}).bar * measure_panel({{800, 480}, 0, 0}).mm_per_px > 12);
}
