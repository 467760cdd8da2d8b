// SPDX-License-Identifier: Apache-2.0
#include "media/player_link.h"

#include <utility>

#include "player/channel.h"

namespace sen::media {

namespace {
using player::Message;
using player::MessageType;

// A film of 60 pictures a second sends some seventy.
constexpr int kMostMessagesASecond = 1000;
}  // namespace

Result<void> PlayerLink::ensure() {
    if (child_) return {};
    SEN_TRY(ChildProcess child, ChildProcess::start(program_));
    child_.emplace(std::move(child));
    is_ready_ = false;
    counted_ = 0;
    return send(Message{.type = MessageType::Hello});
}

Result<void> PlayerLink::send(Message message, std::span<const int> descriptors) {
    if (!child_) return fail(ErrorKind::Io, "player: not running");
    if (message.type == MessageType::Play) ++serial_;
    message.serial = serial_;
    message.command = ++command_;
    switch (player::send_message(child_->channel(), message, descriptors)) {
        case player::Sent::Done:
            return {};
        case player::Sent::Full:
            return fail(ErrorKind::Io, "player: does not read");
        case player::Sent::Gone:
            break;
    }
    return fail(ErrorKind::Io, "player: gone");
}

Result<std::optional<Message>> PlayerLink::receive(Milliseconds now) {
    if (!child_) return std::optional<Message>();
    using Kind = player::Received::Kind;
    const auto received = player::receive_message(child_->channel(), player::Sender::Player);
    if (received.kind == Kind::Nothing) return std::optional<Message>();
    if (received.kind == Kind::Gone) return fail(ErrorKind::Io, "player: gone");
    if (received.kind == Kind::Garbage) return fail(ErrorKind::Corrupt, "player: {}", received.why);
    SEN_CHECK(check(received.message, now));
    return std::optional<Message>(received.message);
}

Result<void> PlayerLink::check(const Message& message, Milliseconds now) {
    if (now - counted_from_ >= Milliseconds(1000)) {
        counted_from_ = now;
        counted_ = 0;
    }
    if (++counted_ > kMostMessagesASecond)
        return fail(ErrorKind::Corrupt, "player: more than {} messages a second",
                    kMostMessagesASecond);
    const bool is_ready = message.type == MessageType::Ready;
    // Without libvlc there is no Ready, only a Failed.
    if (is_ready == is_ready_ && message.type != MessageType::Failed)
        return fail(ErrorKind::Corrupt, "player: message type {} out of order",
                    static_cast<int>(message.type));
    if (message.serial > serial_ || message.command > command_)
        return fail(ErrorKind::Corrupt, "player: speaks of play {}, command {}", message.serial,
                    message.command);
    if (is_ready) is_ready_ = true;
    return {};
}

void PlayerLink::kill() {
    if (!child_) return;
    child_->kill();
    dying_.push_back(std::move(*child_));
    child_.reset();
    reap();
}

void PlayerLink::reap() {
    std::erase_if(dying_, [](ChildProcess& child) { return child.reap(); });
}

}  // namespace sen::media
