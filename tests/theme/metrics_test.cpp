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

TEST_CASE("metrics: nobody stands nearer to a large panel than to where it is seen whole") {
    const auto body_mm = [](const Panel& panel) {
        const auto metrics = measure_panel(panel);
        return metrics.body * metrics.mm_per_px;
    };

    CHECK(body_mm({{3840, 2160}, 1092}) ==
          doctest::Approx(body_mm({{3840, 2160}, 1092, 983})).epsilon(0.02));
    CHECK(body_mm({{1920, 1080}, 546}) ==
          doctest::Approx(body_mm({{1920, 1080}, 546, 600})).epsilon(0.02));
}

TEST_CASE("metrics: a title grows less than what is hard to read, and never shrinks") {
    const auto theme =
        Theme::load(std::string(SEN_SOURCE_DIR) + "/themes/sen.toml", [](const auto&, auto) {
            return std::string();
        }).value();
    for (const Size pixels : {Size{1920, 1080}, Size{1280, 720}, Size{800, 480}}) {
        int before = measure_panel({pixels}).text_size(theme, TextRole::Display);
        const double usual = before;
        for (const double scale : {1.3, 1.6}) {
            Sight sight;
            sight.text_scale = scale;
            const int size = measure_panel({pixels}, sight).text_size(theme, TextRole::Display);

            CHECK(size >= before);
            CHECK(size < usual * scale);
            before = size;
        }
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

TEST_CASE("metrics: larger letters, and only they, grow with what the visitor chose") {
    for (const Size pixels :
         {Size{1920, 1080}, Size{1080, 1920}, Size{1280, 720}, Size{3840, 2160}}) {
        const auto usual = measure_panel({pixels});
        for (const double scale : {1.3, 1.6, 2.0}) {
            Sight sight;
            sight.text_scale = scale;
            const auto large = measure_panel({pixels}, sight);

            CHECK(large.body == doctest::Approx(usual.body * scale).epsilon(0.03));
            CHECK(large.target == usual.target);
            CHECK(large.bar == usual.bar);
            CHECK(large.unit == usual.unit);
        }
    }
}

TEST_CASE("metrics: the page becomes one column where two would leave too little of either") {
    Sight large;
    large.text_scale = 2;
    CHECK_FALSE(measure_panel({{1920, 1080}}).is_one_column);
    CHECK_FALSE(measure_panel({{1080, 1920}}).is_one_column);
    CHECK(measure_panel({{1920, 1080}}, large).is_one_column);
    CHECK(measure_panel({{1080, 1920}}, large).is_one_column);
    CHECK(measure_panel({{800, 480}}).is_one_column);
}

TEST_CASE("metrics: lowered controls stand 750 to 1150 mm above the floor") {
    Sight lowered;
    lowered.is_lowered = true;
    Panel panel{{1920, 1080}, 546.1};
    panel.mounting_height_mm = 900;
    const auto hung = measure_panel(panel, lowered);
    const auto above_floor = [&](const Metrics& metrics, int y) {
        return panel.mounting_height_mm + (panel.pixels.height - y) * metrics.mm_per_px;
    };

    CHECK(above_floor(hung, hung.reach_top) == doctest::Approx(1150).epsilon(0.001));
    CHECK(hung.reach_bottom == 1080);
    // A tall panel that stands on the floor: its bar comes up.
    panel = {{1080, 1920}, 1092};
    panel.mounting_height_mm = 400;
    const auto standing = measure_panel(panel, lowered);
    CHECK(above_floor(standing, standing.reach_bottom) == doctest::Approx(750).epsilon(0.002));
    CHECK(above_floor(standing, standing.reach_top) == doctest::Approx(1150).epsilon(0.002));
    CHECK(standing.reached(0, 100) == standing.reach_top);
    CHECK(standing.reached(1900, 100) == standing.reach_bottom - 100);
    // One that hangs too high has them as low as they go, and room for them.
    panel = {{1920, 1080}, 546.1};
    panel.mounting_height_mm = 1400;
    const auto high = measure_panel(panel, lowered);
    CHECK(high.reach_bottom == 1080);
    CHECK(high.reach_bottom - high.reach_top == high.bar + 3 * high.target);
    CHECK(measure_panel(panel).reach_top == 0);
}

TEST_CASE(
    "metrics: the picture's sides count before its diagonal, and a guide's letters are larger") {
    Panel panel{{1920, 1080}, 546.1, 600};
    panel.width_mm = 941;
    panel.height_mm = 529;
    CHECK(measure_panel(panel).mm_per_px == doctest::Approx(0.49).epsilon(0.01));

    Sight guide;
    guide.is_presenting = true;
    const auto metrics = measure_panel(panel, guide);
    CHECK(metrics.body > 2 * measure_panel(panel).body);
    CHECK(metrics.body <= 1080 / 6);
    CHECK(metrics.margin >= metrics.target);
}
