// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "store/generation.h"
#include "store/source.h"
#include "store/verify.h"

namespace sen::store {

/// How a scrub reads what is installed, and where it heals from.
struct ScrubOptions {
    enum class Start {
        WhereItStopped,  ///< after the object that the scrub before looked at last
        AtTheBeginning,
    };
    Start start = Start::WhereItStopped;
    /// Bytes to read; at least one object is read, whatever its length.
    std::uint64_t budget = std::numeric_limits<std::uint64_t>::max();
    /// Who has a pack's objects; nullptr: nobody now. What it returns outlives the act.
    std::function<ObjectSource*(const InstalledPack&)> source_of;
    ProgressFunction progress;  ///< bytes read, of the budget or of all that is left
};

struct ScrubReport {
    struct Damage {
        DamagedObject what;
        bool is_healed = false;  ///< fetched again
    };
    std::uint64_t objects = 0, bytes = 0;  ///< read
    std::vector<Damage> damaged;
    bool is_finished = false;  ///< the end was reached: the next one begins anew
};

}  // namespace sen::store
