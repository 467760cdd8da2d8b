// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/parts.h"
#include "screens/comfort.h"
#include "theme/metrics.h"

namespace sen::app {

/// The theme that a visitor who sees badly turns on.
inline constexpr const char* kContrastTheme = "tuong-phan";

/// How every visit begins at this site.
screens::Comfort usual_comfort(const Site& site);
/// The part of it that changes sizes and places: another one needs new pages.
theme::Sight sight_of(const screens::Comfort& comfort);
/// The contrast theme is installed, and is not what the site shows anyway.
bool can_raise_contrast(const Parts& parts);

}  // namespace sen::app
