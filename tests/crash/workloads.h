// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crash/recorder.h"

namespace sen::crash {

/// An act and the disk that it begins with.
struct Workload {
    std::string name;
    std::shared_ptr<const Image> disk;
    Act act;
    int next = Scene::kVersions;  ///< the version that a later install brings
    /// The first flush that belongs to it; those before are of an act that died.
    std::size_t first_flush = 0;
};

/// First install, updates with few and with many objects, with clean-up, rollback and forward
/// again, and the install that follows one that died just before its last flush.
Result<std::vector<Workload>> make_workloads(const Image& fresh, const Scene& scene,
                                             Recorder& recorder);

Result<Recording> record(const Workload& workload, Recorder& recorder, CrashCalls& calls);

}  // namespace sen::crash
