// SPDX-License-Identifier: Apache-2.0
#include "player/protocol.h"

#include <cstring>

namespace sen::player {

namespace {
bool comes_from(MessageType type, Sender sender) {
    switch (type) {
        case MessageType::Hello:
        case MessageType::Play:
        case MessageType::Pause:
        case MessageType::Resume:
        case MessageType::Seek:
        case MessageType::Volume:
        case MessageType::Rate:
        case MessageType::Stop:
        case MessageType::Quit:
            return sender == Sender::Kiosk;
        case MessageType::Ready:
        case MessageType::Status:
        case MessageType::Ended:
        case MessageType::Failed:
            return sender == Sender::Player;
    }
    return false;
}

bool is_detail(const Message& message) {
    if (message.type == MessageType::Play)
        return message.detail >= static_cast<int>(Precision::Exact) &&
               message.detail <= static_cast<int>(Precision::KeyPicture);
    if (message.type == MessageType::Status)
        return message.detail >= static_cast<int>(FilmState::Idle) &&
               message.detail <= static_cast<int>(FilmState::Paused);
    if (message.type == MessageType::Failed)
        return message.detail >= static_cast<int>(FailReason::Unreadable) &&
               message.detail <= static_cast<int>(FailReason::Decoder);
    return message.detail == 0;
}
}  // namespace

bool is_picture_size(Size size) {
    return size.width >= 2 && size.width <= kMaxSide && size.height >= 2 && size.height <= kMaxSide;
}

Result<Message> parse_message(std::span<const std::byte> packet, Sender sender) {
    Message message;
    if (packet.size() != sizeof message)
        return fail(ErrorKind::Corrupt, "message of {} bytes", packet.size());
    std::memcpy(&message, packet.data(), sizeof message);
    if (message.magic != kMagic) return fail(ErrorKind::Corrupt, "no message of ours");
    if (message.version != kProtocolVersion)
        return fail(ErrorKind::Unsupported, "protocol version {}", message.version);
    if (!comes_from(message.type, sender))
        return fail(ErrorKind::Corrupt, "message type {}", static_cast<int>(message.type));
    if (message.time_ms < 0 || message.time_ms > kMaxTime.count())
        return fail(ErrorKind::Corrupt, "time of {} ms", message.time_ms);
    if (message.volume < 0 || message.volume > 100)
        return fail(ErrorKind::Corrupt, "volume of {} percent", message.volume);
    if (message.rate < kSlowest || message.rate > kFastest)
        return fail(ErrorKind::Corrupt, "rate of {} percent", message.rate);
    const int most_repeats = message.type == MessageType::Play ? 1 : 0;
    if (message.repeats < 0 || message.repeats > most_repeats)
        return fail(ErrorKind::Corrupt, "{} repeats", message.repeats);
    const Size size{message.width, message.height};
    const bool may_have_size = message.type == MessageType::Play;
    if (size != Size{} && !(may_have_size && is_picture_size(size)))
        return fail(ErrorKind::Corrupt, "size {}x{}", size.width, size.height);
    if (!is_detail(message)) return fail(ErrorKind::Corrupt, "detail {}", message.detail);
    return message;
}

}  // namespace sen::player
