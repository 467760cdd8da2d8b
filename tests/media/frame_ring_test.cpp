// SPDX-License-Identifier: Apache-2.0
#include "player/frame_ring.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "player/protocol.h"

using namespace sen;
using namespace sen::player;

namespace {
/// The same memory as the other side has it.
FrameMemory mapped_again(const FrameMemory& memory) {
    return FrameMemory::map(UniqueFd(::dup(memory.fd())), memory.layout().size).value();
}
}  // namespace

TEST_CASE("frames: the newest picture is taken once and stays while others are written") {
    const auto kiosk = FrameMemory::create({30, 20}).value();
    const auto player = mapped_again(kiosk);
    FrameReader reader(kiosk);
    FrameWriter writer(player);
    CHECK_FALSE(reader.take().value().has_value());

    for (unsigned char shade = 1; shade <= 2; ++shade) {
        writer.planes()[0][0] = shade;
        writer.publish();
    }
    const auto newest = reader.take().value();
    REQUIRE(newest.has_value());
    CHECK_FALSE(reader.take().value().has_value());
    for (unsigned char shade = 3; shade <= 9; ++shade) {
        writer.planes()[0][0] = shade;
        writer.publish();
        CHECK(kiosk.planes(*newest)[0][0] == 2);
    }

    CHECK(kiosk.planes(*reader.take().value())[0][0] == 9);
}

TEST_CASE("frames: planes lie apart, inside the memory, on aligned pitches") {
    for (const Size size : {Size{2, 2}, Size{641, 361}, Size{1920, 1080}, Size{4096, 4096}}) {
        const auto memory = FrameMemory::create(size).value();
        const FrameLayout& layout = memory.layout();
        const unsigned char* const start = memory.planes(0)[0];

        CHECK(layout.y_pitch >= size.width);
        CHECK(layout.uv_pitch >= (size.width + 1) / 2);
        CHECK(layout.uv_pitch % 32 == 0);
        CHECK(memory.planes(0)[2] + layout.uv_bytes <= memory.planes(1)[0]);
        CHECK(memory.planes(2)[2] + layout.uv_bytes <= start + layout.total_bytes());
    }
}

TEST_CASE("frames: an index outside is an error, never an address") {
    const auto kiosk = FrameMemory::create({30, 20}).value();
    const auto player = mapped_again(kiosk);

    for (const std::uint32_t word : {3u, 7u, 8u, 0xffffffffu, 0x80000004u}) {
        player.exchange(word);
        FrameReader reader(kiosk);
        CHECK(reader.take().error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("frames: the child cannot change the size of the memory") {
    const auto memory = FrameMemory::create({30, 20}).value();

    CHECK(::ftruncate(memory.fd(), 1) != 0);
    CHECK(::ftruncate(memory.fd(), 1 << 20) != 0);
    CHECK(::fcntl(memory.fd(), F_ADD_SEALS, F_SEAL_WRITE) != 0);
}

TEST_CASE("frames: memory too small for the size and senseless sizes are refused") {
    const auto memory = FrameMemory::create({30, 20}).value();

    CHECK_FALSE(FrameMemory::map(UniqueFd(::dup(memory.fd())), {300, 200}));
    CHECK_FALSE(FrameMemory::map(UniqueFd(), {30, 20}));
    CHECK_FALSE(FrameMemory::create({0, 20}));
    CHECK_FALSE(FrameMemory::create({30, kMaxSide + 1}));
}
