// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace sen::trust {

/// What signed metadata says about one target file (TUF 4.5).
struct TargetFile {
    std::string path;          ///< as signed: any text, a name to look up and never a path on disk
    std::uint64_t length = 0;  ///< bytes, below 2^53
    std::map<std::string, std::string> hashes;  ///< algorithm → lower-case hex; not empty
    nlohmann::json custom;                      ///< an object, or null when there is none
    std::string role;  ///< who signed for it: "targets" or a delegated role

    bool operator==(const TargetFile&) const = default;
};

/// Where the repository has the file, below `targets/` (TUF 6.2): with consistent snapshots
/// "dir/<hash>.name", by SHA-256 where it is listed, otherwise SHA-512; else the path itself.
std::string target_file_name(const TargetFile& target, bool is_consistent_snapshot);

}  // namespace sen::trust
