// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "base/result.h"
#include "desk.h"

namespace sen::pack {

/// Lets the kiosks' own client look at `state` before anything of it is written: the files of
/// `new_roles` come from there, all others from the repository. Refused when the client refuses, or
/// does not find a target that one of these roles signs anew.
Result<void> check_with_client(const Desk& desk, const RepositoryState& state,
                               const std::set<std::string>& new_roles);

}  // namespace sen::pack
