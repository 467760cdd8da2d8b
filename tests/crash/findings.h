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
    /// What follows was found on this file system.
    void begin(const FileSystem& kind);
    void leave_out(const FileSystem& kind, const std::string& reason);
    void add(const std::string& workload, const MutationTally& tally);
    void add(const CardTally& tally);
    void add(const std::string& workload, const Tally& tally);
    /// It could not be explored further.
    void stop(const std::string& reason);
    void print_summary() const;

    /// No violation, and nothing that should have been caught was missed.
    bool are_clean() const { return faults_ == 0; }

  private:
    void head(const char* table, const char* columns);
    void fault(const std::string& what);
    /// The file system's own loss, not the store's: see FileSystem::is_relied_on.
    bool is_own_loss(const Tally& tally) const;

    std::string table_;  ///< the one that is being printed
    std::size_t faults_ = 0;
    Tally states_;
    const FileSystem* kind_ = nullptr;
    struct Flushes {
        std::size_t all = 0, caught = 0;
    };
    std::map<std::string, Flushes> flushes_;  ///< by file system
    Explorer::Clock::time_point start_ = Explorer::Clock::now();
};

}  // namespace sen::crash
