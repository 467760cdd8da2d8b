// SPDX-License-Identifier: Apache-2.0
#include "trust/delegation_walk.h"

#include <algorithm>
#include <set>
#include <vector>

namespace sen::trust {

namespace {

/// In steps: what it costs to look into a role, whatever stands in it.
constexpr std::uint64_t kVisitSteps = 100;

struct Visit {
    std::string role, delegator, branch;
};

/// 5.6.7.2: the delegations that the search may enter, in their order; `is_final` when the last one
/// is terminating.
std::vector<Visit> matching_delegations(const Visit& visit, const Targets& targets,
                                        const std::string& path, StepBudget& budget,
                                        bool& is_final) {
    std::vector<Visit> matching;
    is_final = false;
    for (const auto& delegation : targets.delegations) {
        if (budget.is_spent()) break;
        if (!delegation.matches(path, budget)) continue;
        const bool is_branch = visit.role == kTargets;
        matching.push_back(
            {delegation.name, visit.role, is_branch ? delegation.name : visit.branch});
        is_final = delegation.is_terminating;
        if (is_final) break;
    }
    return matching;
}

}  // namespace

Result<std::optional<TargetFile>> search_target(const std::string& path, const std::string& asker,
                                                int max_roles, const TargetsLoader& load,
                                                SearchCost& cost, std::string& spent_branch) {
    std::vector<Visit> waiting{{kTargets, kRoot, asker}};  // the next one is last
    std::set<std::string> visited;
    while (!waiting.empty()) {
        const Visit visit = std::move(waiting.back());
        waiting.pop_back();
        if (visited.contains(visit.role)) continue;  // 5.6.7.1: cycles end here
        if (visited.size() >= static_cast<std::size_t>(max_roles)) break;
        auto& budget = cost.of(visit.branch);
        budget.spend(kVisitSteps);
        SEN_TRY(const auto* targets, load(visit.role, visit.delegator));
        visited.insert(visit.role);
        if (const auto found = targets->targets.find(path); found != targets->targets.end()) {
            TargetFile target = found->second;
            target.role = visit.role;
            return target;
        }
        bool is_final = false;
        auto next = matching_delegations(visit, *targets, path, budget, is_final);
        if (budget.is_spent()) {
            spent_branch = visit.branch;
            return fail(ErrorKind::Untrusted, "{}: what it delegates takes too long to compare",
                        visit.branch);
        }
        if (is_final) waiting.clear();  // 5.6.7.2.1
        waiting.insert(waiting.end(), std::make_move_iterator(next.rbegin()),
                       std::make_move_iterator(next.rend()));
    }
    return std::nullopt;
}

}  // namespace sen::trust
