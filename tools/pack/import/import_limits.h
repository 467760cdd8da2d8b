// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// What an imported file may hold at most: far above what an exhibit needs, far below what hurts.
namespace sen::pack::limits {

constexpr std::uint64_t kOfficeFileBytes = 200'000'000;
constexpr std::uint64_t kArchiveEntries = 5'000;
constexpr std::uint64_t kXmlPartBytes = 10'000'000;  ///< unpacked
constexpr std::uint64_t kPicturePartBytes = 50'000'000;
constexpr std::uint64_t kPicturesBytes = 200'000'000;  ///< all of one document, unpacked
constexpr std::size_t kXmlDepth = 200;
constexpr std::size_t kParagraphs = 20'000;
constexpr std::size_t kRows = 5'000;
constexpr std::size_t kColumns = 100;
constexpr std::size_t kCellBytes = 10'000'000;  ///< text of all cells, which may share theirs
constexpr std::size_t kFontName = 64;
constexpr std::size_t kNamesLeftOut = 20;  ///< more tell nothing new
constexpr std::size_t kStyleChain = 16;    ///< a style based on a style based on …

}  // namespace sen::pack::limits
