// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "base/file.h"
#include "player/protocol.h"

/// One end of the SOCK_SEQPACKET pair between kiosk and player. Nothing here waits.
namespace sen::player {

enum class Sent {
    Done,
    Full,  ///< the other side does not read; the message is dropped
    Gone,
};

/// `descriptors` (at most kMaxDescriptors) go along and stay open here.
Sent send_message(int channel, const Message& message, std::span<const int> descriptors = {});

struct Received {
    enum class Kind {
        Message,
        Nothing,  ///< none waits now
        Gone,     ///< the other side closed or died
        Garbage,  ///< `why` says what made no sense
    };
    Kind kind = Kind::Nothing;
    Message message{};
    std::string why{};
};

/// The next message. Descriptors that came along are put into `descriptors` from its start; more
/// than fit are closed and make the message Garbage. Without room for any the kernel drops them.
Received receive_message(int channel, Sender sender, std::span<UniqueFd> descriptors = {});

}  // namespace sen::player
