// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// How large a pack is published.
enum class PackSize {
    Bounded,  ///< 5,000 files of 500 MB in all
    Full,     ///< 5,000 files of 10 GB in all: needs 11 GB of room and some minutes
};

/// Publishes an invented pack with the real sen-pack (`program`): sealed keys, signatures, checks,
/// release; then again and again, each time after one text has changed. Works in a folder under
/// `work`, which it takes away again.
Result<void> measure_publish(const std::filesystem::path& program,
                             const std::filesystem::path& work, PackSize size, Table& table);

}  // namespace sen::bench
