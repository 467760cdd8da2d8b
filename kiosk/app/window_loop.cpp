// SPDX-License-Identifier: Apache-2.0
#include "app/window_loop.h"

#include <malloc.h>
#include <sys/resource.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "app/event_queue.h"
#include "app/hands.h"
#include "app/kiosk.h"
#include "base/file.h"
#include "base/folder_watch.h"
#include "base/log.h"
#include "base/paths.h"

namespace sen::app {

namespace {

constexpr Milliseconds kFrame{16};
constexpr Milliseconds kLongestSleep{1000};
constexpr Milliseconds kThemeWatch{500};

double cpu_milliseconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

}  // namespace

std::string page_name(const Kiosk& kiosk) {
    if (kiosk.mode() != Kiosk::Mode::Visit)
        return kiosk.mode() == Kiosk::Mode::Attract ? "attract" : "calm";
    const auto place = kiosk.place();
    using Kind = screens::Place::Kind;
    if (!place || place->kind == Kind::Home) return "home";
    if (place->kind == Kind::Search) return "search";
    return (place->kind == Kind::Collection ? "collection " : "exhibit ") + place->id;
}

Result<void> run_window(const Options& options) {
    const SystemClock clock;
    const Milliseconds started = clock.now();
    // Decoded pictures go back to the system when they are freed, whatever was freed before.
    ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
    ::mallopt(M_ARENA_MAX, 2);
    SEN_TRY(const auto video, SdlVideo::start(options.window.has_value()));
    EventQueue events;
    // What is wrong with the site file is told when all of it is used.
    const Site site = Site::load(options.site).value_or(Site{});
    SEN_TRY(auto canvas,
            graphics::Canvas::create_window(
                {"Sen", options.window.value_or(Size{}), !options.window, {}, site.rotation}));
    log::info("drawing with {}", canvas->description());
    SEN_TRY(auto parts, Parts::create(
                            options, std::move(canvas), [&events] { events.wake(); }, false));
    media::MediaPlayer player({program_directory() / "sen-player"}, clock);
    Kiosk kiosk(parts, clock, &player);
    std::optional<TouchRecorder> recorder;
    if (!options.record_touches.empty()) {
        SEN_TRY(recorder, TouchRecorder::create(options.record_touches, parts.canvas->size(),
                                                kiosk.context().metrics.mm_per_px, clock));
    }
    Hands hands(kiosk, *parts.canvas, parts.site, recorder ? &*recorder : nullptr);

    std::optional<FolderWatch> watch;
    if (options.is_watching) watch.emplace(parts.themes.directory(), kThemeWatch);
    kiosk.set_previewing(options.is_watching);

    std::uint64_t drawn = 0;
    Milliseconds first_frame{0}, last_frame = clock.now() - kFrame;  // the first is due at once
    bool is_over = false;
    while (!is_over) {
        Milliseconds due = std::max(kiosk.next_frame(), last_frame + kFrame);
        due = std::min(due, std::max(clock.now(), last_frame) + kLongestSleep);
        if (watch) due = std::min(due, std::max(clock.now(), last_frame) + watch->beat());
        // Touches are taken as they come, and answered by the next frame, not before it is due.
        SDL_Event event{};
        while (events.wait(due - clock.now(), event) || clock.now() < due) {
            if (event.type == 0) continue;
            is_over = hands.handle(event) || is_over;
            due = std::min(due, last_frame + kFrame);
            event = {};
        }
        hands.let_go_of_lost_panel();
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
                                   {"cpu_ms", cpu_milliseconds()},
                                   {"page", page_name(kiosk)},
                                   {"film_frames", player.frames()}};
    return write_file_atomically(options.report, report.dump() + "\n");
}

}  // namespace sen::app
