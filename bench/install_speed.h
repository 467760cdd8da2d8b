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

}  // namespace sen::bench
