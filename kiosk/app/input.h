// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "app/touch_mapping.h"
#include "base/geometry.h"
#include "ui/focus.h"
#include "ui/gesture.h"

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

/// A key of a keyboard, a guide's remote control or a switch; nothing for other keys and events.
std::optional<ui::Key> pressed_key(const SDL_Event& event);

}  // namespace sen::app
