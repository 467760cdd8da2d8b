// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/touch_mapping.h"
#include "app/wardrobe.h"
#include "base/clock.h"
#include "base/result.h"

namespace sen::app {

/// This kiosk's own settings (site.toml, format 1). Everything has a default.
struct Site {
    std::map<std::string, std::string> name;  ///< by language; empty: the pack's title
    std::string language = "vi";              ///< of the attract loop and at the start of a visit
    std::vector<std::string> languages;       ///< that a visitor may choose, in order; empty: all
    Wardrobe wardrobe;                        ///< names of installed themes
    double diagonal_mm = 0;                   ///< of the panel; 0: what the panel says, or a guess
    double width_mm = 0, height_mm = 0;  ///< of the picture, instead of the diagonal; both or none
    double viewing_distance_mm = 0;      ///< 0: usual for the panel
    double mounting_height_mm = 0;       ///< floor to the picture's lower edge; 0: unknown
    int volume = 80;                     ///< percent, at the start of a visit
    int max_volume = 100;                ///< percent, the loudest that a visitor may choose
    bool has_sounds = false;             ///< touches are heard
    int rotation = 0;           ///< degrees that the picture is turned clockwise: 0, 90, 180, 270
    TouchMapping touch;         ///< its turn includes that of the picture
    Milliseconds idle{60'000};  ///< before it asks "still there?"; 0: never
    /// What somebody who cannot touch the glass presses (README.md, "Switches").
    enum class Switches { None, One, Two } switches = Switches::None;
    Milliseconds scan{2'000};  ///< how long one switch's mark stays on each

    std::string name_in(const std::string& language_code) const;
    /// Unknown keys, wrong types and values out of range are errors with file, line and key.
    static Result<Site> load(const std::filesystem::path& file);
};

}  // namespace sen::app
