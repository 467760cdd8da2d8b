// SPDX-License-Identifier: Apache-2.0
#include "chromium.h"

#include <fmt/format.h>

#include <charconv>
#include <thread>

#include "chromium_page.h"
#include "statistics.h"
#include "visitor.h"
#include "window_cost.h"

namespace sen::bench {

namespace {

constexpr const char* kGroup =
    "Beside Chromium in kiosk mode, equal page (picture, words, 1920x1080), same display, in turns";
constexpr int kStarts = 7;
constexpr int kQuiets = 2, kMotions = 2;
constexpr Milliseconds kLoaded{8'000};
constexpr Milliseconds kWatch{10'000};
constexpr Milliseconds kQuietKiosk{3'000};
constexpr Rect kPhoto{0, 0, 960, 818};                          // of the story's page
constexpr Rect kLoopPhoto{200, 120, 1520, kScreen.height / 2};  // what no words stand on
constexpr Colour kPaper{0xF5, 0xEF, 0xE4, 255};
constexpr double kEighth = 8, kFifth = 5;

using Show = ChromiumPage::Show;

/// What the two take for the same, run by run.
struct Pair {
    std::vector<double> ours, theirs;
    void add(double our_one, double their_one) {
        ours.push_back(our_one);
        theirs.push_back(their_one);
    }
};

struct Quiet {
    Usage usage;
    double idle_percent = 0;
};

/// Memory and CPU of a running program over a while in which nothing moves.
Quiet watch(pid_t pid) {
    const double before = usage_of_session(pid).cpu_ms, begin = milliseconds(CLOCK_MONOTONIC);
    std::this_thread::sleep_for(kWatch);
    const Usage usage = usage_of_session(pid);
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

Result<MotionCost> watch_motion(const ChromiumPage& page, Show show, const XScreen& screen) {
    SEN_TRY(const auto process, Process::start(page.words(show)));
    std::this_thread::sleep_for(kLoaded);
    const int frames_before = frames_in_title(screen);
    const double cpu_before = usage_of_session(process.pid()).cpu_ms,
                 begin = milliseconds(CLOCK_MONOTONIC);
    std::this_thread::sleep_for(kWatch);
    MotionCost cost;
    cost.frames = frames_in_title(screen) - frames_before;
    const double cpu = usage_of_session(process.pid()).cpu_ms - cpu_before;
    if (frames_before < 0 || cost.frames <= 0)
        return fail(ErrorKind::Io, "Chromium counted no frames");
    cost.cpu_ms = cpu / cost.frames;
    cost.frames_a_second = 1e3 * cost.frames / (milliseconds(CLOCK_MONOTONIC) - begin);
    return cost;
}

void add_pair(Table& table, const std::string& name, const std::string& unit, const Pair& pair,
              double reach) {
    const auto spread = [](const std::vector<double>& all) {
        return fmt::format("median of {}, {:.1f} to {:.1f}", all.size(), percentile(all, 0),
                           percentile(all, 1));
    };
    table.add({kGroup, name + ", Sen", median(pair.ours), unit, spread(pair.ours), {}});
    table.add({kGroup, name + ", Chromium", median(pair.theirs), unit, spread(pair.theirs), {}});
    std::vector<double> ratios;
    for (std::size_t i = 0; i < pair.ours.size(); ++i)
        if (pair.ours[i] > 0) ratios.push_back(pair.theirs[i] / pair.ours[i]);
    if (!ratios.empty())
        table.add({kGroup, name + ", Chromium / Sen", median(ratios), "x",
                   "of each turn: " + spread(ratios),
                   reach > 0 ? std::optional(Reach{Reach::Side::AtLeast, reach}) : std::nullopt});
}

Result<void> compare_starts(const ChromiumPage& page, const KioskProgram& kiosk,
                            const XScreen& screen, Table& table) {
    SEN_TRY(const Sign our_sign, find_kiosk_sign(kiosk, screen));
    SEN_TRY(const Sign their_sign,
            find_sign(page.words(Show::Loop), screen, kLoopPhoto, {kPaper}, kLoaded));
    Pair times, cpus;
    for (int i = 0; i < kStarts; ++i) {
        SEN_TRY(const Appearance ours, time_to_sign(kiosk.words(), screen, our_sign));
        SEN_TRY(const Appearance theirs, time_to_sign(page.words(Show::Loop), screen, their_sign));
        times.add(ours.photo_ms, theirs.photo_ms);
        cpus.add(ours.cpu_ms, theirs.cpu_ms);
    }
    add_pair(table, "attract loop: exec to the photo's pixel", "ms", times, kEighth);
    add_pair(table, "attract loop: CPU until then, all processes", "ms", cpus, 0);
    return {};
}

Result<Quiet> watch_chromium(const ChromiumPage& page, const XScreen& screen) {
    SEN_TRY(const auto process, Process::start(page.words(Show::Story)));
    std::this_thread::sleep_for(kLoaded);
    SEN_TRY(const auto shown, screen.picture());
    if (!telling_point(shown, kPhoto, {kPaper}))
        return fail(ErrorKind::Io, "Chromium shows no photo");
    return watch(process.pid());
}

Result<void> compare_quiet(const ChromiumPage& page, const KioskProgram& kiosk, const Route& story,
                           const XScreen& screen, Table& table) {
    SEN_TRY(Finger finger, Finger::create());
    Pair memory, idle;
    int processes = 0;
    for (int i = 0; i < kQuiets; ++i) {
        SEN_TRY(const Quiet ours, on_page(kiosk, story, finger, [](pid_t pid) {
                    std::this_thread::sleep_for(kQuietKiosk);
                    return watch(pid);
                }));
        SEN_TRY(const Quiet theirs, watch_chromium(page, screen));
        memory.add(ours.usage.pss_mb, theirs.usage.pss_mb);
        idle.add(ours.idle_percent, theirs.idle_percent);
        processes = theirs.usage.processes;
    }
    add_pair(table, fmt::format("story: PSS of all processes (Chromium: {})", processes), "MB",
             memory, kEighth);
    add_pair(table, "story: CPU when nothing moves", "%", idle, 0);
    return {};
}

Result<void> compare_motion(const ChromiumPage& page, const KioskProgram& kiosk, const Route& story,
                            const XScreen& screen, Table& table) {
    Pair fade, scroll;
    std::vector<double> rates;
    for (int i = 0; i < kMotions; ++i) {
        SEN_TRY(const MotionCosts ours, measure_motion(kiosk.store, story.exhibit));
        SEN_TRY(const MotionCost their_fade, watch_motion(page, Show::Fade, screen));
        SEN_TRY(const MotionCost their_scroll, watch_motion(page, Show::Scroll, screen));
        fade.add(ours.fade.cpu_ms, their_fade.cpu_ms);
        scroll.add(ours.scroll.cpu_ms, their_scroll.cpu_ms);
        rates = {ours.fade.frames_a_second, their_fade.frames_a_second, ours.scroll.frames_a_second,
                 their_scroll.frames_a_second};
    }
    add_pair(table, "attract loop, cross-fade: CPU per frame", "ms", fade, kFifth);
    add_pair(table, "story, scroll: CPU per frame", "ms", scroll, kFifth);
    const char* names[] = {
        "cross-fade: frames a second, Sen (60 asked)", "cross-fade: frames a second, Chromium",
        "scroll: frames a second, Sen (60 asked)", "scroll: frames a second, Chromium"};
    for (std::size_t i = 0; i < rates.size(); ++i)
        table.add({kGroup, names[i], rates[i], "1/s", "last run", {}});
    return {};
}

}  // namespace

Result<void> measure_against_chromium(const std::filesystem::path& chromium,
                                      const std::filesystem::path& page, const KioskProgram& kiosk,
                                      const XScreen& screen, Table& table) {
    SEN_TRY(const Route story, find_story_route(kiosk.store));
    SEN_TRY(const auto made, ChromiumPage::create(chromium, page, kiosk.store, story));
    SEN_CHECK(compare_starts(made, kiosk, screen, table));
    SEN_CHECK(compare_quiet(made, kiosk, story, screen, table));
    return compare_motion(made, kiosk, story, screen, table);
}

}  // namespace sen::bench
