// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"

namespace sen::test {

/// A program on a terminal of its own (a pseudo-terminal), and the person before it.
class Terminal {
  public:
    /// Starts `arguments`, the program first, in `folder`.
    Terminal(const std::filesystem::path& folder, std::vector<std::string> arguments);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// Waits until `text` is on the screen, behind what was waited for before; fails the test when
    /// the program ends or is silent for a very long time first.
    void wait_for(const std::string& text);
    void type(const std::string& keys);
    void signal(int number) const;
    /// Whether the terminal shows what is typed.
    bool is_echoing() const;
    /// Waits for the end: the exit code, or 128 and the signal.
    int finish();
    /// All that was on the screen.
    const std::string& screen() const { return screen_; }

  private:
    bool read_more();

    UniqueFd person_, program_;
    pid_t child_ = -1;
    std::string screen_;
    std::size_t seen_ = 0;
};

}  // namespace sen::test
