// SPDX-License-Identifier: Apache-2.0
#include "app/input.h"

#include <SDL.h>

#include <algorithm>
#include <cmath>

namespace sen::app {

Share reported(const SDL_Event& event) {
    return {event.tfinger.x, event.tfinger.y};
}

std::optional<ui::TouchPhase> touch_phase(const SDL_Event& event) {
    switch (event.type) {
        case SDL_FINGERDOWN:
            return ui::TouchPhase::Down;
        case SDL_FINGERMOTION:
            return ui::TouchPhase::Move;
        case SDL_FINGERUP:
            return ui::TouchPhase::Up;
        default:
            return std::nullopt;
    }
}

std::optional<ui::TouchSample> touch_sample(const SDL_Event& event, Size screen,
                                            const TouchMapping& mapping) {
    auto phase = touch_phase(event);
    if (!phase) return std::nullopt;
    const auto is_on_picture = [](double share) {
        return std::isfinite(share) && share > -0.05 && share < 1.05;
    };
    const Share at = mapping(reported(event));
    if (!is_on_picture(at.x) || !is_on_picture(at.y)) {
        // A lift must be heard wherever it is reported, or the finger stays down for ever.
        if (*phase != ui::TouchPhase::Up) return std::nullopt;
        phase = ui::TouchPhase::Cancel;
    }
    const auto to_px = [](double share, int length) {
        const double clamped = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0;
        return std::min(length - 1, static_cast<int>(clamped * length));
    };
    return ui::TouchSample{event.tfinger.fingerId,
                           *phase,
                           {to_px(at.x, screen.width), to_px(at.y, screen.height)},
                           Milliseconds{0}};
}

}  // namespace sen::app
