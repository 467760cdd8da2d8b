// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/clock.h"

/// What a pack may hold at most. Above all this the cure is to make two packs.
namespace sen::pack::limits {

constexpr int kFiles = 20'000;  ///< files and folders in a source folder
constexpr int kFolderDepth = 6;
constexpr std::uint64_t kFolderBytes = std::uint64_t{16} << 30;
constexpr std::uint64_t kTextFileBytes = 1'000'000;  ///< one TOML, Markdown or WebVTT file
constexpr std::uint64_t kVectorFileBytes = 20'000'000;
constexpr std::uint64_t kVersion = 1'000'000'000;

constexpr std::size_t kLanguages = 8;
constexpr std::size_t kCollections = 50;
constexpr std::size_t kExhibits = 500;
constexpr std::size_t kAttract = 200;
constexpr std::size_t kStoryPictures = 6;
constexpr std::size_t kAlbumPictures = 200;
constexpr std::size_t kCitations = 50;
constexpr std::size_t kSubjects = 50;    ///< people and places of one exhibit
constexpr std::size_t kOtherNames = 10;  ///< of one person or place
constexpr std::uint64_t kLastYear = 9999;
constexpr std::size_t kCues = 5000;
constexpr std::size_t kFaultsOfAFile = 200;  ///< of Markdown or WebVTT; more tell nothing new

// Characters (code points) of one text.
constexpr std::size_t kTitle = 60;
constexpr std::size_t kYear = 24;
constexpr std::size_t kLine = 500;

constexpr int kPictureSide = 30'000;  ///< pixels
constexpr std::int64_t kPicturePixels = 100'000'000;
constexpr int kLeastPictureSide = 640;  ///< of the longer side
constexpr int kFilmSide = 8192;
constexpr int kFilmFramesPerSecond = 120;
constexpr Milliseconds kFilmDuration{20 * 60 * 1000};

}  // namespace sen::pack::limits
