// SPDX-License-Identifier: Apache-2.0
#include "kiosk_process.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "statistics.h"

namespace sen::bench {

namespace {
constexpr Milliseconds kPatience{30'000};
constexpr Milliseconds kEnds{10'000};
constexpr std::uint64_t kReportBytes = 4096;
constexpr int kFilmFrames = 24;  // a second
constexpr const char* kReport = "report.json";
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
    appearance.cpu_ms = usage_of_session(process.pid()).cpu_ms;
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

Result<nlohmann::json> read_report(const std::filesystem::path& file) {
    SEN_TRY(const std::string text, read_file(file, kReportBytes));
    auto report = nlohmann::json::parse(text, nullptr, false);
    if (!report.is_object()) return fail(ErrorKind::Corrupt, "{} is no report", file.string());
    return report;
}

Result<KioskRun> KioskRun::start(const KioskProgram& kiosk, const Route& route, Finger& finger,
                                 Milliseconds patience) {
    SEN_TRY(auto directory, TemporaryDirectory::create());
    auto words = kiosk.words();
    words.insert(words.end(), {"--report", (directory.path() / kReport).string()});
    SEN_TRY(auto process, Process::start(words));
    std::this_thread::sleep_for(patience);
    for (const Point at : route.taps) {
        SEN_CHECK(finger.tap(at));
        std::this_thread::sleep_for(patience);
    }
    return KioskRun(std::move(directory), std::move(process));
}

Result<void> KioskRun::finish(const Route& route) {
    process_.ask_to_end();
    if (!process_.wait(kEnds)) return fail(ErrorKind::Io, "sen-kiosk does not end");
    SEN_TRY(const auto report, read_report(directory_.path() / kReport));
    const auto page = report.value("page", std::string());
    if (page != route.page)
        return fail(ErrorKind::Invalid, "{}: the kiosk shows \"{}\" instead of \"{}\"", route.name,
                    page, route.page);
    const int frames = report.value("film_frames", 0);
    if (route.plays_film && frames < kFilmFrames)
        return fail(ErrorKind::Invalid, "{}: {} frames were shown", route.name, frames);
    return {};
}

}  // namespace sen::bench
