// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "changes.h"
#include "desk.h"

namespace sen::pack {

/// A change of keys or of what is withdrawn, in a draft of root or of targets.
struct RoleChange {
    enum class Kind {
        Threshold,  ///< `role` needs `detail` signatures now
        KeyAdded,   ///< `detail`: fingerprint
        KeyRemoved,
        Delegated,  ///< `role` may sign its paths now
        Revoked,
        Withdrawn,  ///< `detail`: a name that kiosks stop to show
        Restored,
        PackGone,  ///< `detail`: a target that is not signed any more
    };
    Kind kind = Kind::Threshold;
    std::string role, detail;
    bool operator==(const RoleChange&) const = default;
};

/// All that a draft changes against what is released, read anew from its files.
struct Review {
    std::string role;
    std::uint64_t version = 0;
    std::optional<Day> expires;
    std::vector<RoleChange> roles;
    std::vector<PackChanges> packs;
};

/// Refused when the draft's files are missing or are not what its metadata says.
Result<Review> review_draft(const Desk& desk, const Draft& draft);

}  // namespace sen::pack
