// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "app/site.h"
#include "app/touch_mapping.h"
#include "base/geometry.h"
#include "ui/focus.h"
#include "ui/gesture.h"
#include "ui/stage.h"

union SDL_Event;

namespace sen::app {

/// A finger event of SDL as a sample in pixels of the picture; nothing for other events. What lies
/// outside the picture by more than a twentieth is a broken report and is dropped (SDL tells such
/// ones on KMSDRM: SDL issue 14947); the rest is clamped.
std::optional<ui::TouchSample> touch_sample(const SDL_Event& event, Size screen,
                                            const TouchMapping& mapping);
/// What a finger event tells, before any mapping; no phase for other events.
std::optional<ui::TouchPhase> touch_phase(const SDL_Event& event);
Share reported(const SDL_Event& event);

/// A switch by the key that its interface sends: by one switch the space bar or Enter chooses, by
/// two the space bar goes on and Enter chooses. Nothing for other keys, or where there is none.
std::optional<ui::Stage::Switch> pressed_switch(const SDL_Event& event, Site::Switches switches);

/// A key of a keyboard or a guide's remote control; nothing for other keys and events.
std::optional<ui::Key> pressed_key(const SDL_Event& event);

}  // namespace sen::app
