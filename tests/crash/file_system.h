// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crash/block_log.h"

namespace sen::crash {

/// A file system that a board may have under its store.
struct FileSystem {
    enum class Check { WhenRefused, BeforeEachMount };

    const char* key;      ///< for the command line
    const char* name;     ///< as people call it
    const char* type;     ///< for mount(2)
    const char* options;  ///< for mount(2), when it is looked at
    /// The same while an act is recorded: the kernel then writes nothing but what it is asked for,
    /// however slow the machine is.
    const char* recording_options;
    std::uint64_t disk_bytes;
    Check check;            ///< when the kiosk runs the checker
    bool shows_each_flush;  ///< a flush makes nothing last but what it was asked for
    bool is_sampled;        ///< also where nothing is asked for by name
    /// Off: the file system itself is not safe, or nothing here mends its torn superblock. A disk
    /// that the kernel refused to mount is then no fault of the store: told, and not counted.
    bool is_relied_on;
    std::size_t max_states;         ///< of each workload: where looking at one is slow
    std::vector<std::string> make;  ///< program and arguments; the file's name comes last
};

/// The first is ext4 as it is made by default. In the others flushes help each other less, or in
/// another way.
std::span<const FileSystem> file_systems();

/// A fresh one, made in `folder`.
Result<Image> make_file_system(const FileSystem& kind, const std::filesystem::path& folder);

/// Its checker over `file`, as at the start of a kiosk: e2fsck -fy. Io: it could not repair.
Result<void> repair(const FileSystem& kind, const std::filesystem::path& file);

}  // namespace sen::crash
