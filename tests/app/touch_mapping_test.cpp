// SPDX-License-Identifier: Apache-2.0
#include "app/touch_mapping.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace sen;
using namespace sen::app;

namespace {

constexpr std::array<Share, 4> kMarks{{{0.1, 0.1}, {0.9, 0.1}, {0.9, 0.9}, {0.1, 0.9}}};

bool is_near(Share a, Share b) {
    return std::hypot(a.x - b.x, a.y - b.y) < 1e-6;
}

/// What `panel` reports when each mark is touched.
template <class Panel>
std::array<Share, 4> touches(const Panel& panel) {
    std::array<Share, 4> reports;
    for (std::size_t i = 0; i < 4; ++i) reports[i] = panel(kMarks[i]);
    return reports;
}

}  // namespace

TEST_CASE("touch mapping: turned with the picture, each corner of the glass is the right one") {
    TouchMapping mapping;
    const Share top_left{0, 0}, top_right{1, 0}, bottom_right{1, 1}, bottom_left{0, 1};

    // The picture's top left corner, where it lies on the glass after a clockwise turn.
    mapping.turn = 90;
    CHECK(mapping(top_right) == top_left);
    CHECK(mapping(bottom_right) == top_right);
    mapping.turn = 180;
    CHECK(mapping(bottom_right) == top_left);
    CHECK(mapping(bottom_left) == top_right);
    mapping.turn = 270;
    CHECK(mapping(bottom_left) == top_left);
    CHECK(mapping(top_left) == top_right);
    mapping.turn = 0;
    CHECK(mapping({0.25, 0.75}) == Share{0.25, 0.75});
}

TEST_CASE("touch mapping: axes are swapped first, then inverted, then turned") {
    TouchMapping mapping;
    mapping.is_swapped = true;
    CHECK(mapping({0.25, 0.75}) == Share{0.75, 0.25});
    mapping.is_x_inverted = true;
    CHECK(mapping({0.25, 0.75}) == Share{0.25, 0.25});
    mapping.is_y_inverted = true;
    CHECK(mapping({0.25, 0.75}) == Share{0.25, 0.75});
    mapping.turn = 90;
    CHECK(mapping({0.25, 0.75}) == Share{0.75, 0.75});
}

TEST_CASE("touch mapping: four touches straighten a panel that lies, however it lies") {
    const auto shifted = [](Share at) { return Share{at.x * 0.8 + 0.13, at.y * 0.9 - 0.04}; };
    const auto mirrored = [](Share at) { return Share{1 - at.y, at.x}; };
    const auto sheared = [](Share at) { return Share{at.x + 0.1 * at.y, at.y - 0.05 * at.x}; };
    const auto wild = [](Share at) { return Share{at.x * 15.98 + 2, at.y * 5.48 - 1}; };
    const auto perspective = [](Share at) {
        const double under = 1 + 0.2 * at.x - 0.1 * at.y;
        return Share{at.x / under, at.y / under};
    };
    std::mt19937 random(3);
    const auto check = [&](const auto& panel) {
        const auto projection = fit_projection(touches(panel), kMarks).value();
        for (int i = 0; i < 100; ++i) {
            const Share at{static_cast<double>(random() % 1001) / 1000,
                           static_cast<double>(random() % 1001) / 1000};
            CHECK(is_near(projection(panel(at)), at));
        }
    };

    check([](Share at) { return at; });
    check(shifted);
    check(mirrored);
    check(sheared);
    check(wild);
    check(perspective);
}

TEST_CASE("touch mapping: touches that are no four corners calibrate nothing") {
    auto same = kMarks;
    same[1] = same[0];
    auto line = kMarks;
    for (auto& touch : line) touch.y = touch.x;
    auto inside = kMarks;
    inside[2] = {0.3, 0.3};
    auto crossed = kMarks;
    std::swap(crossed[2], crossed[3]);

    for (const auto& touches : {same, line, inside, crossed})
        CHECK_FALSE(fit_projection(touches, kMarks));
}
