// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crash/block_log.h"

namespace sen::crash {

inline constexpr std::uint64_t kDiskBytes = 16 << 20;

/// Gives this process mounts of its own, which nobody else sees and which end with it, and a folder
/// in memory for all that follows. An error tells what the machine does not allow.
Result<std::filesystem::path> enter_laboratory();

/// Runs a program with its output thrown away; its exit status, or Io.
Result<int> run_program(const std::vector<std::string>& arguments);

/// A fresh ext4 of kDiskBytes, made in `folder`. Its metadata lies together at its beginning, but
/// for a copy of the superblock in the middle.
Result<Image> make_ext4(const std::filesystem::path& folder);

/// e2fsck -fy, as at the start of a kiosk. Io: it could not repair.
Result<void> repair_ext4(const std::filesystem::path& file);

}  // namespace sen::crash
