// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sen::crash {

/// A device may tear a write at any of these; the file system's blocks are 4096 bytes.
inline constexpr std::uint64_t kSector = 512;
inline constexpr std::uint64_t kBlock = 4096;

using Image = std::vector<std::byte>;

/// What a block device was asked to do, in order: writes, and flushes that make all writes before
/// them last.
struct BlockLog {
    struct Entry {
        std::uint64_t offset = 0;  ///< bytes, a multiple of kSector
        std::uint64_t length = 0;  ///< bytes; 0 for a flush
        std::uint64_t data_at = 0;

        bool is_flush() const { return length == 0; }
    };
    std::vector<Entry> entries;
    Image data;  ///< the bytes of all writes

    std::span<const std::byte> bytes(const Entry& entry) const {
        return std::span(data).subspan(entry.data_at, entry.length);
    }
};

}  // namespace sen::crash
