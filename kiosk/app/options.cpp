// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/parts.h"
#include "base/window_size.h"

namespace sen::app {

namespace {
/// In both languages of staff: which one is wanted is not known yet.
void print_wrong_usage(const CLI::ParseError& error) {
    const auto tables = load_strings();
    if (!tables) {
        fmt::print(stderr, "{}\n", error.what());
        return;
    }
    for (const char* language : {"vi", "en"})  // which staff read
        if (const auto table = tables->find(language); table != tables->end())
            fmt::print(stderr, "{}\n{}\n",
                       table->second.format("usage_wrong", {{"error", error.what()}}),
                       table->second["usage_hint"]);
}

}  // namespace

std::variant<Options, int> parse_options(int argc, char** argv) {
    Options options;
    std::string window;
    CLI::App parser("Sen: a museum kiosk that plays what its store holds", "sen-kiosk");
    parser.add_option("--store", options.store, "Directory that sen-sync installs into")
        ->required();
    parser.add_option("--site", options.site, "This kiosk's settings (site.toml)");
    parser.add_option("--theme", options.theme, "Name of a theme, instead of the site's");
    parser.add_option("--themes", options.themes, "Directory of themes, instead of the installed");
    parser.add_flag("--watch", options.is_watching,
                    "Show a theme and the content anew when they change (for who makes them)");
    parser.add_option("--window", window, "WxH in pixels; without it the whole screen");
    parser.add_option("--tour", options.tour,
                      "Write a picture of every screen into this directory and end");
    screens::Comfort& comfort = options.tour_comfort;
    parser
        .add_option("--text-size", comfort.text_percent,
                    "Of the tour: 100, 130, 160 or 200, as under \"Aa\"")
        ->check(CLI::IsMember(screens::Comfort::kTextPercents));
    parser.add_flag("--contrast", comfort.has_contrast, "The tour in the highest contrast");
    parser.add_flag("--lowered", comfort.is_lowered, "The tour with its buttons lowered");
    parser.add_flag("--calibrate", options.wants_calibration,
                    "Show four marks to touch, print the lines for site.toml and end");
    parser.add_option("--record-touches", options.record_touches,
                      "Write what fingers report into this new file (for a test of a panel)");
    parser.add_option("--lang", options.language, "Language at the start: vi, en");
    parser.add_option("--frames", options.frames, "End after so many frames (for measurements)");
    parser.add_option("--report", options.report, "Write measurements as JSON when it ends");
    try {
        parser.parse(argc, argv);
        if (!window.empty()) {
            options.window = parse_window_size(window);
            if (!options.window)
                throw CLI::ValidationError("--window",
                                           "must be WIDTHxHEIGHT, 320 to 8192 pixels each");
        }
        if (!options.tour.empty() && !options.window)
            throw CLI::ValidationError("--tour", "needs --window WxH");
        if (options.tour.empty() && comfort != screens::Comfort{})
            throw CLI::ValidationError("--text-size, --contrast, --lowered", "need --tour");
        if (!options.record_touches.empty() && (options.wants_calibration || !options.tour.empty()))
            throw CLI::ValidationError("--record-touches",
                                       "does not go with --calibrate or --tour");
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return parser.exit(error);  // --help
        print_wrong_usage(error);
        return 2;
    }
    return options;
}

}  // namespace sen::app
