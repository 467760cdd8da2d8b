// SPDX-License-Identifier: Apache-2.0
#include "player_hang.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <thread>

#include "statistics.h"

namespace sen::bench {

namespace {

constexpr int kHangs = 3;
constexpr Rect kFilm{0, kScreen.height / 3, kScreen.width, kScreen.height / 3};
constexpr Milliseconds kPlays{4'000};
constexpr Milliseconds kBetween{10};
constexpr double kPatienceMs = 20'000, kReach = 5;  // ms, s

bool is_black(const std::vector<char>& pixels) {
    // The fourth byte of a pixel is nobody's.
    for (std::size_t i = 0; i < pixels.size(); ++i)
        if (i % 4 != 3 && static_cast<unsigned char>(pixels[i]) > 16) return false;
    return true;
}

/// Waits until the film's place is another picture.
Result<void> wait_for_movement(const XScreen& screen) {
    SEN_TRY(const auto before, screen.pixels(kFilm));
    const double begin = milliseconds(CLOCK_MONOTONIC);
    for (;;) {
        std::this_thread::sleep_for(kBetween);
        SEN_TRY(const auto now, screen.pixels(kFilm));
        if (is_black(now)) return fail(ErrorKind::Invalid, "the film's place is black");
        if (now != before) return {};
        if (milliseconds(CLOCK_MONOTONIC) - begin > kPatienceMs)
            return fail(ErrorKind::Io, "the film does not move");
    }
}

/// The sen-player of a kiosk; 0 when there is none.
pid_t player_of(pid_t kiosk) {
    const auto players = processes_of_session(kiosk, "sen-player");
    return players.empty() ? 0 : players.front();
}

/// Seconds from the stop to movement that another player has brought.
Result<double> hang_once(pid_t kiosk, const XScreen& screen) {
    std::this_thread::sleep_for(kPlays);
    const pid_t hung = player_of(kiosk);
    if (hung == 0) return fail(ErrorKind::NotFound, "no sen-player runs");
    SEN_CHECK(wait_for_movement(screen));
    const double begin = milliseconds(CLOCK_MONOTONIC);
    ::kill(hung, SIGSTOP);
    for (pid_t now = hung; now == hung || now == 0; now = player_of(kiosk)) {
        std::this_thread::sleep_for(kBetween);
        SEN_TRY(const auto shown, screen.pixels(kFilm));
        if (is_black(shown)) return fail(ErrorKind::Invalid, "the film's place is black");
        if (milliseconds(CLOCK_MONOTONIC) - begin > kPatienceMs)
            return fail(ErrorKind::Io, "the hung player is not replaced");
    }
    SEN_CHECK(wait_for_movement(screen));
    return (milliseconds(CLOCK_MONOTONIC) - begin) / 1e3;
}

}  // namespace

Result<void> measure_hang(const KioskProgram& kiosk, const XScreen& screen, Table& table) {
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    SEN_TRY(Finger finger, Finger::create());
    std::vector<double> samples;
    for (int i = 0; i < kHangs; ++i) {
        SEN_TRY(const auto took, on_page(kiosk, routes.back(), finger,
                                         [&](pid_t pid) { return hang_once(pid, screen); }));
        SEN_TRY(const double seconds, took);
        samples.push_back(seconds);
    }
    table.add({"A player that hangs", "its stop to the film moving again, never black",
               median(samples), "s",
               fmt::format("median of {}, {:.2f} to {:.2f}", samples.size(), percentile(samples, 0),
                           percentile(samples, 1)),
               Reach{Reach::Side::AtMost, kReach}});
    return {};
}

}  // namespace sen::bench
