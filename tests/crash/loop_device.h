// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/file.h"
#include "base/result.h"

namespace sen::crash {

/// A loop device over a file. The kernel takes it away when this object and what is mounted are
/// gone, however the process ends.
class LoopDevice {
  public:
    /// The device's node is made in `folder`, because a container's /dev may not have it.
    static Result<LoopDevice> attach(const std::filesystem::path& file,
                                     const std::filesystem::path& folder);

    const std::filesystem::path& node() const { return node_; }
    /// The file was changed behind the device, which is not mounted now: forgets what was read.
    Result<void> refresh() const;

  private:
    LoopDevice(std::filesystem::path node, UniqueFd held)
        : node_(std::move(node)), held_(std::move(held)) {}

    std::filesystem::path node_;
    UniqueFd held_;  ///< keeps the device; read-only, so that it can be mounted
};

/// A mounted file system; unmounted at the end.
class Mount {
  public:
    static Result<Mount> create(const LoopDevice& device, const std::filesystem::path& on,
                                const char* type, const char* options);
    ~Mount() { (void)unmount(); }
    Mount(Mount&& other) noexcept : on_(std::exchange(other.on_, {})) {}
    Mount& operator=(Mount&&) = delete;

    /// An error means that what was written may not all have reached the device.
    Result<void> unmount();

  private:
    explicit Mount(std::filesystem::path on) : on_(std::move(on)) {}

    std::filesystem::path on_;
};

}  // namespace sen::crash
