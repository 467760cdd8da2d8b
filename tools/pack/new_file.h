// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace sen::pack {

/// A new file with a mode of its own from the first byte on; one that is there is never touched.
Result<void> write_new(const std::filesystem::path& file, std::string_view bytes, mode_t mode);

}  // namespace sen::pack
