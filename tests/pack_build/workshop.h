// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "pack/recipe.h"
#include "pack/source.h"

namespace sen::pack {

/// Fails the test when the program fails.
std::string run(const std::vector<std::string>& command);

/// Small media, made once by the authoring programs and kept until the test program ends.
const std::filesystem::path& media_directory();
/// 640x400, left half red, right half blue.
std::filesystem::path picture_file();
/// 320x180, 1.6 s, 25 frames a second, H.264 and AAC, its index in front: fit to be taken as it is.
/// It is blue at first and red from 0.8 s on.
std::filesystem::path safe_film_file();

/// Two stories and a film in two languages, spoken by the machine.
PackSource sample_source();

ToolVersions no_tools();

/// What a job makes in `directory`; fails the test when it fails.
MediaMade make(const MediaJob& job, const std::filesystem::path& directory);

/// Red, green, blue of a pixel.
std::vector<int> pixel_of(const std::filesystem::path& picture, int x, int y);
bool is_near(const std::vector<int>& colour, const std::vector<int>& expected, int tolerance = 12);

std::string bytes_of(const std::filesystem::path& file);

}  // namespace sen::pack
