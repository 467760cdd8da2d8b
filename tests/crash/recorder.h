// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "crash/block_log.h"
#include "crash/crash_calls.h"
#include "crash/file_system.h"
#include "crash/logged_disk.h"
#include "crash/loop_device.h"
#include "crash/scene.h"

namespace sen::crash {

/// Where the store lies on a mounted disk. The folder above is made by the first install too.
inline std::filesystem::path store_on(const std::filesystem::path& disk) {
    return disk / "sen" / "store";
}

/// An act on a store and all that the disk under it was asked to do.
struct Recording {
    std::string name;
    Image before;  ///< the disk
    Image after;
    BlockLog log;
    std::size_t reported = 0;  ///< entries of the log when the act reported success
    std::vector<Packs> packs_before;
    Packs packs_after;
    int next = Scene::kVersions;  ///< the version that a later install brings
};

/// Mounts a disk that logs, and records what acts do to it.
class Recorder {
  public:
    /// `kind` outlives it.
    static Result<Recorder> create(const std::filesystem::path& folder, const FileSystem& kind);

    /// Without an error the act has reported success. `calls.root` gets set.
    Result<Recording> record(std::string name, const Image& image, const Act& act,
                             CrashCalls& calls);

    /// The same on a disk that lies; whether the act reported success is told, not asked for.
    struct Outcome {
        bool is_done = false;
        bool has_lied = false;
        Packs packs_now;  ///< as shown before the disk was unmounted
        Image after;
    };
    Result<Outcome> run(const Image& image, const Lie& lie, const Act& act, CrashCalls& calls);

  private:
    Recorder(const FileSystem& kind, std::unique_ptr<LoggedDisk> disk, LoopDevice device,
             std::filesystem::path mounted)
        : kind_(&kind),
          disk_(std::move(disk)),
          device_(std::move(device)),
          mounted_(std::move(mounted)) {}

    const FileSystem* kind_;
    std::unique_ptr<LoggedDisk> disk_;
    LoopDevice device_;
    std::filesystem::path mounted_;
};

}  // namespace sen::crash
