// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace sen::app {

/// This kiosk's own settings (site.toml, format 1). Everything has a default.
struct Site {
    std::map<std::string, std::string> name;  ///< by language; empty: the pack's title
    std::string language = "vi";              ///< of the attract loop and at the start of a visit
    std::string theme = "sen";                ///< name of an installed theme
    double diagonal_mm = 0;                   ///< of the panel; 0: guessed from its pixels
    double viewing_distance_mm = 0;           ///< 0: usual for the panel
    Milliseconds idle{60'000};                ///< before it asks "still there?"; 0: never

    std::string name_in(const std::string& language_code) const;
    /// Unknown keys, wrong types and values out of range are errors with file, line and key.
    static Result<Site> load(const std::filesystem::path& file);
};

}  // namespace sen::app
