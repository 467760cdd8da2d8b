// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "metadata.h"
#include "refusal.h"
#include "store/delta.h"
#include "store/manifest.h"
#include "store/store.h"

namespace sen::pack {

/// The names in a repository, relative to its directory (tools/pack/PUBLISHING.md). `pending` holds
/// drafts and need not be served.
namespace tree {
inline constexpr const char* kMetadata = "metadata";
inline constexpr const char* kTargets = "targets";
inline constexpr const char* kObjects = "objects";
inline constexpr const char* kDeltas = "deltas";
inline constexpr const char* kPending = "pending";
inline constexpr const char* kStaging = "staging";
inline constexpr const char* kLock = "lock";

/// "metadata/3.ward-7.json"; of the timestamp "metadata/timestamp.json".
std::string metadata_file(std::string_view role, std::uint64_t version);
/// "targets/ward-7/<hash>.stories.json" of the target path "ward-7/stories.json".
std::string target_file(std::string_view target_path, std::string_view hash);
using store::delta_file;
using store::layout::object_file;
}  // namespace tree

inline constexpr std::string_view kWithdrawnTarget = "withdrawn.json";

/// One target that a role signs.
struct TargetFact {
    std::uint64_t length = 0;
    std::map<std::string, std::string> hashes;
    bool operator==(const TargetFact&) const = default;
};

/// All metadata that a repository shows, or would show after a release.
struct RepositoryState {
    std::optional<Metadata> root, timestamp, snapshot, targets;
    std::map<std::string, Metadata> delegated;  ///< by role, those that the snapshot names

    const Metadata* find(const std::string& role) const;
    void set(const std::string& role, Metadata metadata);
    /// The role that names the keys of `role`: "root" for the top-level ones; empty when none does.
    std::string delegator_of(const std::string& role) const;
    RoleKeys keys_of(const std::string& role) const;
    /// The role that signs a target path, or would: the first on the way of the search that lists
    /// it, else the first delegation that matches, as deep as it goes, else "targets"
    /// (specification 5.6.7).
    std::string role_of_path(const std::string& target_path) const;
    /// Every delegated role that a chain of delegations leads to, in the order of the walk.
    std::vector<std::string> reachable_roles() const;
    /// The newest day that any of it says it was made on.
    std::optional<Day> newest_day() const;
};

/// What is released in `directory`; all empty when there is no root yet. Refusals: metadata that is
/// missing or damaged, or no consistent snapshots.
Result<RepositoryState> read_state(const std::filesystem::path& directory, RefusalLog& refusals);

std::map<std::string, TargetFact> targets_of(const Metadata& metadata);
std::optional<TargetFact> find_target(const RepositoryState& state, const std::string& target_path);

/// A released target's bytes with length and hash checked. Errors: NotFound, Corrupt, Io.
Result<std::string> read_target(const std::filesystem::path& directory,
                                const std::string& target_path, const TargetFact& fact);

/// SHA-256 and length of the bytes, as metadata says them.
TargetFact fact_of(std::string_view bytes);

/// The hash that is in the file's name and the one that the client asks for.
std::string name_hash(const TargetFact& fact);

/// The manifests that `role` has published under a target path, newest first, the current one
/// included, each once, at most `most`; those that are no longer there are passed over.
std::vector<store::Manifest> published_manifests(const std::filesystem::path& directory,
                                                 const RepositoryState& state,
                                                 const std::string& role,
                                                 const std::string& target_path, std::size_t most);

/// "<publisher>/<pack>.json", and back; nothing when the path is no pack's.
std::string manifest_target(std::string_view publisher, std::string_view pack);
bool is_manifest_target(std::string_view target_path);

}  // namespace sen::pack
