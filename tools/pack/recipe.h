// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "media_job.h"
#include "source.h"

/// How each kind of medium becomes what the kiosk plays. Changing a recipe means changing its text
/// or its number, so that the cache knows.
namespace sen::pack {

/// Versions of the authoring programs, as they name themselves; part of every recipe.
struct ToolVersions {
    std::string vips, ffmpeg, espeak;
};

// What the jobs' results are called.
inline constexpr const char* kView = "view.jpg";
inline constexpr const char* kThumbnail = "thumbnail.jpg";
inline constexpr const char* kFilmMedia = "film.mp4";
inline constexpr const char* kPoster = "poster.jpg";
inline constexpr const char* kFirstFrame = "first-frame.jpg";
inline constexpr const char* kLastFrame = "last-frame.jpg";
inline constexpr const char* kSpeechSound = "speech.m4a";

/// kView and kThumbnail; extra: {"average": 0xRRGGBB}. Baseline sRGB JPEGs without metadata, turned
/// upright, on paper white.
MediaJob picture_job(const std::filesystem::path& file, const std::string& name,
                     const ToolVersions& tools);

/// kFilmMedia, kPoster, kFirstFrame, kLastFrame; extra: {"has_sound": 0 or 1}. A film that every
/// board plays is taken byte for byte.
MediaJob film_job(const std::filesystem::path& file, const std::string& name,
                  const ToolVersions& tools);

/// kSpeechSound of a recording.
MediaJob recording_job(const std::filesystem::path& file, const std::string& name,
                       const ToolVersions& tools);

/// kSpeechSound by the machine's voice; extra: {"cues": [[begin, end, block, from, to], …]}.
/// `name` tells people of the exhibit and language.
MediaJob speech_job(const std::string& title, const std::vector<catalogue::Block>& text,
                    const std::string& language, const std::string& name,
                    const ToolVersions& tools);

/// Whether the machine has a voice for the language.
bool has_voice(const std::string& language);

/// The cues in a speech job's `extra`.
Result<std::vector<catalogue::SpeechCue>> speech_cues(const nlohmann::json& extra);

}  // namespace sen::pack
