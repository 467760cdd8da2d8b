// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "table.h"

namespace sen::bench {

/// Two silent clips of 1080p, made by ffmpeg in `work`, in the real sen-player: the first one for
/// several rounds, then the second one in its place. The largest time between two pictures that
/// follow each other, in pictures that are missing there; beside it a clip with sound, which libvlc
/// plays.
Result<void> measure_loop(const std::filesystem::path& player, const std::filesystem::path& work,
                          Table& table);

}  // namespace sen::bench
