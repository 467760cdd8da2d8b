// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk.h"
#include "trust/signer.h"

namespace sen::pack {

struct ReleaseRequest {
    std::set<std::string> roles{};    ///< empty: every draft that has its signatures
    bool is_renewal = false;          ///< new snapshot and timestamp even when nothing is drafted
    bool has_offline_kiosks = false;  ///< these two last kOfflineMonths
};

struct ReleaseReport {
    bool is_new = false;
    std::vector<std::string> released;           ///< roles
    std::map<std::string, std::size_t> waiting;  ///< drafts that lack signatures, and how many
    std::uint64_t snapshot = 0;                  ///< version
};

/// Moves signed drafts into the repository: objects, deltas, manifests, delegated roles, targets,
/// snapshot, root, and timestamp.json last. Until that one is renamed every kiosk sees the old
/// state, after it the new one. Cut anywhere, doing it again finishes it. `keys` sign snapshot and
/// timestamp. Only where a root changes the keys of other roles a kiosk that asks between the last
/// two renames is told to ask again later.
/// Refusals: a draft that lacks signatures or is not the next version, targets outside of a role's
/// paths, objects that are missing or damaged, keys that may not sign.
Result<ReleaseReport> release(Desk& desk, const ReleaseRequest& request,
                              const std::vector<trust::PrivateKey>& keys);

}  // namespace sen::pack
