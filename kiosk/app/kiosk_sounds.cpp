// SPDX-License-Identifier: Apache-2.0
// The part of Kiosk that is heard.
#include <algorithm>
#include <utility>

#include "app/kiosk.h"

namespace sen::app {

void Kiosk::run_sounds(Milliseconds now) {
    const bool has_acted = stage_.take_act();
    const auto wanted = std::exchange(wanted_sound_, std::nullopt);
    if (parts_.sounds == nullptr) return;
    const auto state = player_ != nullptr ? player_->state() : media::PlayState::Stopped;
    // Also while it is paused it may hold the one sound device.
    if (state == media::PlayState::Starting || state == media::PlayState::Playing ||
        state == media::PlayState::Paused)
        return parts_.sounds->hush();
    const int volume = services_ ? services_->comfort.volume_percent : parts_.site.volume;
    if (wanted || has_acted)
        parts_.sounds->play(wanted.value_or(theme::SoundRole::Tap),
                            std::min(volume, parts_.site.max_volume), now);
}

}  // namespace sen::app
