// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"
#include "store/system_calls.h"

namespace sen::sync {

/// The old or the new bytes, never a part of them, and durable; makes the folders on the way. As
/// write_file_atomically, but by the store's calls, so that tests can fail them.
Result<void> write_small_file(const std::filesystem::path& path, std::string_view bytes,
                              store::SystemCalls& calls);

}  // namespace sen::sync
