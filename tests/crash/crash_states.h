// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "crash/block_log.h"

namespace sen::crash {

/// The part of a write that has arrived, in bytes from its start.
struct Piece {
    std::size_t entry = 0;
    std::uint64_t from = 0, to = 0;
};

/// One way in which cut power may leave the disk: all that a flush made last, and any parts of what
/// was written after that flush and before the next.
struct CrashState {
    std::size_t durable = 0;  ///< entries before this one have arrived
    std::vector<Piece> pieces;
    std::size_t end = 0;  ///< the cut may have come as late as just before this entry
};

struct StateChoice {
    std::size_t random_subsets = 50;  ///< of the writes between two flushes, when more than 8
    std::size_t torn = 4;  ///< places at which a write is torn, besides the outer ones; mixtures
    std::uint32_t seed = 1;
};

/// Every prefix of the writes; of the writes between two flushes each subset (some, when they are
/// more than 8) and mixtures of their blocks; each write torn at sectors of 512 and of 4096 bytes,
/// and with random sectors lost.
/// Ascending in `durable`. Different ones may leave the same bytes.
std::vector<CrashState> crash_states(const BlockLog& log, const StateChoice& choice);

/// Of those between two flushes, from entry `from` on, which follows a flush: all writes but one.
std::vector<CrashState> one_lost(const BlockLog& log, std::size_t from);

/// `count` of them, by chance, in the same order; all when there are fewer.
std::vector<CrashState> sample(std::vector<CrashState> states, std::size_t count,
                               std::uint32_t seed);

}  // namespace sen::crash
