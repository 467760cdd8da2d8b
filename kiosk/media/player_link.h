// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "media/child_process.h"
#include "player/protocol.h"

namespace sen::media {

/// The player's child and the messages to and from it, as far as they can be believed: Ready first,
/// every number in range and reached, not too many in a second. Never waits. After an error of
/// ensure(), send() or receive() the child is of no use: kill() it.
class PlayerLink {
  public:
    explicit PlayerLink(std::filesystem::path program) : program_(std::move(program)) {}

    bool is_up() const { return child_.has_value(); }
    /// Starts the child unless it is up.
    Result<void> ensure();
    /// Numbers the message and sends it; a Play begins the next serial.
    Result<void> send(player::Message message, std::span<const int> descriptors = {});
    /// The next message, nothing if none waits.
    Result<std::optional<player::Message>> receive(Milliseconds now);
    void kill();
    /// Collects children that were killed.
    void reap();

    std::uint32_t serial() const { return serial_; }
    std::uint32_t command() const { return command_; }
    int channel() const { return child_ ? child_->channel() : -1; }
    int pid() const { return child_ ? child_->pid() : -1; }

  private:
    Result<void> check(const player::Message& message, Milliseconds now);

    std::filesystem::path program_;
    std::optional<ChildProcess> child_;
    std::vector<ChildProcess> dying_;
    std::uint32_t serial_ = 0;
    std::uint32_t command_ = 0;
    bool is_ready_ = false;
    Milliseconds counted_from_{0};
    int counted_ = 0;
};

}  // namespace sen::media
