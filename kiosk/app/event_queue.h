// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>

#include <optional>
#include <utility>

#include "app/input_watch.h"
#include "base/result.h"

namespace sen::app {

/// Tells SDL what it is to be like, in part by the environment: before SDL starts, and before there
/// is a second thread. In a window the mouse plays a finger.
void set_up_sdl(bool is_window);

/// SDL's video for the length of the run.
class SdlVideo {
  public:
    static Result<SdlVideo> start();
    SdlVideo(SdlVideo&& other) noexcept : is_owner_(std::exchange(other.is_owner_, false)) {}
    ~SdlVideo();

  private:
    SdlVideo() = default;
    bool is_owner_ = true;
};

/// Sleeps until something happens: in SDL on X11 and Wayland, which block in the kernel; on other
/// drivers SDL would look every millisecond, so there the sleep is ours. SDL's video is started.
class EventQueue {
  public:
    EventQueue();
    /// Ends the sleep; on any thread.
    void wake();
    /// The next event, for which it waits at most so long; false if there was none.
    bool wait(Milliseconds timeout, SDL_Event& event);

  private:
    Uint32 wake_event_ = SDL_RegisterEvents(1);
    std::optional<InputWatch> watch_;
};

}  // namespace sen::app
