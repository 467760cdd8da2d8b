// SPDX-License-Identifier: Apache-2.0
#include "program_cost.h"

#include <fmt/format.h>

#include <optional>
#include <thread>

#include "statistics.h"

namespace sen::bench {

namespace {

constexpr int kStarts = 9;
constexpr Milliseconds kPatience{30'000};
constexpr Milliseconds kFilmPlays{6'000};
constexpr Milliseconds kIdle{10'000};
constexpr double kMaxIdlePercent = 0.5;
constexpr double kMaxMemory = 60;

struct Start {
    double exec_to_exit_ms = 0;
    double main_to_frame_ms = 0;  ///< by the program's own report
    double cpu_ms = 0;
};

Result<Start> start_once(const KioskProgram& kiosk, const std::filesystem::path& report) {
    auto words = kiosk.words();
    for (const auto& word :
         {std::string("--frames"), std::string("1"), std::string("--report"), report.string()})
        words.push_back(word);
    Start start;
    const double begin = milliseconds(CLOCK_MONOTONIC);
    SEN_CHECK(run(words, kPatience));
    start.exec_to_exit_ms = milliseconds(CLOCK_MONOTONIC) - begin;
    SEN_TRY(const auto json, read_report(report));
    start.main_to_frame_ms = json.value("first_frame_ms", 0.0);
    start.cpu_ms = json.value("cpu_ms", 0.0);
    return start;
}

struct Memory {
    Usage app, player;
};

Memory watch_memory(pid_t pid, const Route& route) {
    std::this_thread::sleep_for(route.plays_film ? kFilmPlays : kSettled);
    return {usage_of_session(pid, "sen-kiosk"), usage_of_session(pid, "sen-player")};
}

/// Percent of one core.
double watch_idle(pid_t pid) {
    std::this_thread::sleep_for(kSettled);
    const double before = usage_of_session(pid).cpu_ms, begin = milliseconds(CLOCK_MONOTONIC);
    std::this_thread::sleep_for(kIdle);
    return 100 * (usage_of_session(pid).cpu_ms - before) / (milliseconds(CLOCK_MONOTONIC) - begin);
}

}  // namespace

Result<void> measure_start(const KioskProgram& kiosk, const XScreen& screen, Table& table) {
    const std::string group = "Start of sen-kiosk, warm, window of 1920x1080 on X, attract loop";
    SEN_TRY(const auto directory, TemporaryDirectory::create());
    std::vector<double> exits, frames, cpus, firsts, photos;
    for (int i = 0; i <= kStarts; ++i) {
        SEN_TRY(const Start start, start_once(kiosk, directory.path() / "report.json"));
        if (i == 0) continue;  // warms the page cache
        exits.push_back(start.exec_to_exit_ms);
        frames.push_back(start.main_to_frame_ms);
        cpus.push_back(start.cpu_ms);
    }
    const auto spread = [](const std::vector<double>& all) {
        return fmt::format("median of {}, {:.0f} to {:.0f}", all.size(), percentile(all, 0),
                           percentile(all, 1));
    };
    table.add({group,
               "main to first presented frame (--report)",
               median(frames),
               "ms",
               spread(frames),
               {}});
    table.add({group,
               "exec to exit after that frame",
               median(exits),
               "ms",
               spread(exits) + "; holds loading, first frame, teardown",
               {}});
    table.add({group, "CPU until then, all threads", median(cpus), "ms", spread(cpus), {}});
    SEN_TRY(const Sign sign, find_kiosk_sign(kiosk, screen));
    for (int i = 0; i < kStarts; ++i) {
        SEN_TRY(const Appearance appearance, time_to_sign(kiosk.words(), screen, sign));
        firsts.push_back(appearance.first_ms);
        photos.push_back(appearance.photo_ms);
    }
    table.add({group, "exec to the first frame on the X display", median(firsts), "ms",
               spread(firsts), Reach{Reach::Side::AtMost, 200}});
    table.add({group, "exec to the photo's pixel on the X display", median(photos), "ms",
               spread(photos), Reach{Reach::Side::AtMost, 200}});
    return {};
}

Result<void> measure_memory(const KioskProgram& kiosk, Table& table) {
    const std::string group =
        "Memory by page (smaps_rollup, MB of 10^6; the X server's own is not in it)";
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    SEN_TRY(Finger finger, Finger::create());
    for (const Route& route : routes) {
        const auto found =
            on_page(kiosk, route, finger, [&](pid_t pid) { return watch_memory(pid, route); });
        if (!found) {
            table.add_missing("memory, " + route.name, found.error().message);
            continue;
        }
        table.add({group, route.name + ", sen-kiosk", found->app.pss_mb, "MB PSS",
                   fmt::format("RSS {:.1f} MB; {}", found->app.rss_mb, route.page),
                   Reach{Reach::Side::AtMost, kMaxMemory}});
        if (route.plays_film && found->player.processes == 0)
            table.add_missing("memory, " + route.name, "no sen-player runs");
        if (found->player.processes > 0)
            table.add({group,
                       route.name + ", sen-player",
                       found->player.pss_mb,
                       "MB PSS",
                       fmt::format("RSS {:.1f} MB, {} process", found->player.rss_mb,
                                   found->player.processes),
                       {}});
    }
    return {};
}

Result<void> measure_idle(const KioskProgram& kiosk, Table& table) {
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    SEN_TRY(Finger finger, Finger::create());
    for (const Route& route : routes) {
        if (route.plays_film) continue;
        const auto percent = on_page(kiosk, route, finger, watch_idle);
        if (!percent) {
            table.add_missing("idle, " + route.name, percent.error().message);
            continue;
        }
        const bool is_still = !route.taps.empty();
        table.add(
            {"When nothing moves", route.name + ", CPU of sen-kiosk and sen-player", *percent, "%",
             is_still ? "of one core over 10 s; " + route.page
                      : "of one core over 10 s; the loop pans: for comparison",
             is_still ? std::optional(Reach{Reach::Side::AtMost, kMaxIdlePercent}) : std::nullopt});
    }
    return {};
}

}  // namespace sen::bench
