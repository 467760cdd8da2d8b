// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace sen::crash {

/// Gives this process mounts of its own, which nobody else sees and which end with it, and a folder
/// in memory for all that follows. An error tells what the machine does not allow.
Result<std::filesystem::path> enter_laboratory();

/// Runs a program with its output thrown away; its exit status, or Io.
Result<int> run_program(const std::vector<std::string>& arguments);

}  // namespace sen::crash
