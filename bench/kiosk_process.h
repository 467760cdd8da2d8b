// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "base/result.h"
#include "process.h"
#include "table.h"
#include "visitor.h"
#include "x_screen.h"

namespace sen::bench {

/// How to start the real program, in a window as large as the measured screen.
struct KioskProgram {
    std::filesystem::path program, store;

    std::vector<std::string> words() const;
};

/// A place on the X display where a program's photo is known from everything else.
struct Sign {
    Point at;
    Colour colour;
};

/// Milliseconds from before exec until something, and until that colour, is on the X display.
struct Appearance {
    double first_ms = 0, photo_ms = 0;
};

/// Starts the program, waits for its sign, ends it.
Result<Appearance> time_to_sign(const std::vector<std::string>& words, const XScreen& screen,
                                Sign sign);
/// Starts a program, gives it `patience`, and finds such a place in `inside`.
Result<Sign> find_sign(const std::vector<std::string>& words, const XScreen& screen, Rect inside,
                       const std::vector<Colour>& others, Milliseconds patience);
/// The sign of the photo that the kiosk begins with.
Result<Sign> find_kiosk_sign(const KioskProgram& kiosk, const XScreen& screen);

/// Starts the program and takes it to a screen.
Result<Process> start_at(const KioskProgram& kiosk, const Route& route);

/// Start to the first presented frame, memory at every kind of screen, and CPU on a page where
/// nothing moves: the real sen-kiosk, touched through xdotool.
Result<void> measure_start(const KioskProgram& kiosk, const XScreen& screen, Table& table);
Result<void> measure_memory(const KioskProgram& kiosk, Table& table);
Result<void> measure_idle(const KioskProgram& kiosk, Table& table);

}  // namespace sen::bench
