// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
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
#include "kiosk_process.h"
#include "search_cost.h"
#include "text_cost.h"
#include "window_cost.h"

namespace {

using namespace sen::bench;

struct Options {
    std::filesystem::path store, pack, json, chromium, page;
    std::string only;
};

/// A part of the run: its name for --only, and what it does.
struct Part {
    std::string name;
    std::function<sen::Result<void>()> measure;
};

sen::Result<void> add_draw_lists(const std::filesystem::path& store, Table& table) {
    SEN_TRY(const MotionCosts motion, measure_motion(store));
    SEN_TRY(const DrawListCosts lists, measure_draw_lists(store));
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

std::vector<Part> parts_of(const Options& options, const XScreen& screen, Table& table) {
    const auto programs = sen::program_directory().parent_path() / "bin";
    const KioskProgram kiosk{programs / "sen-kiosk", options.store};
    std::vector<Part> parts{
        {"start", [=, &screen, &table] { return measure_start(kiosk, screen, table); }},
        {"memory", [=, &table] { return measure_memory(kiosk, table); }},
        {"idle", [=, &table] { return measure_idle(kiosk, table); }},
        {"frames", [=, &table] { return measure_frames(options.store, table); }},
        {"own", [=, &table] { return measure_own_code(options.store, table); }},
        {"lists", [=, &table] { return add_draw_lists(options.store, table); }},
        {"text", [=, &table] { return measure_text(options.store, table); }},
        {"search", [&table] { return measure_search(table); }},
    };
    if (!options.pack.empty())
        parts.push_back({"install", [=, &table] {
                             return measure_install(programs / "sen-sync", options.pack,
                                                    options.store.parent_path(), table);
                         }});
    if (!options.chromium.empty())
        parts.push_back({"chromium", [=, &screen, &table] {
                             return measure_against_chromium(options.chromium, options.page, kiosk,
                                                             screen, table);
                         }});
    return parts;
}

std::string load_average() {
    std::ifstream file("/proc/loadavg");
    std::string load;
    std::getline(file, load);
    return fmt::format("{} processors, load {}", std::thread::hardware_concurrency(), load);
}

/// Measures what is asked for; a part that cannot be measured is said and the others go on.
sen::Result<void> measure(const Options& options) {
    SEN_TRY(const XScreen screen, XScreen::open());
    Table table;
    const std::string before = load_average();
    fmt::print("{}\n", before);
    for (const Part& part : parts_of(options, screen, table)) {
        if (!options.only.empty() && part.name != options.only) continue;
        if (const auto done = part.measure(); !done)
            table.add_missing(part.name, done.error().message);
    }
    table.print_missed();
    const std::string after = load_average();
    fmt::print("\n{}\n", after);
    if (options.json.empty()) return {};
    auto json = table.json();
    json["machine"] = {{"before", before}, {"after", after}};
    return sen::write_file_atomically(options.json, json.dump(2) + "\n");
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App parser("Measures Sen on this machine; tools/bench runs it with all it needs",
                    "sen-bench");
    parser.add_option("--store", options.store, "An installed store")->required();
    parser.add_option("--pack", options.pack, "The built pack, for the install");
    parser.add_option("--json", options.json, "Write the figures here too");
    parser.add_option("--only", options.only,
                      "start, memory, idle, frames, own, lists, text, search, install or chromium");
    auto* chromium = parser.add_option("--chromium", options.chromium, "Program to compare with");
    parser.add_option("--page", options.page, "bench/page.html")->needs(chromium);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.exit(error) == 0 ? 0 : 2;
    }
    sen::log::set_level(sen::log::Level::Warning);
    if (const auto done = measure(options); !done) {
        sen::log::error("{}", done.error().message);
        return 1;
    }
    return 0;
}
