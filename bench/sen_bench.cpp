// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "base/paths.h"
#include "chromium.h"
#include "frame_cost.h"
#include "install_speed.h"
#include "loop_gap.h"
#include "own_cost.h"
#include "player_hang.h"
#include "program_cost.h"
#include "publish_speed.h"
#include "search_cost.h"
#include "text_cost.h"
#include "touch_delay.h"
#include "window_cost.h"

namespace {

using namespace sen::bench;

struct Options {
    std::filesystem::path store, pack, json, chromium, page;
    std::string only;
    bool is_full = false;
};

/// A part of the run: its name for --only, and what it does.
struct Part {
    std::string name;
    std::function<sen::Result<void>()> measure;
};

sen::Result<void> add_draw_lists(const std::filesystem::path& store, Table& table) {
    SEN_TRY(const Route story, find_story_route(store));
    SEN_TRY(const MotionCosts motion, measure_motion(store, story.exhibit));
    SEN_TRY(const DrawListCosts lists, measure_draw_lists(store, story.exhibit));
    const std::pair<const char*, const MotionCost*> motions[] = {
        {"attract loop, cross-fade", &motion.fade}, {"story, scrolled", &motion.scroll}};
    for (const auto& [name, cost] : motions)
        table.add({"In a window at 60 frames a second, drawn by the processor",
                   name,
                   cost->cpu_ms,
                   "ms",
                   fmt::format("CPU a frame, all threads; {:.0f} frames/s", cost->frames_a_second),
                   {}});
    const std::pair<const char*, double> costs[] = {{"attract loop, cross-fade", lists.fade},
                                                    {"story, scrolled", lists.scroll}};
    for (const auto& [name, cost] : costs)
        table.add({"Draw list alone (what remains for the processor when a card draws)", name, cost,
                   "ms", lists.renderer, Reach{Reach::Side::AtMost, 2}});
    return {};
}

/// A part that this run was not told enough for.
Part lacking(std::string name, const char* why) {
    return {std::move(name),
            [why]() -> sen::Result<void> { return sen::fail(sen::ErrorKind::Invalid, "{}", why); }};
}

std::vector<Part> parts_of(const Options& options, const XScreen& screen, Table& table) {
    const auto programs = sen::program_directory().parent_path() / "bin";
    const auto sync = programs / "sen-sync", work = options.store.parent_path();
    const KioskProgram kiosk{programs / "sen-kiosk", options.store};
    std::vector<Part> parts{
        {"start", [=, &screen, &table] { return measure_start(kiosk, screen, table); }},
        {"touch", [=, &screen, &table] { return measure_touch(kiosk, screen, table); }},
        {"memory", [=, &table] { return measure_memory(kiosk, table); }},
        {"hang", [=, &screen, &table] { return measure_hang(kiosk, screen, table); }},
        {"loop", [=, &table] { return measure_loop(programs / "sen-player", work, table); }},
        {"idle", [=, &table] { return measure_idle(kiosk, table); }},
        {"frames", [=, &table] { return measure_frames(options.store, table); }},
        {"own", [=, &table] { return measure_own_code(options.store, table); }},
        {"lists", [=, &table] { return add_draw_lists(options.store, table); }},
        {"text", [=, &table] { return measure_text(options.store, table); }},
        {"search", [&table] { return measure_search(table); }},
        {"publish",
         [=, &table] {
             return measure_publish(programs / "sen-pack", work,
                                    options.is_full ? PackSize::Full : PackSize::Bounded, table);
         }},
        {"install", [=, &table] { return measure_install(sync, options.pack, work, table); }},
        {"stick",
         [=, &table] {
             return measure_stick(sync, sen::program_directory() / "sen-slow-folder", options.pack,
                                  work, table);
         }},
        {"chromium",
         [=, &screen, &table] {
             return measure_against_chromium(options.chromium, options.page, kiosk, screen, table);
         }},
    };
    for (Part& part : parts) {
        if (options.pack.empty() && (part.name == "install" || part.name == "stick"))
            part = lacking(part.name, "it needs --pack");
        if (options.chromium.empty() && part.name == "chromium")
            part = lacking("chromium", "it needs --chromium and --page (apt install chromium)");
    }
    return parts;
}

std::string load_average() {
    std::ifstream file("/proc/loadavg");
    std::string load;
    std::getline(file, load);
    return fmt::format("{} processors, load {}", std::thread::hardware_concurrency(), load);
}

/// Measures what is asked for; a part that cannot be measured is said and the others go on. True if
/// all could be.
sen::Result<bool> measure(const Options& options) {
    SEN_TRY(const XScreen screen, XScreen::open());
    Table table;
    const std::string before = load_average();
    fmt::print("{}\n", before);
    std::string names;
    bool has_measured = false;
    for (const Part& part : parts_of(options, screen, table)) {
        names += " " + part.name;
        if (!options.only.empty() && part.name != options.only) continue;
        has_measured = true;
        if (const auto done = part.measure(); !done)
            table.add_missing(part.name, done.error().message);
    }
    if (!has_measured)
        return sen::fail(sen::ErrorKind::Invalid, "no part \"{}\"; there are:{}", options.only,
                         names);
    table.print_missed();
    const std::string after = load_average();
    fmt::print("\n{}\n", after);
    if (options.json.empty()) return table.is_whole();
    auto json = table.json();
    json["machine"] = {{"before", before}, {"after", after}};
    SEN_CHECK(sen::write_file_atomically(options.json, json.dump(2) + "\n"));
    return table.is_whole();
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App parser("Measures Sen on this machine; tools/bench runs it with all it needs",
                    "sen-bench");
    parser.add_option("--store", options.store, "An installed store")->required();
    parser.add_option("--pack", options.pack, "The built pack, for the install");
    parser.add_option("--json", options.json, "Write the figures here too");
    parser.add_option(
        "--only", options.only,
        "start, touch, memory, hang, loop, idle, frames, own, lists, text, search, publish, "
        "install, stick or chromium");
    parser.add_flag("--full", options.is_full, "Publish 10 GB instead of 500 MB");
    auto* chromium = parser.add_option("--chromium", options.chromium, "Program to compare with");
    parser.add_option("--page", options.page, "bench/page.html")->needs(chromium);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.exit(error) == 0 ? 0 : 2;
    }
    sen::log::set_level(sen::log::Level::Warning);
    ::signal(SIGPIPE, SIG_IGN);  // a finger that is gone is an error like any other
    const auto is_whole = measure(options);
    if (!is_whole) sen::log::error("{}", is_whole.error().message);
    return is_whole && *is_whole ? 0 : 1;
}
