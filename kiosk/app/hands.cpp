// SPDX-License-Identifier: Apache-2.0
#include "app/hands.h"

#include <string_view>

#include "app/input.h"

namespace sen::app {

bool Hands::handle(const SDL_Event& event) {
    if (event.type == SDL_QUIT) return true;
    if (event.type == SDL_WINDOWEVENT) kiosk_.invalidate();
    if (const auto pressed = pressed_switch(event, site_.switches)) {
        kiosk_.press_switch(*pressed);
        return false;
    }
    if (is_typed(event)) return false;
    if (const auto key = pressed_key(event)) kiosk_.key(*key);
    const auto sample = touch_sample(event, canvas_.size(), site_.touch);
    if (!sample) return false;
    if (recorder_ != nullptr) recorder_->add(*sample);
    panel_ = event.tfinger.touchId;
    kiosk_.touch(*sample);
    return false;
}

void Hands::let_go_of_lost_panel() {
    if (!kiosk_.stage().is_touched() || panel_ == SDL_MOUSE_TOUCHID) return;
    for (int i = 0; i < SDL_GetNumTouchDevices(); ++i)
        if (SDL_GetTouchDevice(i) == panel_) return;
    kiosk_.cancel_touches();
}

bool Hands::is_typed(const SDL_Event& event) {
    if (event.type == SDL_TEXTINPUT) {
        // A switch's own letter follows its key.
        const bool is_switch =
            site_.switches != Site::Switches::None && std::string_view(event.text.text) == " ";
        return is_switch || kiosk_.type(event.text.text);
    }
    if (event.type != SDL_KEYDOWN) return false;
    const SDL_Keycode key = event.key.keysym.sym;
    if (key == SDLK_BACKSPACE) return kiosk_.erase();
    return key >= SDLK_SPACE && key < SDLK_DELETE && kiosk_.type("");
}

}  // namespace sen::app
