// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "base/geometry.h"
#include "screens/comfort.h"

namespace sen::app {

/// The command line of sen-kiosk.
struct Options {
    std::filesystem::path store;
    std::filesystem::path site;    ///< empty: none
    std::string theme;             ///< empty: the site's
    std::filesystem::path themes;  ///< directory of themes; empty: the installed ones
    bool is_watching = false;      ///< shows themes and content anew as soon as they change
    std::optional<Size> window;    ///< nothing: full screen
    bool wants_calibration = false;
    std::filesystem::path tour;            ///< empty: no tour
    screens::Comfort tour_comfort;         ///< what the tour's visitor has set
    std::string language;                  ///< empty: the site's
    std::filesystem::path record_touches;  ///< file for what fingers report; empty: none
    int frames = 0;                ///< stop after so many frames; 0: never. For measurements.
    std::filesystem::path report;  ///< where the measurements go; empty: nowhere
};

/// The options, or the exit code when there is nothing to run (help, or wrong usage).
std::variant<Options, int> parse_options(int argc, char** argv);

}  // namespace sen::app
