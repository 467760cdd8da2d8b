// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graphics/text.h"
#include "theme/theme.h"

namespace sen::app {

/// Where the fonts that a theme names lie: beside the program, or where Debian installs Noto. What
/// is not found is left out.
graphics::FontFiles find_fonts(const theme::FontNames& names);

/// Says what is wrong with a font: that it is not installed, cannot be read, or lacks letters.
theme::CheckFont font_checker();

}  // namespace sen::app
