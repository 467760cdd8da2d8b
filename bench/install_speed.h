// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// sen-sync install of `pack` against a plain copy of its files with an fsync each, in turns, into
/// fresh directories under `work`.
Result<void> measure_install(const std::filesystem::path& sync, const std::filesystem::path& pack,
                             const std::filesystem::path& work, Table& table);

/// The same from a folder that gives 40 MB a second, as a USB stick does: `slow_folder` is the
/// program sen-slow-folder. Io where no such folder can be mounted.
Result<void> measure_stick(const std::filesystem::path& sync,
                           const std::filesystem::path& slow_folder,
                           const std::filesystem::path& pack, const std::filesystem::path& work,
                           Table& table);

}  // namespace sen::bench
