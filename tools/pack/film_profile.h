// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "probe.h"

namespace sen::pack {

/// When each frame of a film is shown, in the order of the file.
struct FramePoint {
    double seconds = 0;
    bool is_key = false;
};
Result<std::vector<FramePoint>> read_frame_points(const std::filesystem::path& film);

/// Why the kiosk could not play the film as it is; nothing when its bytes may be taken: MP4 with
/// its index in front, progressive H.264 up to High 4.1 in 4:2:0, 1920x1080, 30 frames a second,
/// upright square pixels, a closed key frame at least every 5 s, AAC or no sound, no place of
/// recording.
Result<std::optional<std::string>> find_unsafe(const std::filesystem::path& film,
                                               const FilmFacts& facts,
                                               const std::vector<FramePoint>& points);

/// Whether an MP4 has `moov` before `mdat` and is not fragmented.
Result<bool> has_index_in_front(const std::filesystem::path& film);

}  // namespace sen::pack
