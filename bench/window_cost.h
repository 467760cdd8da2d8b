// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace sen::bench {

/// What a motion costs at 60 frames a second in a window on the X display.
struct MotionCost {
    int frames = 0;
    double cpu_ms = 0;  ///< a frame: the whole process, all threads
    double frames_a_second = 0;
};

struct MotionCosts {
    MotionCost fade;    ///< the attract loop's cross-fade of two full-screen photos
    MotionCost scroll;  ///< a story with a picture, 8 px a frame
};

/// Runs both in this process: the app's Kiosk, with the clock moved 16 ms a frame. `story`: the id
/// of one that is longer than the screen. SDL's video must not be in use.
Result<MotionCosts> measure_motion(const std::filesystem::path& store, const std::string& story);

/// CPU of the tree's draw() alone in a window that SDL's renderer for a graphics card draws: what
/// remains for the processor when a card does the rest. Medians, ms.
struct DrawListCosts {
    double fade = 0;
    double scroll = 0;
    std::string renderer;  ///< that gathered the commands
};

/// Unsupported without OpenGL. SDL's video must not be in use.
Result<DrawListCosts> measure_draw_lists(const std::filesystem::path& store,
                                         const std::string& story);

}  // namespace sen::bench
