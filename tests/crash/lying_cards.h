// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crash/explorer.h"
#include "crash/workloads.h"

namespace sen::crash {

/// How installs fared on one sort of lying card.
struct CardTally {
    std::string name;
    std::size_t cases = 0;
    std::size_t refused = 0;
    std::size_t violations = 0;
    std::string complaint;  ///< the first
};

/// Installs onto a card whose capacity is faked, one that forgets a write, one that answers a
/// write-back with EIO once, and one that does so at every `step`-th of the disk's writes. `update`
/// installs Scene::kVersions.
Result<std::vector<CardTally>> try_lying_cards(const Workload& update, const Scene& scene,
                                               Recorder& recorder, Inspector& inspector,
                                               std::size_t step);

}  // namespace sen::crash
