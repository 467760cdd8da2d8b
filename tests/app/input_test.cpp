// SPDX-License-Identifier: Apache-2.0
#include "app/input.h"

#include <SDL.h>
#include <doctest/doctest.h>

#include <cmath>

using namespace sen;
using namespace sen::app;

namespace {
std::optional<ui::TouchSample> report(Uint32 type, float x, float y,
                                      const TouchMapping& mapping = {}) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.fingerId = 4;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return touch_sample(event, {1920, 1080}, mapping);
}
}  // namespace

TEST_CASE("input: shares of the glass become pixels, the far edge included") {
    CHECK(report(SDL_FINGERDOWN, 0.5f, 0.5f)->at == Point{960, 540});
    CHECK(report(SDL_FINGERMOTION, 1.0f, 1.0f)->at == Point{1919, 1079});
    CHECK(report(SDL_FINGERUP, -0.01f, 0.f)->at == Point{0, 0});
}

TEST_CASE("input: a report from far outside is dropped, but a lift is always heard") {
    CHECK_FALSE(report(SDL_FINGERDOWN, 15.98f, 5.48f));
    CHECK_FALSE(report(SDL_FINGERMOTION, NAN, 0.5f));
    CHECK(report(SDL_FINGERUP, 15.98f, 5.48f)->phase == ui::TouchPhase::Cancel);
}

TEST_CASE("input: the mouse is not listened to beside the finger that it plays") {
    CHECK_FALSE(report(SDL_MOUSEBUTTONDOWN, 0.5f, 0.5f));
}

TEST_CASE("input: on a picture that is turned the finger lands where it is seen") {
    TouchMapping mapping;
    mapping.turn = 90;

    // The glass is 1920 wide; the picture on it stands upright.
    CHECK(report(SDL_FINGERDOWN, 0.25f, 0.5f, mapping)->at == Point{960, 810});
}

TEST_CASE("input: a panel that reports out of range is heard once it is calibrated") {
    TouchMapping mapping;
    mapping.calibration.factors = {1.0 / 16, 0, 0, 0, 1.0 / 6, 0, 0, 0};

    CHECK(report(SDL_FINGERDOWN, 8.f, 3.f, mapping)->at == Point{960, 540});
    CHECK_FALSE(report(SDL_FINGERDOWN, 17.f, 3.f, mapping));
}

namespace {
SDL_Event key_down(SDL_Keycode code, Uint16 held = 0, Uint8 repeat = 0) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = held;
    event.key.repeat = repeat;
    return event;
}
}  // namespace

TEST_CASE("input: a switch is the space bar or Enter, once for each press") {
    using Switch = ui::Stage::Switch;
    using Switches = Site::Switches;

    for (const SDL_Keycode key : {SDLK_SPACE, SDLK_RETURN, SDLK_KP_ENTER}) {
        CHECK(pressed_switch(key_down(key), Switches::One) == Switch::Choose);
        CHECK_FALSE(pressed_switch(key_down(key), Switches::None));
        CHECK_FALSE(pressed_switch(key_down(key, 0, 1), Switches::One));
    }
    CHECK(pressed_switch(key_down(SDLK_SPACE), Switches::Two) == Switch::GoOn);
    CHECK(pressed_switch(key_down(SDLK_RETURN), Switches::Two) == Switch::Choose);
    CHECK_FALSE(pressed_switch(key_down(SDLK_TAB), Switches::Two));
}

TEST_CASE("input: keys of keyboards and remote controls; a key held down acts once") {
    const auto key = [](SDL_Keycode code, Uint16 held = 0, Uint8 repeat = 0) {
        return pressed_key(key_down(code, held, repeat));
    };

    CHECK(key(SDLK_TAB) == ui::Key::Next);
    CHECK(key(SDLK_TAB, KMOD_LSHIFT) == ui::Key::Previous);
    CHECK(key(SDLK_RIGHT) == ui::Key::More);
    CHECK(key(SDLK_RETURN) == ui::Key::Act);
    CHECK_FALSE(key(SDLK_RETURN, 0, 1));
    CHECK(key(SDLK_PAGEDOWN) == ui::Key::PageDown);
    CHECK(key(SDLK_ESCAPE) == ui::Key::Back);
    CHECK_FALSE(key(SDLK_a));
    SDL_Event up{};
    up.type = SDL_KEYUP;
    up.key.keysym.sym = SDLK_RETURN;
    CHECK_FALSE(pressed_key(up));
}
