// SPDX-License-Identifier: Apache-2.0
#include "app/visit_settings.h"

namespace sen::app {

screens::Comfort usual_comfort(const Site& site) {
    screens::Comfort comfort;
    comfort.volume_percent = site.volume;
    return comfort;
}

theme::Sight sight_of(const screens::Comfort& comfort) {
    return {comfort.text_percent / 100.0, comfort.is_lowered, comfort.is_guided};
}

bool can_raise_contrast(const Parts& parts) {
    return parts.themes.find(kContrastTheme) != nullptr &&
           parts.site_theme().name != kContrastTheme;
}

}  // namespace sen::app
