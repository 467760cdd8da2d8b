// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk.h"
#include "trust/key.h"

/// Who may sign what: each act changes drafts only. True: something is to be signed now; false:
/// nothing was to do.
namespace sen::pack {

struct KeyGroup {
    std::vector<trust::PublicKey> keys;
    std::size_t threshold = 0;  ///< 0: all of them
};

struct InitRequest {
    KeyGroup root, targets;
    KeyGroup release;  ///< of snapshot and timestamp
};

/// Drafts version 1 of root and targets. Refused when the repository has another root.
Result<bool> draft_repository(Desk& desk, const InitRequest& request);
/// Delegates `<publisher>/*` to a role of that name, terminating; one that exists gets these keys.
Result<bool> draft_delegation(Desk& desk, const std::string& publisher, const KeyGroup& group);
/// Takes the delegation out: nothing of that role counts any more.
Result<bool> draft_revocation(Desk& desk, const std::string& role);
/// Other keys for a role. What the role has signed is drafted anew, for the new keys to sign.
Result<bool> draft_rotation(Desk& desk, const std::string& role, const KeyGroup& group);
/// The same content with a new expiry.
Result<bool> draft_renewal(Desk& desk, const std::string& role);

/// The JSON of `key new`'s FILE.pub.
Result<trust::PublicKey> read_public_key(const std::filesystem::path& file, RefusalLog& refusals);

}  // namespace sen::pack
