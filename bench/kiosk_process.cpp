// SPDX-License-Identifier: Apache-2.0
#include "kiosk_process.h"

#include <fmt/format.h>

#include <thread>

#include "base/file.h"
#include "base/json.h"
#include "statistics.h"
#include "visitor.h"

namespace sen::bench {

namespace {

constexpr int kStarts = 9;
constexpr Milliseconds kPatience{30'000};
constexpr Milliseconds kSettled{2'000};
constexpr Milliseconds kFilmPlays{6'000};
constexpr Milliseconds kIdle{10'000};
constexpr double kMaxIdlePercent = 0.5;
constexpr double kMaxMemory = 60;

/// A visitor's finger by way of the X server.
Result<void> click(Point at) {
    return run({"xdotool", "mousemove", std::to_string(at.x), std::to_string(at.y), "click", "1"},
               kPatience);
}

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
    SEN_TRY(const std::string text, read_file(report, 4096));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return fail(ErrorKind::Corrupt, "{} is no report", report.string());
    start.main_to_frame_ms = json.value("first_frame_ms", 0.0);
    start.cpu_ms = json.value("cpu_ms", 0.0);
    return start;
}

}  // namespace

std::vector<std::string> KioskProgram::words() const {
    return {program.string(), "--store", store.string(), "--window",
            fmt::format("{}x{}", kScreen.width, kScreen.height)};
}

Result<Appearance> time_to_sign(const std::vector<std::string>& words, const XScreen& screen,
                                Sign sign) {
    const Colour empty = screen.pixel(sign.at);
    if (is_near(empty, sign.colour))
        return fail(ErrorKind::Invalid, "another program stands where the photo is awaited");
    const double begin = milliseconds(CLOCK_MONOTONIC);
    SEN_TRY(const auto process, Process::start(words));
    Appearance appearance;
    const auto passed = [&] { return milliseconds(CLOCK_MONOTONIC) - begin; };
    while (is_near(screen.pixel(sign.at), empty) &&
           passed() < static_cast<double>(kPatience.count()))
        std::this_thread::sleep_for(Milliseconds(1));
    appearance.first_ms = passed();
    if (!screen.wait_for(sign.at, sign.colour, kPatience))
        return fail(ErrorKind::Io, "{} showed no photo", words.front());
    appearance.photo_ms = passed();
    return appearance;
}

Result<Sign> find_sign(const std::vector<std::string>& words, const XScreen& screen, Rect inside,
                       const std::vector<Colour>& others, Milliseconds patience) {
    SEN_TRY(const auto process, Process::start(words));
    std::this_thread::sleep_for(patience);
    SEN_TRY(const auto picture, screen.picture());
    const auto at = telling_point(picture, inside, others);
    if (!at) return fail(ErrorKind::NotFound, "{}: no plain place in the photo", words.front());
    return Sign{*at, colour_at(picture, *at)};
}

Result<Sign> find_kiosk_sign(const KioskProgram& kiosk, const XScreen& screen) {
    SEN_TRY(auto visitor, Visitor::create(kiosk.store, Visitor::Where::Memory));
    const auto* library = visitor->kiosk().library();
    SEN_TRY(const auto items, library->attract(visitor->kiosk().language()));
    const auto& average = items.front().picture.average;  // stands in until the photo is decoded
    return find_sign(kiosk.words(), screen, {200, 120, kScreen.width - 400, kScreen.height / 2},
                     {average, visitor->kiosk().context().colour(theme::ColourRole::Paper),
                      visitor->kiosk().context().colour(theme::ColourRole::Night)},
                     Milliseconds(1500));
}

Result<Process> start_at(const KioskProgram& kiosk, const Route& route) {
    SEN_TRY(auto process, Process::start(kiosk.words()));
    std::this_thread::sleep_for(kSettled);
    for (const Point at : route.taps) {
        SEN_CHECK(click(at));
        std::this_thread::sleep_for(kSettled);
    }
    return process;
}

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
    table.add({group,
               "exec to the photo's pixel on the X display",
               median(photos),
               "ms",
               spread(photos),
               {}});
    return {};
}

Result<void> measure_memory(const KioskProgram& kiosk, Table& table) {
    const std::string group =
        "Memory by screen (smaps_rollup, MB of 10^6; the X server's own is not in it)";
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    for (const Route& route : routes) {
        SEN_TRY(const auto process, start_at(kiosk, route));
        std::this_thread::sleep_for(route.name.starts_with("film") ? kFilmPlays : kSettled);
        const Usage app = usage_of_session(process.pid(), "sen-kiosk");
        const Usage player = usage_of_session(process.pid(), "sen-player");
        table.add({group, route.name + ", sen-kiosk", app.pss_mb, "MB PSS",
                   fmt::format("RSS {:.1f} MB", app.rss_mb),
                   Reach{Reach::Side::AtMost, kMaxMemory}});
        table.add({group,
                   route.name + ", sen-player",
                   player.pss_mb,
                   "MB PSS",
                   fmt::format("RSS {:.1f} MB, {} process", player.rss_mb, player.processes),
                   {}});
    }
    return {};
}

Result<void> measure_idle(const KioskProgram& kiosk, Table& table) {
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    for (const Route& route : routes) {
        if (route.name.starts_with("film")) continue;
        SEN_TRY(const auto process, start_at(kiosk, route));
        std::this_thread::sleep_for(kSettled);
        const double before = usage_of_session(process.pid()).cpu_ms;
        const double begin = milliseconds(CLOCK_MONOTONIC);
        std::this_thread::sleep_for(kIdle);
        const Usage after = usage_of_session(process.pid());
        const double percent =
            100 * (after.cpu_ms - before) / (milliseconds(CLOCK_MONOTONIC) - begin);
        const bool is_still = !route.taps.empty();
        table.add(
            {"When nothing moves", route.name + ", CPU of sen-kiosk and sen-player", percent, "%",
             is_still ? "of one core over 10 s"
                      : "of one core over 10 s; the loop pans: for comparison",
             is_still ? std::optional(Reach{Reach::Side::AtMost, kMaxIdlePercent}) : std::nullopt});
    }
    return {};
}

}  // namespace sen::bench
