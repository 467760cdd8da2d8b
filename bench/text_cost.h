// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// CPU of laying out and drawing 1,000 lines of Vietnamese that were never seen before.
Result<void> measure_text(const std::filesystem::path& store, Table& table);

}  // namespace sen::bench
