// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>

#include "app/demo_store.h"
#include "base/paths.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;

namespace {

/// A kiosk with a real player and the real clock; runs until `done` or a deadline that only failure
/// reaches.
class RealKiosk {
  public:
    explicit RealKiosk(const std::filesystem::path& store)
        : parts_(make_parts(store)),
          player_({program_directory() / "sen-player"}, clock_),
          kiosk_(parts_, clock_, &player_) {}

    template <class Done>
    bool run_until(Done done) {
        const Milliseconds deadline = clock_.now() + std::chrono::seconds(60);
        while (!done()) {
            if (clock_.now() > deadline) return false;
            kiosk_.frame();
            darkest_ = std::min(darkest_, brightness());
            pollfd ready{player_.poll_fd(), POLLIN, 0};
            ::poll(&ready, 1, 16);
        }
        return true;
    }
    media::MediaPlayer& player() { return player_; }
    double darkest() const { return darkest_; }

  private:
    static Parts make_parts(const std::filesystem::path& store) {
        Options options;
        options.store = store;
        return Parts::create(
                   options, graphics::Canvas::create_offscreen({640, 360}).value(), [] {}, true)
            .value();
    }
    /// Mean of the brightest channel: red on black is not black.
    double brightness() {
        const auto pixels = parts_.canvas->read_pixels().value();
        double sum = 0;
        for (const auto pixel : pixels.pixels)
            sum += std::max({(pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255});
        return sum / static_cast<double>(pixels.pixels.size());
    }

    SystemClock clock_;
    Parts parts_;
    media::MediaPlayer player_;
    Kiosk kiosk_;
    double darkest_ = 255;
};

}  // namespace

TEST_CASE(
    "attract loop: a player that is stopped dead is replaced, the film goes on, never black") {
    ::setenv("SEN_AUDIO_OUTPUT", "adummy", 1);
    DemoStore store;
    store.install(1, "Đất", FilmKind::Real);
    RealKiosk real(store.path());
    const auto is_playing = [&] {
        return real.player().state() == media::PlayState::Playing &&
               real.player().position() > Milliseconds(500);
    };
    REQUIRE(real.run_until(is_playing));
    const int stopped = real.player().child_pid();
    const Milliseconds at = real.player().position();

    REQUIRE(::kill(stopped, SIGSTOP) == 0);
    const bool is_back = real.run_until([&] {
        return real.player().child_pid() != stopped &&
               real.player().position() > at + Milliseconds(500) &&
               real.player().state() == media::PlayState::Playing;
    });

    CHECK(is_back);
    CHECK(real.player().restarts() >= 1);
    CHECK(real.darkest() > 40);
}
