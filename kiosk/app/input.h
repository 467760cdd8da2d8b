// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/geometry.h"
#include "ui/focus.h"
#include "ui/gesture.h"

union SDL_Event;

namespace sen::app {

/// A finger event of SDL as a sample in pixels; nothing for other events. Coordinates outside the
/// glass by more than a twentieth are a broken report and are dropped; the rest is clamped.
std::optional<ui::TouchSample> touch_sample(const SDL_Event& event, Size screen);

/// A key of a keyboard, a guide's remote control or a switch; nothing for other keys and events.
std::optional<ui::Key> pressed_key(const SDL_Event& event);

}  // namespace sen::app
