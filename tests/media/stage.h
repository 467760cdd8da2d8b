// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "base/clock.h"
#include "media/media_player.h"

namespace sen::media {

/// A player and the loop around it. Its clock moves only when a test says so, so that no machine is
/// too slow for the watchdog.
class Stage {
  public:
    explicit Stage(const std::filesystem::path& program = real_player());
    static std::filesystem::path real_player();
    static std::filesystem::path hostile_player();

    MediaPlayer& player() { return player_; }
    FakeClock& clock() { return clock_; }
    std::uint64_t frames() const { return frames_; }

    /// Updates and takes frames until `is_so`; false after a long real time, which only failure
    /// reaches. `on_frame` sees every frame.
    bool run_until(const std::function<bool()>& is_so);
    bool run_until_state(PlayState state);
    bool run_until_frames(std::uint64_t more);
    /// Until no frame has come for a second.
    bool run_until_quiet();
    /// Until `state`, with the clock moved by `step` after every message or moment without one.
    bool run_until_state_with_clock(PlayState state, Milliseconds step);
    std::function<void(const FrameView&)> on_frame;

  private:
    bool run(const std::function<bool()>& is_so, Milliseconds step);

    FakeClock clock_;
    MediaPlayer player_;
    std::uint64_t frames_ = 0;
};

/// Open descriptors and living or unreaped children of this process.
int open_descriptors();
int children();

}  // namespace sen::media
