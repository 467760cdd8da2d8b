// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "crash/block_log.h"

namespace sen::crash {

/// How a card may deceive. Nothing by default.
struct Lie {
    /// The bytes from `wrap_from` to `wrap_to` are kept `wrap_by` bytes lower, over those that are
    /// there: the capacity is faked.
    std::uint64_t wrap_from = UINT64_MAX, wrap_to = UINT64_MAX, wrap_by = 0;
    /// What happens, once, to the first write with a block that begins with the 16 bytes `mark`, or
    /// to the write of this number (from 1).
    enum class Act { Nothing, Fail, Forget };
    Act act = Act::Nothing;
    std::uint64_t number = 0;
    char mark[16] = {};
};

/// A disk in memory that shows as one file by way of FUSE and logs what is written and flushed. A
/// process of its own serves it, so that waiting for the disk never waits for oneself; it ends with
/// this object or with the process that made it.
class LoggedDisk {
  public:
    /// `file` is made and mounted over. Io: the machine allows no FUSE.
    static Result<std::unique_ptr<LoggedDisk>> create(const std::filesystem::path& file,
                                                      std::uint64_t size);
    ~LoggedDisk();
    LoggedDisk(const LoggedDisk&) = delete;
    LoggedDisk& operator=(const LoggedDisk&) = delete;

    const std::filesystem::path& file() const { return file_; }
    /// Sets what the disk holds and begins a new log. Only while nobody uses the disk.
    void load(std::span<const std::byte> image, const Lie& lie = {});
    /// What it shows to a reader.
    Image image() const;
    /// Entries so far; an entry that is counted has been carried out.
    std::size_t log_size() const;
    /// The log since load(). Full: it was longer than there is room for.
    Result<BlockLog> log() const;
    bool has_lied() const;

  private:
    struct Shared;
    struct Server;
    explicit LoggedDisk(std::filesystem::path file) : file_(std::move(file)) {}
    Result<void> share(std::uint64_t size);
    Result<void> start();

    std::filesystem::path file_;
    Shared* shared_ = nullptr;
    BlockLog::Entry* entries_ = nullptr;
    std::byte* data_ = nullptr;
    std::span<std::byte> bytes_;
    pid_t server_ = -1;
};

}  // namespace sen::crash
