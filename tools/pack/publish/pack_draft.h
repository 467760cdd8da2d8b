// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "desk.h"

namespace sen::pack {

struct PackDraftReport {
    bool is_new = false;  ///< false: this very version is released or drafted
    std::string role;     ///< who must sign it
    store::Manifest manifest;
    std::uint64_t objects = 0, bytes = 0;  ///< that the repository lacked
    std::size_t deltas = 0;
};

/// Drafts the next version of the role that may sign the pack in `folder` (manifest.json and
/// objects/). An object that the repository has with its length is neither read nor hashed: its
/// name was true when it came in, and kiosks check it again. The others are copied and hashed.
/// Refusals: no built pack, a version that is not newer than the published one, objects missing or
/// damaged.
Result<PackDraftReport> draft_pack(Desk& desk, const std::filesystem::path& folder);

/// Puts a target into the draft of `role`. False when it has these bytes there already.
Result<bool> draft_target(Desk& desk, const std::string& role, const std::string& target_path,
                          std::string_view bytes);

/// A target's bytes out of the role's draft, else out of what is released.
Result<std::string> read_planned_target(const Desk& desk, const std::string& role,
                                        const std::string& target_path, const TargetFact& fact);

/// Where an object lies: in the repository or in the draft of `role`, with its length right; empty
/// when in neither.
std::filesystem::path find_object(const std::filesystem::path& repository, const std::string& role,
                                  const Digest& object, std::uint64_t length);

}  // namespace sen::pack
