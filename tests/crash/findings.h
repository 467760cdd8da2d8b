// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "crash/explorer.h"
#include "crash/lying_cards.h"
#include "crash/mutations.h"

namespace sen::crash {

/// Prints what was found, line by line, as tables on standard output, and sums it up.
class Findings {
  public:
    void add_control(const std::string& name, bool is_caught);
    void add(const std::string& workload, const MutationTally& tally);
    void add(const CardTally& tally);
    void add(const std::string& workload, const Tally& tally);
    void print_summary() const;

    /// No violation, and nothing that should have been caught was missed.
    bool are_clean() const { return faults_ == 0; }

  private:
    void head(const char* table, const char* columns);
    void fault(const std::string& what);

    std::string table_;  ///< the one that is being printed
    std::size_t faults_ = 0;
    Tally states_;
    std::size_t flushes_ = 0, caught_ = 0;
    std::map<std::string, std::size_t> redundant_;  ///< by reason
    Explorer::Clock::time_point start_ = Explorer::Clock::now();
};

}  // namespace sen::crash
