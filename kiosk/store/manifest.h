// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace sen::store {

/// One object of a pack. `path` is only a name for people and reports, never a path on the kiosk.
struct ManifestEntry {
    std::string path;  ///< [a-z0-9._/-]{1,200}, unique
    Digest object;
    std::uint64_t length = 0;
    std::string type;  ///< media type
    int width = 0;     ///< pixels; 0 where there is no picture
    int height = 0;
    std::uint64_t duration_ms = 0;
};

/// The list of a pack version's objects; the JSON is canonical: sorted keys, sorted entries, no
/// white space, so the same pack gives the same bytes. See FORMAT.md.
struct Manifest {
    std::string pack, publisher, issued;  ///< issued: YYYY-MM-DD
    std::uint64_t version = 0;
    Digest catalogue;  ///< must be among the objects
    std::vector<ManifestEntry> objects;

    std::uint64_t total_length() const;
    std::string to_json() const;
    /// Takes only what to_json could have written (bounds in FORMAT.md). Errors: Corrupt,
    /// Unsupported (another format number).
    static Result<Manifest> parse(std::string_view bytes);
};

inline constexpr std::uint64_t kManifestFormat = 1;
inline constexpr std::uint64_t kMaxVersion = (1ull << 53) - 1;  ///< exact in every JSON reader
inline constexpr std::uint64_t kMaxManifestBytes = 8 << 20;
inline constexpr std::size_t kMaxManifestObjects = 20'000;
inline constexpr std::uint64_t kMaxObjectBytes = 0xFFFF'FFFF;  ///< FAT32 holds no larger file
inline constexpr int kMaxPictureSide = 65'535;                 ///< pixels
inline constexpr std::uint64_t kMaxDurationMs = 86'400'000;    ///< a day

/// The rules that manifests and generations share.
bool is_identifier(std::string_view text);     ///< [a-z0-9]+(-[a-z0-9]+)*, at most 64 bytes
bool is_date(std::string_view text);           ///< YYYY-MM-DD, a day of the calendar
bool is_version(std::uint64_t number);         ///< 1 to kMaxVersion
bool is_manifest_path(std::string_view text);  ///< as ManifestEntry::path, no `.` or `..` part

}  // namespace sen::store
