// SPDX-License-Identifier: Apache-2.0
#include "trust/delegation_walk.h"

#include <algorithm>
#include <set>
#include <vector>

namespace sen::trust {

namespace {

struct Visit {
    std::string role, delegator;
};

/// 5.6.7.2: the delegations that the search may enter, in their order; `is_final` when the last one
/// is terminating.
std::vector<Visit> matching_delegations(const std::string& role, const Targets& targets,
                                        const std::string& path, bool& is_final) {
    std::vector<Visit> matching;
    is_final = false;
    for (const auto& delegation : targets.delegations) {
        if (!delegation.matches(path)) continue;
        matching.push_back({delegation.name, role});
        is_final = delegation.is_terminating;
        if (is_final) break;
    }
    return matching;
}

}  // namespace

Result<std::optional<TargetFile>> search_target(const std::string& path, int max_roles,
                                                const TargetsLoader& load) {
    std::vector<Visit> waiting{{kTargets, kRoot}};  // the next one is last
    std::set<std::string> visited;
    while (!waiting.empty()) {
        const auto [role, delegator] = std::move(waiting.back());
        waiting.pop_back();
        if (visited.contains(role)) continue;  // 5.6.7.1: cycles end here
        if (visited.size() >= static_cast<std::size_t>(max_roles)) break;
        SEN_TRY(const auto* targets, load(role, delegator));
        visited.insert(role);
        if (const auto found = targets->targets.find(path); found != targets->targets.end()) {
            TargetFile target = found->second;
            target.role = role;
            return target;
        }
        bool is_final = false;
        auto next = matching_delegations(role, *targets, path, is_final);
        if (is_final) waiting.clear();  // 5.6.7.2.1
        waiting.insert(waiting.end(), std::make_move_iterator(next.rbegin()),
                       std::make_move_iterator(next.rend()));
    }
    return std::nullopt;
}

}  // namespace sen::trust
