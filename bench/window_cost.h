// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"

namespace sen::bench {

/// What a motion costs at 60 frames a second in a window on the X display.
struct MotionCost {
    int frames = 0;
    double cpu_ms = 0;        ///< a frame: the whole process, all threads
    double draw_list_ms = 0;  ///< a frame: the tree's draw() alone, before the renderer works
    double frames_a_second = 0;
};

struct MotionCosts {
    MotionCost fade;    ///< the attract loop's cross-fade of two full-screen photos
    MotionCost scroll;  ///< a story with a picture, 8 px a frame
};

/// Runs both in this process: the app's Kiosk, with the clock moved 16 ms a frame. SDL's video must
/// not be in use.
Result<MotionCosts> measure_motion(const std::filesystem::path& store);

}  // namespace sen::bench
