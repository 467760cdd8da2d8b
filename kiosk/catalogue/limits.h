// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// What no honest pack comes near; beyond it a catalogue is Corrupt.
namespace sen::catalogue {

inline constexpr int kMaxLanguages = 16;
inline constexpr int kMaxCollections = 256;
inline constexpr int kMaxExhibits = 20'000;
inline constexpr int kMaxAttractItems = 1'000;
inline constexpr int kMaxPictures = 1'000;  ///< of one exhibit
inline constexpr int kMaxBlocks = 2'000;    ///< of one text
inline constexpr int kMaxRuns = 10'000;     ///< of one text
inline constexpr int kMaxCues = 10'000;
inline constexpr int kMaxSources = 200;
inline constexpr int kMaxSubjects = 100;  ///< of one exhibit
inline constexpr int kMaxNames = 20;      ///< of one person or place
inline constexpr int kMaxYear = 9'999;
inline constexpr int kMaxAssets = 200'000;
inline constexpr int kMaxSide = 4'096;  ///< px
inline constexpr std::int64_t kMaxObjectBytes = std::int64_t{16} << 30;
inline constexpr std::int64_t kMaxMilliseconds = 24 * 60 * 60 * 1000;
inline constexpr std::int64_t kMaxVersion = std::int64_t{1} << 53;

}  // namespace sen::catalogue
