// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/result.h"

namespace sen::media {

/// A running program with one end of a SOCK_SEQPACKET pair as its descriptor 3, /dev/null as its
/// input and output, our standard error, and nothing else of ours. It dies with the thread that
/// started it.
class ChildProcess {
  public:
    static Result<ChildProcess> start(const std::filesystem::path& program);

    /// Kills and reaps; waits a second at most, for a child the kernel cannot end at once.
    ~ChildProcess();
    ChildProcess(ChildProcess&& other) noexcept
        : pid_(std::exchange(other.pid_, -1)), channel_(std::move(other.channel_)) {}
    ChildProcess& operator=(ChildProcess&& other) noexcept {
        std::swap(pid_, other.pid_);
        std::swap(channel_, other.channel_);
        return *this;
    }

    /// -1 once it is reaped.
    pid_t pid() const { return pid_; }
    int channel() const { return channel_.get(); }

    /// Ends it at once, even when it is stopped, and closes the channel; reap() collects it.
    void kill();
    /// True when the child is gone and collected. Does not wait.
    bool reap();

  private:
    ChildProcess(pid_t pid, UniqueFd channel) : pid_(pid), channel_(std::move(channel)) {}

    pid_t pid_;
    UniqueFd channel_;
};

}  // namespace sen::media
