// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>

#include "app/kiosk.h"
#include "app/touch_recorder.h"

namespace sen::app {

/// What SDL's events do to the kiosk: fingers, keys, switches. Main thread only.
class Hands {
  public:
    /// `recorder` may be null. All references outlive it.
    Hands(Kiosk& kiosk, const graphics::Canvas& canvas, const Site& site, TouchRecorder* recorder)
        : kiosk_(kiosk), canvas_(canvas), site_(site), recorder_(recorder) {}

    /// True if the kiosk is to end.
    bool handle(const SDL_Event& event);
    /// SDL forgets a panel that is unplugged, and with it the fingers that were on it.
    void let_go_of_lost_panel();

  private:
    /// A keyboard that a site attaches types where something can be typed; then its space bar and
    /// its plus are letters, too.
    bool is_typed(const SDL_Event& event);

    Kiosk& kiosk_;
    const graphics::Canvas& canvas_;
    const Site& site_;
    TouchRecorder* recorder_;
    SDL_TouchID panel_ = SDL_MOUSE_TOUCHID;
};

}  // namespace sen::app
