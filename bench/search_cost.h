// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// Search in a pack of 10,000 invented exhibits: each keystroke of several queries, the memory that
/// it takes, and the size of the index. The pack is made in a temporary folder.
Result<void> measure_search(Table& table);

}  // namespace sen::bench
