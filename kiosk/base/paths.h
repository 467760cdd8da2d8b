// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace sen {

/// The directory of the running program.
std::filesystem::path program_directory();

/// What the programs read at run time (strings, themes): `../share/sen` beside the program's own
/// directory, so it is right in a build tree and when installed.
std::filesystem::path share_directory();

}  // namespace sen
