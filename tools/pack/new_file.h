// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sen::pack {

/// A new file with a mode of its own from the first byte on; one that is there is never touched.
Result<void> write_new(const std::filesystem::path& file, std::string_view bytes, mode_t mode);

/// A file of a source folder that is to be written.
struct NewFile {
    std::string name;  ///< relative to the pack's folder
    std::string bytes;
};

/// The same for a file of `folder`; makes the folders above it.
Result<void> write_new(const std::filesystem::path& folder, const NewFile& file);

}  // namespace sen::pack
