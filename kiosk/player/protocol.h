// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"

/// What `sen-kiosk` and its child `sen-player` say to each other.
///
/// The kiosk starts the child with one end of a SOCK_SEQPACKET pair as descriptor 3. Every message
/// is one packet of exactly sizeof(Message) bytes; another length, an unknown type or version, or a
/// number out of its range makes no sense, and the sides differ in what they do then: the kiosk
/// kills the child and starts it again, the child exits. Neither side ever waits to send.
///
///     kiosk → player                                   player → kiosk
///     Hello                                            Ready     once, before anything else
///     Play    with 1 or 2 descriptors: the film,       Status    on change, after each frame,
///             and the frame memory (frame_ring.h)                at least every 100 ms playing,
///             unless it is sound alone                           dropped when the kiosk is slow
///     Pause, Resume, Seek, Volume, Rate, Stop          Ended     the film came to its end
///     Quit                                             Failed    the film cannot be played
///
/// `serial` counts the plays and tells a late word about the last film from one about this one.
/// `command` counts everything the kiosk sent; the player repeats the newest it has obeyed, so that
/// a position reported before a seek is not taken for one after it. A number the kiosk has not
/// reached yet makes no sense.
namespace sen::player {

inline constexpr std::uint32_t kMagic = 0x504e4553;  // "SENP"
inline constexpr std::uint16_t kProtocolVersion = 3;
inline constexpr int kChannelFd = 3;
inline constexpr std::size_t kMaxDescriptors = 2;
inline constexpr int kMaxSide = 4096;                ///< pixels
inline constexpr Milliseconds kMaxTime{86'400'000};  ///< no film lasts longer than a day
inline constexpr int kSlowest = 50, kFastest = 200;  ///< percent of a film's own speed

enum class Sender { Kiosk, Player };

enum class MessageType : std::uint16_t {
    Hello = 1,
    Play,
    Pause,
    Resume,
    Seek,
    Volume,
    Rate,
    Stop,
    Quit,
    Ready = 65,
    Status,
    Ended,
    Failed,
};

enum class FilmState : std::int32_t { Idle, Opening, Playing, Paused };

/// How near a start or a seek has to come. To decode from the key picture before the target to the
/// target itself takes seconds on a small board; a film that hung goes on sooner without.
enum class Precision : std::int32_t { Exact, KeyPicture };

enum class FailReason : std::int32_t {
    Unreadable = 1,  ///< no film or sound that the decoder knows
    List,            ///< a list of other media
    Memory,          ///< the frame memory does not fit the size
    Decoder,         ///< libvlc does not start
};

struct Message {
    std::uint32_t magic = kMagic;
    std::uint16_t version = kProtocolVersion;
    MessageType type{};
    std::uint32_t serial = 0;
    std::uint32_t command = 0;
    std::int64_t time_ms = 0;  ///< Play: start; Seek: target; Status, Ended: position
    std::uint64_t frames = 0;  ///< Status, Ended: presented since Play
    std::int32_t width = 0;    ///< Play: of the picture, not of the coded frame; 0x0 for sound
    std::int32_t height = 0;
    std::int32_t volume = 0;   ///< Play, Volume: percent
    std::int32_t detail = 0;   ///< Play: Precision; Status: FilmState; Failed: FailReason
    std::int32_t rate = 100;   ///< Play, Rate: percent of the film's own speed; the pitch stays
    std::int32_t repeats = 0;  ///< Play: 1: from the end it goes on with the beginning, for ever
};
static_assert(sizeof(Message) == 56);

/// A packet from the other side, every number in its range (Corrupt otherwise).
Result<Message> parse_message(std::span<const std::byte> packet, Sender sender);

/// A picture the frame memory is made for: 2 to kMaxSide pixels each way.
bool is_picture_size(Size size);

}  // namespace sen::player
