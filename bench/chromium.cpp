// SPDX-License-Identifier: Apache-2.0
#include "chromium.h"

#include <fmt/format.h>

#include <charconv>
#include <thread>

#include "base/file.h"
#include "statistics.h"
#include "visitor.h"
#include "window_cost.h"

namespace sen::bench {

namespace {

constexpr const char* kGroup = "Against Chromium in kiosk mode, same photo, same display, in turns";
constexpr int kStarts = 5;
constexpr int kMotions = 2;
constexpr Milliseconds kLoaded{8'000};
constexpr Milliseconds kWatch{10'000};
constexpr Milliseconds kQuietKiosk{3'000};
constexpr Rect kPhoto{870, 40, 960, 540};  // of page.html
constexpr double kEighth = 8, kFifth = 5;

/// The page with its photos, and a browser profile that lives as long.
struct Page {
    TemporaryDirectory directory;
    std::filesystem::path chromium;

    std::vector<std::string> words(const std::string& anchor) const {
        return {chromium.string(),
                "--kiosk",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-features=Translate",
                "--window-position=0,0",
                "--window-size=1920,1080",
                "--user-data-dir=" + (directory.path() / "profile").string(),
                "file://" + (directory.path() / "page.html").string() + anchor};
    }
};

Result<Page> make_page(const std::filesystem::path& chromium, const std::filesystem::path& page,
                       const std::filesystem::path& store) {
    SEN_TRY(auto directory, TemporaryDirectory::create());
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory));
    SEN_TRY(const auto items, visitor->kiosk().library()->attract(visitor->kiosk().language()));
    SEN_TRY(const std::string html, read_file(page, 1 << 20));
    SEN_CHECK(write_file_atomically(directory.path() / "page.html", html));
    const char* names[] = {"photo.jpg", "other.jpg"};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& item = items[i % items.size()];
        const auto& asset = item.film ? item.film->first_frame : item.picture.view;
        SEN_TRY(const std::string photo,
                visitor->parts().store.read_object(asset.object, 32 << 20));
        SEN_CHECK(write_file_atomically(directory.path() / names[i], photo));
    }
    return Page{std::move(directory), chromium};
}

struct Quiet {
    Usage usage;
    double idle_percent = 0;
};

/// Memory and CPU of a running program over a while in which nothing moves.
Quiet watch(const Process& process) {
    const double before = usage_of_session(process.pid()).cpu_ms,
                 begin = milliseconds(CLOCK_MONOTONIC);
    std::this_thread::sleep_for(kWatch);
    const Usage usage = usage_of_session(process.pid());
    return {usage, 100 * (usage.cpu_ms - before) / (milliseconds(CLOCK_MONOTONIC) - begin)};
}

/// The frames that the page has counted in its title; -1: none.
int frames_in_title(const XScreen& screen) {
    const std::string begin = "frames ";
    const auto title = screen.title(begin);
    int frames = -1;
    if (title) std::from_chars(title->data() + begin.size(), title->data() + title->size(), frames);
    return frames;
}

Result<MotionCost> watch_motion(const Page& page, const std::string& anchor,
                                const XScreen& screen) {
    SEN_TRY(const auto process, Process::start(page.words(anchor)));
    std::this_thread::sleep_for(kLoaded);
    const int frames_before = frames_in_title(screen);
    const double cpu_before = usage_of_session(process.pid()).cpu_ms,
                 begin = milliseconds(CLOCK_MONOTONIC);
    std::this_thread::sleep_for(kWatch);
    MotionCost cost;
    cost.frames = frames_in_title(screen) - frames_before;
    const double cpu = usage_of_session(process.pid()).cpu_ms - cpu_before;
    if (frames_before < 0 || cost.frames <= 0)
        return fail(ErrorKind::Io, "the page {} counted no frames", anchor);
    cost.cpu_ms = cpu / cost.frames;
    cost.frames_a_second = 1e3 * cost.frames / (milliseconds(CLOCK_MONOTONIC) - begin);
    return cost;
}

void add_pair(Table& table, const std::string& name, const std::string& unit,
              const std::vector<double>& ours, const std::vector<double>& theirs, double reach) {
    const auto spread = [](const std::vector<double>& all) {
        return fmt::format("{} runs, {:.1f} to {:.1f}", all.size(), percentile(all, 0),
                           percentile(all, 1));
    };
    table.add({kGroup, name + ", Sen", median(ours), unit, spread(ours), {}});
    table.add({kGroup, name + ", Chromium", median(theirs), unit, spread(theirs), {}});
    if (median(ours) > 0)
        table.add({kGroup, name + ", Chromium / Sen", median(theirs) / median(ours), "x",
                   "of the medians",
                   reach > 0 ? std::optional(Reach{Reach::Side::AtLeast, reach}) : std::nullopt});
}

Result<void> compare_starts(const Page& page, const KioskProgram& kiosk, const XScreen& screen,
                            Table& table) {
    SEN_TRY(const Sign our_sign, find_kiosk_sign(kiosk, screen));
    SEN_TRY(const Sign their_sign,
            find_sign(page.words(""), screen, kPhoto, {{0xF5, 0xEF, 0xE4, 255}}, kLoaded));
    std::vector<double> ours, theirs;
    for (int i = 0; i < kStarts; ++i) {
        SEN_TRY(const Appearance our_time, time_to_sign(kiosk.words(), screen, our_sign));
        SEN_TRY(const Appearance their_time, time_to_sign(page.words(""), screen, their_sign));
        ours.push_back(our_time.photo_ms);
        theirs.push_back(their_time.photo_ms);
    }
    add_pair(table, "exec to the photo's pixel on screen", "ms", ours, theirs, kEighth);
    return {};
}

Result<void> compare_quiet(const Page& page, const KioskProgram& kiosk, Table& table) {
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    const auto* route = &routes.back();
    for (const auto& each : routes)
        if (each.name.starts_with("story")) route = &each;
    std::vector<double> our_memory, their_memory, our_idle, their_idle;
    int processes = 0;
    for (int i = 0; i < kMotions; ++i) {
        SEN_TRY(auto ours, start_at(kiosk, *route));
        std::this_thread::sleep_for(kQuietKiosk);
        const Quiet our_quiet = watch(ours);
        ours.end();
        SEN_TRY(auto theirs, Process::start(page.words("")));
        std::this_thread::sleep_for(kLoaded);
        const Quiet their_quiet = watch(theirs);
        theirs.end();
        our_memory.push_back(our_quiet.usage.pss_mb);
        their_memory.push_back(their_quiet.usage.pss_mb);
        our_idle.push_back(our_quiet.idle_percent);
        their_idle.push_back(their_quiet.idle_percent);
        processes = their_quiet.usage.processes;
    }
    add_pair(table,
             fmt::format("PSS of all processes (Chromium has {}), {}", processes, route->name),
             "MB", our_memory, their_memory, kEighth);
    add_pair(table, "CPU when nothing moves", "%", our_idle, their_idle, 0);
    return {};
}

Result<void> compare_motion(const Page& page, const KioskProgram& kiosk, const XScreen& screen,
                            Table& table) {
    std::vector<double> our_fade, their_fade, our_scroll, their_scroll, rates;
    for (int i = 0; i < kMotions; ++i) {
        SEN_TRY(const MotionCosts ours, measure_motion(kiosk.store));
        SEN_TRY(const MotionCost fade, watch_motion(page, "#fade", screen));
        SEN_TRY(const MotionCost scroll, watch_motion(page, "#scroll", screen));
        our_fade.push_back(ours.fade.cpu_ms);
        their_fade.push_back(fade.cpu_ms);
        our_scroll.push_back(ours.scroll.cpu_ms);
        their_scroll.push_back(scroll.cpu_ms);
        rates = {ours.fade.frames_a_second, fade.frames_a_second, ours.scroll.frames_a_second,
                 scroll.frames_a_second};
    }
    add_pair(table, "CPU per frame, cross-fade of two photos", "ms", our_fade, their_fade, kFifth);
    add_pair(table, "CPU per frame, scroll", "ms", our_scroll, their_scroll, kFifth);
    const char* names[] = {
        "frames a second, fade, Sen (60 asked)", "frames a second, fade, Chromium",
        "frames a second, scroll, Sen (60 asked)", "frames a second, scroll, Chromium"};
    for (std::size_t i = 0; i < rates.size(); ++i)
        table.add({kGroup, names[i], rates[i], "1/s", "last run", {}});
    return {};
}

}  // namespace

Result<void> measure_against_chromium(const std::filesystem::path& chromium,
                                      const std::filesystem::path& page, const KioskProgram& kiosk,
                                      const XScreen& screen, Table& table) {
    SEN_TRY(const Page made, make_page(chromium, page, kiosk.store));
    SEN_CHECK(compare_starts(made, kiosk, screen, table));
    SEN_CHECK(compare_quiet(made, kiosk, table));
    return compare_motion(made, kiosk, screen, table);
}

}  // namespace sen::bench
