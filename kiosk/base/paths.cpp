// SPDX-License-Identifier: Apache-2.0
#include "base/paths.h"

#include <system_error>

namespace sen {

std::filesystem::path program_directory() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path(".") : program.parent_path();
}

std::filesystem::path share_directory() {
    return program_directory().parent_path() / "share" / "sen";
}

}  // namespace sen
