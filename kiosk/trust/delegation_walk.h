// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "trust/metadata.h"
#include "trust/search_cost.h"

namespace sen::trust {

/// Gives the trusted metadata of `role` as `delegator` delegates to it. What it gives stays where
/// it is until the walk has ended.
using TargetsLoader =
    std::function<Result<const Targets*>(const std::string& role, const std::string& delegator)>;

/// The search of TUF 5.6.7: pre-order, depth first, from the top-level targets role, delegations in
/// order of appearance. A role is entered only through delegations whose paths match. A terminating
/// delegation that matches ends all that would come after it, also in the roles above. At most
/// `max_roles` are visited, then the target counts as not found. Errors: those of `load`.
///
/// Each branch pays for its own roles; what "targets" delegates to is compared at the expense of
/// `asker`, a branch too (kTargets: on its own account). Untrusted when one can pay no more, whose
/// name is put into `spent_branch`.
Result<std::optional<TargetFile>> search_target(const std::string& path, const std::string& asker,
                                                int max_roles, const TargetsLoader& load,
                                                SearchCost& cost, std::string& spent_branch);

}  // namespace sen::trust
