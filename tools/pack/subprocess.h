// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <utility>

#include "base/result.h"

namespace sen::pack {

/// A process of our own that does something beside us and can be ended at any moment, with all that
/// it has started. A terminal's Ctrl-C does not reach it; it ends with the thread that started it.
class Subprocess {
  public:
    /// Runs `work` in a copy of this process, which must have one thread, and ends with what it
    /// returns. No destructor of ours runs in the copy.
    static Result<Subprocess> start(const std::function<int()>& work);

    /// Kills what still runs.
    ~Subprocess();
    Subprocess(Subprocess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
    Subprocess& operator=(Subprocess&&) = delete;

    /// How it ended: its exit code, or 128 and the signal; nothing while it runs. To be asked until
    /// it has answered, and not again.
    std::optional<int> poll();
    /// Asks it to end (SIGTERM); poll() tells when it has.
    void ask_to_end() const;

  private:
    explicit Subprocess(pid_t pid) : pid_(pid) {}
    pid_t pid_;  ///< also the number of its group; -1 when it has ended
};

}  // namespace sen::pack
