// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crash/explorer.h"
#include "crash/workloads.h"

namespace sen::crash {

/// What became of one workload, made again and again with another flush left out each time.
struct MutationTally {
    std::size_t flushes = 0;
    std::size_t caught = 0;
    std::size_t states = 0;
    std::vector<std::string> missed;  ///< flushes without which nothing happened
    std::string control;              ///< the violation, if any, when nothing was left out
    double seconds = 0;
};

/// Leaves out each flush in turn; `states` of each are explored until one is caught. Twice: as it
/// is, with power lost right after success was reported; and with another program that flushes a
/// file of its own all the time, which makes names last whose bytes do not yet.
Result<MutationTally> mutate(const Workload& workload, Recorder& recorder, Explorer& explorer,
                             std::size_t states, std::uint32_t seed);

/// The same with all flushes, or all of folders, left out at once; whether that was caught.
Result<bool> is_caught_without(CrashCalls::Omitted omitted, const Workload& workload,
                               Recorder& recorder, Explorer& explorer);

}  // namespace sen::crash
