// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"

namespace sen::pack {

/// What a picture file says of itself (vips header; size limits are checked before decoding).
struct PictureFacts {
    Size size;
    std::string loader;  ///< "jpeg", "png", "svg", …
    bool is_cmyk = false;
};

/// Errors: Unsupported (kind of file), Invalid (too large: more than 100 megapixels or 30,000 on a
/// side), Corrupt (truncated or broken).
Result<PictureFacts> probe_picture(const std::filesystem::path& file);

/// What ffprobe says of a film or sound file.
struct FilmFacts {
    Size size;  ///< displayed size (rotation applied); 0x0 without video
    Milliseconds duration{0};
    double frames_per_second = 0;
    std::string container, video_codec, video_profile, pixel_format, audio_codec;
    int level = 0;
    int rotation = 0;  ///< degrees
    bool has_video = false;
    bool has_audio = false;
};

Result<FilmFacts> probe_film(const std::filesystem::path& file);

}  // namespace sen::pack
