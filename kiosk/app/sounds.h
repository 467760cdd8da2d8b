// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/clock.h"
#include "theme/theme.h"

namespace sen::app {

/// Answers touches with the theme's sounds. A thread of its own opens SDL's sound device for a
/// sound and closes it a second after the last one: a board's device often has room for one owner,
/// which is the film player, and opening it takes a while. Where there is no device it is silent,
/// and the log says so once. The environment variable SDL_AUDIODRIVER names another driver. Main
/// thread only; no call waits.
class Sounds {
  public:
    Sounds();
    /// What was asked for is heard to its end.
    ~Sounds();
    Sounds(const Sounds&) = delete;
    Sounds& operator=(const Sounds&) = delete;

    /// Reads the theme's files; one that cannot be read any more is silent, and told in the log.
    void use_theme(const theme::Theme& theme);
    /// Lays the sound over what still sounds. `percent` is loudness as the film player has it: 0
    /// (silent) to 100. After a device could not be opened nothing is tried for a minute of `now`.
    void play(theme::SoundRole role, int percent, Milliseconds now);
    /// Ends what sounds and lets the device go: somebody else needs it.
    void hush();
    /// Nothing sounds, and the device is closed.
    bool is_idle() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sen::app
