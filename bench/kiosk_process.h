// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "finger.h"
#include "process.h"
#include "visitor.h"
#include "x_screen.h"

namespace sen::bench {

/// How to start the real program, in a window as large as the measured screen.
struct KioskProgram {
    std::filesystem::path program, store;

    std::vector<std::string> words() const;
};

/// A place on the X display where a program's photo is known from everything else.
struct Sign {
    Point at;
    Colour colour;
};

/// Milliseconds from before exec until something, and until that colour, is on the X display; and
/// what all processes had spent by then.
struct Appearance {
    double first_ms = 0, photo_ms = 0, cpu_ms = 0;
};

/// Starts the program, waits for its sign, ends it.
Result<Appearance> time_to_sign(const std::vector<std::string>& words, const XScreen& screen,
                                Sign sign);
/// Starts a program, gives it `patience`, and finds such a place in `inside`.
Result<Sign> find_sign(const std::vector<std::string>& words, const XScreen& screen, Rect inside,
                       const std::vector<Colour>& others, Milliseconds patience);
/// The sign of the photo that the kiosk begins with.
Result<Sign> find_kiosk_sign(const KioskProgram& kiosk, const XScreen& screen);

/// What sen-kiosk --report has written.
Result<nlohmann::json> read_report(const std::filesystem::path& file);

/// The real program, led to a page. What it really showed it tells when it ends.
class KioskRun {
  public:
    /// Waits `patience` for the first page and after every tap.
    static Result<KioskRun> start(const KioskProgram& kiosk, const Route& route, Finger& finger,
                                  Milliseconds patience);
    pid_t pid() const { return process_.pid(); }
    /// Ends it. Invalid unless the page was the route's, and where that plays a film a second of it
    /// had been shown.
    Result<void> finish(const Route& route);

  private:
    KioskRun(TemporaryDirectory directory, Process process)
        : directory_(std::move(directory)), process_(std::move(process)) {}
    TemporaryDirectory directory_;
    Process process_;
};

/// How long a page is given to be there and still.
inline constexpr Milliseconds kSettled{2'000};

/// What `measure(pid)` finds on a route's page. A run that turns out to have been elsewhere does
/// not count: it is tried again with more patience, and the third time the error is returned.
template <class Measure>
auto on_page(const KioskProgram& kiosk, const Route& route, Finger& finger, const Measure& measure)
    -> Result<decltype(measure(pid_t{}))> {
    for (int tries = 1;; ++tries) {
        SEN_TRY(auto run, KioskRun::start(kiosk, route, finger, kSettled * tries));
        auto found = measure(run.pid());
        auto done = run.finish(route);
        if (done) return found;
        if (tries == 3) return tl::unexpected(std::move(done).error());
    }
}

}  // namespace sen::bench
