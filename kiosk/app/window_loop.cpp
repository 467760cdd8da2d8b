// SPDX-License-Identifier: Apache-2.0
#include "app/window_loop.h"

#include <SDL.h>
#include <malloc.h>
#include <sys/resource.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/input.h"
#include "app/kiosk.h"
#include "app/theme_watch.h"
#include "base/file.h"
#include "base/log.h"
#include "base/paths.h"

namespace sen::app {

namespace {

constexpr Milliseconds kFrame{16};
constexpr Milliseconds kLongestSleep{1000};
constexpr Milliseconds kPoll{10};

/// SDL's video for the length of the run.
struct SdlVideo {
    static Result<SdlVideo> start(bool is_window) {
        // Only fingers are listened to; in a window the mouse plays one.
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, is_window ? "1" : "0");
        SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        if (SDL_Init(SDL_INIT_VIDEO) != 0)
            return fail(ErrorKind::Io, "no display: {}", SDL_GetError());
        return SdlVideo();
    }
    SdlVideo(SdlVideo&& other) noexcept : is_owner(std::exchange(other.is_owner, false)) {}
    ~SdlVideo() {
        if (is_owner) SDL_Quit();
    }

  private:
    SdlVideo() = default;
    bool is_owner = true;
};

/// X11 and Wayland block in the kernel; on other drivers SDL would poll every millisecond, so there
/// the sleep is ours.
bool wait_for_event(Milliseconds timeout, SDL_Event& event) {
    const char* driver = SDL_GetCurrentVideoDriver();
    const bool blocks = driver != nullptr &&
                        (std::strcmp(driver, "x11") == 0 || std::strcmp(driver, "wayland") == 0);
    if (blocks || timeout <= Milliseconds{0})
        return timeout <= Milliseconds{0}
                   ? SDL_PollEvent(&event) == 1
                   : SDL_WaitEventTimeout(&event, static_cast<int>(timeout.count())) == 1;
    for (Milliseconds waited{0}; waited < timeout; waited += kPoll) {
        if (SDL_PollEvent(&event) == 1) return true;
        SDL_Delay(static_cast<Uint32>(std::min(kPoll, timeout - waited).count()));
    }
    return SDL_PollEvent(&event) == 1;
}

/// True if the kiosk is to end.
bool handle(const SDL_Event& event, Kiosk& kiosk, Size screen) {
    if (event.type == SDL_QUIT) return true;
    if (event.type == SDL_WINDOWEVENT) kiosk.invalidate();
    if (const auto sample = touch_sample(event, screen)) kiosk.touch(*sample);
    return false;
}

double cpu_milliseconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

}  // namespace

Result<void> run_window(const Options& options) {
    const SystemClock clock;
    const Milliseconds started = clock.now();
    // Decoded pictures go back to the system when they are freed, whatever was freed before.
    ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
    ::mallopt(M_ARENA_MAX, 2);
    SEN_TRY(const auto video, SdlVideo::start(options.window.has_value()));
    const Uint32 wake_event = SDL_RegisterEvents(1);
    SEN_TRY(auto canvas, graphics::Canvas::create_window(
                             {"Sen", options.window.value_or(Size{}), !options.window, {}}));
    log::info("drawing with {}", canvas->description());
    const auto wake = [wake_event] {
        SDL_Event event{};
        event.type = wake_event;
        SDL_PushEvent(&event);
    };
    SEN_TRY(auto parts, Parts::create(options, std::move(canvas), wake, false));
    media::MediaPlayer player({program_directory() / "sen-player"}, clock);
    Kiosk kiosk(parts, clock, &player);

    std::optional<ThemeWatch> watch;
    if (options.is_watching) watch.emplace(parts.themes.directory());

    std::uint64_t drawn = 0;
    Milliseconds first_frame{0}, last_frame = clock.now() - kFrame;  // the first is due at once
    bool is_over = false;
    while (!is_over) {
        const Milliseconds now = clock.now();
        Milliseconds due = std::max(kiosk.next_frame(), last_frame + kFrame);
        if (watch) due = std::min(due, now + ThemeWatch::kBeat);
        SDL_Event event{};
        if (wait_for_event(std::min(kLongestSleep, due - now), event)) {
            do is_over = handle(event, kiosk, parts.canvas->size()) || is_over;
            while (SDL_PollEvent(&event) == 1);
        }
        // A touch is answered by the next frame, not before it is due.
        if (const auto rest = last_frame + kFrame - clock.now(); rest > Milliseconds{0})
            SDL_Delay(static_cast<Uint32>(rest.count()));
        last_frame = clock.now();
        if (watch && watch->has_changed(last_frame)) kiosk.reload_themes();
        if (kiosk.frame() && ++drawn == 1) first_frame = clock.now() - started;
        if (options.frames > 0 && drawn >= static_cast<std::uint64_t>(options.frames))
            is_over = true;
    }
    if (options.report.empty()) return {};
    const nlohmann::json report = {{"first_frame_ms", first_frame.count()},
                                   {"frames", drawn},
                                   {"run_ms", (clock.now() - started).count()},
                                   {"cpu_ms", cpu_milliseconds()}};
    return write_file_atomically(options.report, report.dump() + "\n");
}

}  // namespace sen::app
