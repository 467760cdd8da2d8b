// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "crash/block_log.h"
#include "crash/crash_states.h"

namespace sen::crash {

/// The bytes of a disk, with a fingerprint that changes with each write at little cost, and a way
/// back to what was before the last parts of a state.
class DiskImage {
  public:
    explicit DiskImage(Image bytes) : bytes_(std::move(bytes)) {}

    const Image& bytes() const { return bytes_; }
    std::uint64_t fingerprint() const { return fingerprint_; }

    /// Goes from one state of a log to a later one; states come ascending in `durable`.
    void go_to(const BlockLog& log, const CrashState& state) {
        for (; !undo_.empty(); undo_.pop_back())
            put(undo_.back().first, std::span(undo_.back().second));
        for (; durable_ < state.durable; ++durable_) {
            const auto& entry = log.entries[durable_];
            put(entry.offset, log.bytes(entry));
        }
        for (const auto& piece : state.pieces) {
            const auto& entry = log.entries[piece.entry];
            const auto arrived = log.bytes(entry).subspan(piece.from, piece.to - piece.from);
            const auto before =
                std::span(bytes_).subspan(entry.offset + piece.from, arrived.size());
            undo_.emplace_back(entry.offset + piece.from, Image(before.begin(), before.end()));
            put(entry.offset + piece.from, arrived);
        }
    }

  private:
    void put(std::uint64_t offset, std::span<const std::byte> fresh) {
        for (std::uint64_t at = 0; at < fresh.size(); at += kSector) {
            const auto sector = std::span(bytes_).subspan(offset + at, kSector);
            const auto bytes = fresh.subspan(at, kSector);
            fingerprint_ ^= hash(offset + at, sector) ^ hash(offset + at, bytes);
            std::copy(bytes.begin(), bytes.end(), sector.begin());
        }
    }
    static std::uint64_t hash(std::uint64_t offset, std::span<const std::byte> sector) {
        const std::string_view text(reinterpret_cast<const char*>(sector.data()), sector.size());
        return (std::hash<std::string_view>()(text) ^ offset) * 0x9E3779B97F4A7C15U;
    }

    Image bytes_;
    std::uint64_t fingerprint_ = 0;  ///< of the difference from the first bytes
    std::size_t durable_ = 0;
    std::vector<std::pair<std::uint64_t, Image>> undo_;
};

}  // namespace sen::crash
