// SPDX-License-Identifier: Apache-2.0
#include "app/input.h"

#include <SDL.h>

#include <algorithm>
#include <cmath>

namespace sen::app {

std::optional<ui::TouchSample> touch_sample(const SDL_Event& event, Size screen) {
    ui::TouchPhase phase{};
    switch (event.type) {
        case SDL_FINGERDOWN:
            phase = ui::TouchPhase::Down;
            break;
        case SDL_FINGERMOTION:
            phase = ui::TouchPhase::Move;
            break;
        case SDL_FINGERUP:
            phase = ui::TouchPhase::Up;
            break;
        default:
            return std::nullopt;
    }
    const auto is_on_glass = [](float share) {
        return std::isfinite(share) && share > -0.05f && share < 1.05f;
    };
    const auto& finger = event.tfinger;
    if (!is_on_glass(finger.x) || !is_on_glass(finger.y)) {
        // A lift must be heard wherever it is reported, or the finger stays down for ever.
        if (phase != ui::TouchPhase::Up) return std::nullopt;
        phase = ui::TouchPhase::Cancel;
    }
    const auto to_px = [](float share, int length) {
        const float clamped = std::isfinite(share) ? std::clamp(share, 0.f, 1.f) : 0.f;
        return std::min(length - 1, static_cast<int>(clamped * static_cast<float>(length)));
    };
    return ui::TouchSample{finger.fingerId,
                           phase,
                           {to_px(finger.x, screen.width), to_px(finger.y, screen.height)},
                           Milliseconds{0}};
}

}  // namespace sen::app
