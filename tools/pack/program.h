// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"

namespace sen::pack {

/// Runs an authoring program (vips, ffmpeg, ffprobe, espeak-ng) without a shell, in the C.UTF-8
/// locale, with no standard input; returns what it wrote to standard output (at most 64 MiB).
/// Io with the end of its standard error when it fails, is missing or was stopped after `limit`.
/// Thread-safe.
Result<std::string> run_program(const std::vector<std::string>& command,
                                std::chrono::seconds limit = std::chrono::hours(4));

}  // namespace sen::pack
