// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace sen::bench {

/// A program that this one started, in a session of its own, silent; ended with what it started
/// when it goes.
class Process {
  public:
    /// `words`: the program (looked for in PATH) and its arguments.
    static Result<Process> start(const std::vector<std::string>& words);
    ~Process() { end(); }
    Process(Process&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
    Process& operator=(Process&&) = delete;

    pid_t pid() const { return pid_; }
    /// Its exit code, or nothing when it still runs after `patience`.
    std::optional<int> wait(Milliseconds patience);
    void ask_to_end();  ///< by SIGTERM
    /// Asks it to end, then ends the session by force.
    void end();

  private:
    explicit Process(pid_t pid) : pid_(pid) {}
    pid_t pid_ = -1;
};

/// Runs a program to its end; anything but exit code 0 is an error.
Result<void> run(const std::vector<std::string>& words, Milliseconds patience);

/// What a set of processes uses.
struct Usage {
    int processes = 0;
    double rss_mb = 0, pss_mb = 0;  ///< from smaps_rollup, MB of 10^6 bytes
    double cpu_ms = 0;              ///< user and system since their start
};

/// The processes of a session and their descendants whose name begins with `name` (empty: all).
Usage usage_of_session(pid_t session, const std::string& name = {});
std::vector<pid_t> processes_of_session(pid_t session, const std::string& name);

}  // namespace sen::bench
