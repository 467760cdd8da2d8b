// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <limits>

#include "player/channel.h"
#include "player/protocol.h"

using namespace sen;
using namespace sen::player;

namespace {
bool is_taken(const Message& message, Sender sender) {
    return parse_message(std::as_bytes(std::span(&message, 1)), sender).has_value();
}

std::array<UniqueFd, 2> channel_pair() {
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0);
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}
}  // namespace

TEST_CASE("protocol: a word belongs to one side") {
    CHECK(is_taken({.type = MessageType::Hello}, Sender::Kiosk));
    CHECK(is_taken({.type = MessageType::Status}, Sender::Player));

    CHECK_FALSE(is_taken({.type = MessageType::Hello}, Sender::Player));
    CHECK_FALSE(is_taken({.type = MessageType::Status}, Sender::Kiosk));
    CHECK_FALSE(is_taken({.type = MessageType{}}, Sender::Kiosk));
}

TEST_CASE("protocol: numbers out of their range are refused") {
    const Message play{.type = MessageType::Play, .width = 640, .height = 362, .volume = 100};
    REQUIRE(is_taken(play, Sender::Kiosk));

    const auto refuses = [&](auto change) {
        Message changed = play;
        change(changed);
        return !is_taken(changed, Sender::Kiosk);
    };
    CHECK(refuses([](Message& m) { m.magic = 0; }));
    CHECK(refuses([](Message& m) { m.version = 4; }));
    CHECK(refuses([](Message& m) { m.width = 0; }));
    CHECK(refuses([](Message& m) { m.height = kMaxSide + 1; }));
    CHECK(refuses([](Message& m) { m.height = -362; }));
    CHECK(refuses([](Message& m) { m.volume = 101; }));
    CHECK(refuses([](Message& m) { m.volume = -1; }));
    CHECK(refuses([](Message& m) { m.rate = 49; }));
    CHECK(refuses([](Message& m) { m.rate = 201; }));
    CHECK(refuses([](Message& m) { m.repeats = 2; }));
    CHECK(refuses([](Message& m) { m.repeats = -1; }));
    CHECK_FALSE(is_taken({.type = MessageType::Seek, .repeats = 1}, Sender::Kiosk));
    CHECK(refuses([](Message& m) { m.time_ms = -1; }));
    CHECK(refuses([](Message& m) { m.time_ms = std::numeric_limits<std::int64_t>::max(); }));
    CHECK(refuses([](Message& m) { m.detail = 2; }));
    CHECK(refuses([](Message& m) { m.type = MessageType::Stop; }));
}

TEST_CASE("protocol: a status names a state and a failure a reason that exist") {
    CHECK(is_taken({.type = MessageType::Status, .detail = 3}, Sender::Player));
    CHECK(is_taken({.type = MessageType::Failed, .detail = 1}, Sender::Player));

    CHECK_FALSE(is_taken({.type = MessageType::Status, .detail = 4}, Sender::Player));
    CHECK_FALSE(is_taken({.type = MessageType::Status, .detail = -1}, Sender::Player));
    CHECK_FALSE(is_taken({.type = MessageType::Failed, .detail = 0}, Sender::Player));
    CHECK_FALSE(is_taken({.type = MessageType::Failed, .detail = 5}, Sender::Player));
}

TEST_CASE("channel: a message and its descriptors arrive together, closed on exec") {
    const auto [near, far] = channel_pair();
    const std::array sent{near.get(), far.get()};

    REQUIRE(send_message(near.get(), {.type = MessageType::Play, .serial = 7}, sent) == Sent::Done);
    std::array<UniqueFd, kMaxDescriptors> got;
    const auto received = receive_message(far.get(), Sender::Kiosk, got);

    REQUIRE(received.kind == Received::Kind::Message);
    CHECK(received.message.serial == 7);
    for (const UniqueFd& fd : got) CHECK(::fcntl(fd.get(), F_GETFD) == FD_CLOEXEC);
    CHECK(receive_message(far.get(), Sender::Kiosk).kind == Received::Kind::Nothing);
}

TEST_CASE("channel: descriptors nobody asked for make garbage") {
    const auto [near, far] = channel_pair();
    const std::array sent{near.get(), far.get()};
    REQUIRE(send_message(near.get(), {.type = MessageType::Status}, sent) == Sent::Done);

    const auto received = receive_message(far.get(), Sender::Player);

    CHECK(received.kind == Received::Kind::Garbage);
}

TEST_CASE("channel: a side that does not read never holds up the other") {
    auto [near, far] = channel_pair();

    int sent = 0;
    while (send_message(near.get(), {.type = MessageType::Status}) == Sent::Done) ++sent;
    CHECK(sent > 10);
    CHECK(send_message(near.get(), {.type = MessageType::Status}) == Sent::Full);
    far.reset();

    CHECK(send_message(near.get(), {.type = MessageType::Status}) == Sent::Gone);
    CHECK(receive_message(near.get(), Sender::Player).kind == Received::Kind::Gone);
}
