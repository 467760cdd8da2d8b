// SPDX-License-Identifier: Apache-2.0
#include "app/event_queue.h"

#include <cstdlib>
#include <cstring>

#include "base/log.h"

namespace sen::app {

void set_up_sdl(bool is_window) {
    // Only fingers are listened to.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, is_window ? "1" : "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    // A fifth of the start on X11, for nothing that a kiosk needs: half a megabyte of sequences for
    // dead keys, which SDL has not either without a desktop, and a program that looks for one.
    ::setenv("XCOMPOSEFILE", "/dev/null", 0);
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

Result<SdlVideo> SdlVideo::start() {
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return fail(ErrorKind::Io, "no display: {}", SDL_GetError());
    return SdlVideo();
}

SdlVideo::~SdlVideo() {
    if (is_owner_) SDL_Quit();
}

EventQueue::EventQueue() {
    const char* driver = SDL_GetCurrentVideoDriver();
    const bool blocks = driver != nullptr &&
                        (std::strcmp(driver, "x11") == 0 || std::strcmp(driver, "wayland") == 0);
    if (!blocks) watch_.emplace();
    if (watch_ && !watch_->is_complete())
        log::warning(
            "not every device in /dev/input can be read: looking for touches 30 times a second");
}

void EventQueue::wake() {
    SDL_Event event{};
    event.type = wake_event_;
    SDL_PushEvent(&event);
    if (watch_) watch_->wake();
}

bool EventQueue::wait(Milliseconds timeout, SDL_Event& event) {
    if (SDL_PollEvent(&event) == 1) return true;
    if (timeout <= Milliseconds{0}) return false;
    if (!watch_) return SDL_WaitEventTimeout(&event, static_cast<int>(timeout.count())) == 1;
    return watch_->wait(timeout) && SDL_PollEvent(&event) == 1;
}

}  // namespace sen::app
