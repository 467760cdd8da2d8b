// SPDX-License-Identifier: Apache-2.0
#include "app/calibration.h"

#include <doctest/doctest.h>

#include <cmath>

#include "app/site.h"
#include "base/file.h"

using namespace sen;
using namespace sen::app;
using ui::TouchPhase;

namespace {

/// A panel whose reports are mirrored and do not reach the edges.
Share report(Share at) {
    return {0.95 - 0.9 * at.x, 0.02 + 0.93 * at.y};
}

void touch(Calibrator& calibrator, Share at, std::int64_t finger = 1) {
    calibrator.feed(finger, TouchPhase::Down, {at.x - 0.002, at.y});
    calibrator.feed(finger, TouchPhase::Move, {at.x + 0.002, at.y});
    calibrator.feed(finger, TouchPhase::Up, {at.x + 0.1, at.y});  // rolls off
}

}  // namespace

TEST_CASE("calibration: four touches give the lines, and these straighten the panel") {
    Calibrator calibrator;
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(calibrator.touched() == i);
        touch(calibrator, report(calibrator.mark()));
    }
    REQUIRE(calibrator.result());
    const auto directory = TemporaryDirectory::create().value();
    REQUIRE(
        write_file_atomically(directory.path() / "site.toml", site_lines(*calibrator.result())));
    const auto site = Site::load(directory.path() / "site.toml").value();

    for (const Share at : {Share{0.5, 0.5}, Share{0, 0}, Share{1, 0.3}}) {
        const Share seen = site.touch(report(at));
        CHECK(std::hypot(seen.x - at.x, seen.y - at.y) < 0.001);
    }
}

TEST_CASE("calibration: four touches at one place begin anew") {
    Calibrator calibrator;
    for (int i = 0; i < 4; ++i) touch(calibrator, {0.5, 0.5});

    CHECK_FALSE(calibrator.result());
    CHECK(calibrator.touched() == 0);
    for (int i = 0; i < 4; ++i) touch(calibrator, calibrator.mark());
    CHECK(calibrator.result());
}

TEST_CASE("calibration: a second finger and a lost one count as no touch") {
    Calibrator calibrator;
    calibrator.feed(1, TouchPhase::Down, calibrator.mark());
    touch(calibrator, {0.7, 0.7}, 2);
    CHECK(calibrator.touched() == 0);
    calibrator.feed(1, TouchPhase::Cancel, {});
    CHECK(calibrator.touched() == 0);
    touch(calibrator, calibrator.mark(), 3);
    CHECK(calibrator.touched() == 1);
}
