// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"

namespace sen::theme {

inline constexpr int kSoundRate = 48'000;        // samples a second
inline constexpr int kMaxSoundSamples = 14'400;  // 300 ms: a touch is answered, not accompanied

/// The samples of a WAV file, one channel of 16 bits at kSoundRate (RIFF, format tag 1). NotFound,
/// Corrupt when it is cut, and Unsupported when it is longer, empty or made otherwise; the message
/// says what to do. Thread-safe.
Result<std::vector<std::int16_t>> read_sound(const std::filesystem::path& file);

}  // namespace sen::theme
