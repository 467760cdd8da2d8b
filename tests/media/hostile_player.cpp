// SPDX-License-Identifier: Apache-2.0
// Stands in for sen-player in the tests and breaks the rule that its own name ends in.
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "player/channel.h"
#include "player/frame_ring.h"
#include "player/protocol.h"

using namespace sen;
using namespace sen::player;

namespace {
void send_raw(const void* bytes, std::size_t size) {
    ::send(kChannelFd, bytes, size, MSG_NOSIGNAL);
}

void send_waiting(const Message& message) {
    send_raw(&message, sizeof message);
}

[[noreturn]] void wait_for_the_end() {
    while (true) ::pause();
}

struct Play {
    Message message;
    std::array<UniqueFd, kMaxDescriptors> descriptors;
};

/// The kiosk's first Play.
Play await_play() {
    Play play;
    while (play.message.type != MessageType::Play) {
        pollfd source{kChannelFd, POLLIN, 0};
        ::poll(&source, 1, -1);
        const auto received = receive_message(kChannelFd, Sender::Kiosk, play.descriptors);
        if (received.kind != Received::Kind::Message) ::_exit(0);
        play.message = received.message;
    }
    return play;
}

Message status_for(const Play& play) {
    Message status{.type = MessageType::Status,
                   .serial = play.message.serial,
                   .command = play.message.command};
    status.detail = static_cast<int>(FilmState::Playing);
    return status;
}

/// Counts frames that are nowhere.
[[noreturn]] void lie() {
    const Play play = await_play();
    Message status = status_for(play);
    while (true) {
        ++status.frames;
        ++status.time_ms;
        send_waiting(status);
        ::usleep(5000);
    }
}

/// Points the kiosk at a picture outside the memory.
[[noreturn]] void point_outside(std::uint32_t word) {
    Play play = await_play();
    const Size size{play.message.width, play.message.height};
    const auto memory = FrameMemory::map(std::move(play.descriptors[1]), size);
    if (!memory) ::_exit(0);
    memory->exchange(word);
    Message status = status_for(play);
    status.frames = 1;
    send_waiting(status);
    wait_for_the_end();
}

/// Shows new pictures of a film that stands still, as libvlc does when its decoder hangs.
[[noreturn]] void repeat() {
    Play play = await_play();
    const Size size{play.message.width, play.message.height};
    const auto memory = FrameMemory::map(std::move(play.descriptors[1]), size);
    if (!memory) ::_exit(0);
    FrameWriter writer(*memory);
    Message status = status_for(play);
    while (true) {
        writer.publish();
        ++status.frames;
        send_waiting(status);
        ::usleep(5000);
    }
}

void break_rule(std::string_view rule) {
    if (rule == "exits") ::_exit(3);
    if (rule == "silent") wait_for_the_end();
    if (rule == "wrong-version") {
        Message ready{.type = MessageType::Ready};
        ready.version = kProtocolVersion + 1;
        send_waiting(ready);
    }
    if (rule == "not-ready") send_waiting({.type = MessageType::Status});
    const std::string junk(4096, '\xff');
    if (rule == "junk") send_raw(junk.data(), sizeof(Message));
    send_waiting({.type = MessageType::Ready});
    if (rule == "twice-ready") send_waiting({.type = MessageType::Ready});
    if (rule == "unknown-type") send_waiting({.type = static_cast<MessageType>(999)});
    if (rule == "kiosk-type") send_waiting({.type = MessageType::Hello});
    if (rule == "oversized") send_raw(junk.data(), junk.size());
    if (rule == "short") send_raw(junk.data(), 3);
    if (rule == "empty") send_raw(junk.data(), 0);
    if (rule == "future") send_waiting({.type = MessageType::Status, .serial = 9'999});
    if (rule == "future-command") send_waiting({.type = MessageType::Status, .command = 9'999});
    if (rule == "bad-time") {
        Message status{.type = MessageType::Status};
        status.time_ms = INT64_MIN;
        send_waiting(status);
    }
    if (rule == "descriptors") {
        const std::array sent{STDIN_FILENO, STDOUT_FILENO};
        send_message(kChannelFd, {.type = MessageType::Status}, sent);
    }
    while (rule == "flood") send_waiting({.type = MessageType::Status});
    if (rule == "liar") lie();
    if (rule == "frozen") repeat();
    if (rule == "index-3") point_outside(kFreshBit | 3);
    if (rule == "index-huge") point_outside(0xfffffff4);
}
}  // namespace

int main(int, char** arguments) {
    const std::string_view name(arguments[0]);
    break_rule(name.substr(name.find('@') + 1));
    wait_for_the_end();
}
