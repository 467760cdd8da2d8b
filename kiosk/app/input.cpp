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

std::optional<ui::Stage::Switch> pressed_switch(const SDL_Event& event, Site::Switches switches) {
    using Switch = ui::Stage::Switch;
    if (switches == Site::Switches::None || event.type != SDL_KEYDOWN) return std::nullopt;
    if (event.key.repeat != 0) return std::nullopt;  // a hand that rests on it
    switch (event.key.keysym.sym) {
        case SDLK_SPACE:
            return switches == Site::Switches::Two ? Switch::GoOn : Switch::Choose;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return Switch::Choose;
        default:
            return std::nullopt;
    }
}

std::optional<ui::Key> pressed_key(const SDL_Event& event) {
    if (event.type != SDL_KEYDOWN) return std::nullopt;
    const bool is_shifted = (event.key.keysym.mod & KMOD_SHIFT) != 0;
    switch (event.key.keysym.sym) {
        case SDLK_TAB:
            return is_shifted ? ui::Key::Previous : ui::Key::Next;
        case SDLK_DOWN:
            return ui::Key::Next;
        case SDLK_UP:
            return ui::Key::Previous;
        case SDLK_RIGHT:
        case SDLK_PLUS:
        case SDLK_KP_PLUS:
            return ui::Key::More;
        case SDLK_LEFT:
        case SDLK_MINUS:
        case SDLK_KP_MINUS:
            return ui::Key::Less;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
        case SDLK_SPACE:
            // Held down, a key acts once.
            return event.key.repeat == 0 ? std::optional(ui::Key::Act) : std::nullopt;
        case SDLK_ESCAPE:
        case SDLK_AC_BACK:
            return event.key.repeat == 0 ? std::optional(ui::Key::Back) : std::nullopt;
        case SDLK_PAGEDOWN:
            return ui::Key::PageDown;
        case SDLK_PAGEUP:
            return ui::Key::PageUp;
        default:
            return std::nullopt;
    }
}

}  // namespace sen::app
