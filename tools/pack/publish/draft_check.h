// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "base/result.h"
#include "desk.h"

namespace sen::pack {

/// Refuses a state that a client would refuse: each role that can be reached is signed by enough of
/// its keys, and a new root by those of the one before too.
Result<void> check_signatures(const Desk& desk, const RepositoryState& state);

/// Refuses drafts of `roles` whose targets do not stand in their paths, are not there, or name
/// objects that are not there. What lies in a draft is hashed, because it may have travelled.
Result<void> check_contents(const Desk& desk, const RepositoryState& state,
                            const std::set<std::string>& roles);

}  // namespace sen::pack
