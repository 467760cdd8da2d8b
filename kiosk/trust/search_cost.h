// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

namespace sen::trust {

/// How much comparing may still be done. A step is a byte of a pattern that is looked at, or
/// anything that takes about as long.
struct StepBudget {
    std::uint64_t left = 0;

    void spend(std::uint64_t steps) { left -= std::min(left, steps); }
    bool is_spent() const { return left == 0; }
};

/// What searches for targets may cost, apart for each branch: a role that "targets" delegates to,
/// with all that stands below it. So whoever writes patterns that are slow to compare, or roles
/// and signatures without end, spends what is its own.
class SearchCost {
  public:
    explicit SearchCost(std::uint64_t steps_of_a_branch) : steps_(steps_of_a_branch) {}

    StepBudget& of(const std::string& branch) {
        return budgets_.try_emplace(branch, StepBudget{steps_}).first->second;
    }

  private:
    std::uint64_t steps_;
    std::map<std::string, StepBudget> budgets_;
};

}  // namespace sen::trust
