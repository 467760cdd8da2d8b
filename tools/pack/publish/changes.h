// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "store/manifest.h"

namespace sen::pack {

/// A line of a text that is only in the old or only in the new version.
struct LineChange {
    bool is_added = false;
    std::string text;
};

/// What is different in one exhibit, collection or the pack itself, in one language.
struct TextChange {
    std::string where;  ///< "cau-binh-loi", "cau-binh-loi/vi.guide.md", or the pack's id
    std::string language;
    std::vector<LineChange> lines;
};

struct PictureChange {
    bool is_added = false;
    std::string exhibit;
    std::string caption;
    Digest thumbnail;
    std::string type;          ///< media type of the thumbnail
    std::uint64_t length = 0;  ///< of the thumbnail
};

struct FilmChange {
    bool is_added = false;
    std::string exhibit;
    Milliseconds duration{0};
    std::uint64_t length = 0;
};

/// What a second person must see before approving a version.
struct PackChanges {
    std::string pack, publisher;
    std::uint64_t old_version = 0, new_version = 0;  ///< old 0: the first one
    std::uint64_t old_bytes = 0, new_bytes = 0;      ///< all objects
    std::uint64_t new_objects = 0, new_object_bytes = 0, gone_objects = 0;
    std::vector<std::string> titles;     ///< of the new version's exhibits, in its first language
    std::vector<std::string> languages;  ///< of the new version
    std::vector<TextChange> texts;
    std::vector<PictureChange> pictures;
    std::vector<FilmChange> films;
};

/// One version of a pack as the comparison needs it.
struct PackVersion {
    store::Manifest manifest;
    std::optional<catalogue::Catalogue> catalogue;
};

/// Compares; `before` is nullptr for the first version. Errors: those of reading the catalogues.
Result<PackChanges> compare(const PackVersion* before, const PackVersion& after);

/// The lines that are only in one of two lists, in order (longest common subsequence). Lists of
/// more than kMaxComparedLines are compared as sets.
std::vector<LineChange> compare_lines(const std::vector<std::string>& before,
                                      const std::vector<std::string>& after);
inline constexpr std::size_t kMaxComparedLines = 2000;

}  // namespace sen::pack
