// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trust/envelope.h"
#include "trust/role_keys.h"
#include "trust/search_cost.h"
#include "trust/target.h"

/// The metadata of TUF 4.3 to 4.6 as values. Parsing checks forms and bounds, never signatures.
/// Errors of every parse: Corrupt, Unsupported (another major spec_version).
namespace sen::trust {

inline constexpr const char* kRoot = "root";
inline constexpr const char* kTimestamp = "timestamp";
inline constexpr const char* kSnapshot = "snapshot";
inline constexpr const char* kTargets = "targets";
/// Whether `role` is one of these four.
bool is_top_level_role(std::string_view role);

/// 4.3
struct Root : Envelope {
    bool is_consistent_snapshot = false;
    KeyTable keys;
    std::map<std::string, RoleKeys> roles;  ///< the four at least

    const RoleKeys& role(const std::string& name) const { return roles.at(name); }
    static Result<Root> parse(std::string_view bytes);
};

/// METAFILES: what one file of metadata says about another (4.4).
struct MetaFile {
    std::uint64_t version = 0;
    std::optional<std::uint64_t> length;
    std::map<std::string, std::string> hashes;  ///< empty when none are given
};

/// 4.6
struct Timestamp : Envelope {
    MetaFile snapshot;
    static Result<Timestamp> parse(std::string_view bytes);
};

/// 4.4
struct Snapshot : Envelope {
    std::map<std::string, MetaFile> meta;  ///< "<role>.json" → its file
    static Result<Snapshot> parse(std::string_view bytes);
};

/// An entry of DELEGATIONS' roles (4.5).
struct Delegation {
    std::string name;  ///< any text but the four top-level names
    RoleKeys keys;
    std::vector<std::string> paths, path_hash_prefixes;  ///< at most one of them is not empty
    bool is_terminating = false;

    /// Spends what the comparing costs; false when the budget ends before a match.
    bool matches(std::string_view target_path, StepBudget& budget) const;
};

/// 4.5, the top-level role and every delegated one.
struct Targets : Envelope {
    std::map<std::string, TargetFile> targets;  ///< by path; their `role` is empty
    KeyTable keys;                              ///< of the delegations
    std::vector<Delegation> delegations;        ///< first is most trusted

    static Result<Targets> parse(std::string_view bytes);
};

}  // namespace sen::trust
