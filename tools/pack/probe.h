// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"

namespace sen::pack {

/// What a picture file says of itself (our own header readers; the size limits are checked before
/// any library decodes it).
struct PictureFacts {
    Size size;           ///< as stored, before an EXIF rotation; of a drawing at 96 dpi
    std::string loader;  ///< "jpeg", "png", "webp", "tiff" or "svg"
    bool is_cmyk = false;
};

/// Errors: Unsupported (kind of file), Invalid (too large: more than 100 megapixels or 30,000 on a
/// side), Corrupt (truncated or broken: the whole picture is decoded once), Untrusted (an SVG with
/// a script or a reference outside itself), Io (vips is missing).
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

/// The kinds of file that ffmpeg and ffprobe may open (-format_whitelist): none that names others.
inline constexpr const char* kFilmFormats =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mp3,wav,w64,flac,aac,amr,"
    "aiff,"
    "caf";

/// Errors: Corrupt (ffprobe cannot read it, or an MP4 is cut off), Io (ffprobe is missing).
Result<FilmFacts> probe_film(const std::filesystem::path& path);

}  // namespace sen::pack
