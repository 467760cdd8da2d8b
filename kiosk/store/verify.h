// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/store.h"

namespace sen::store {

/// Bytes of a long act, so far and in all.
struct Progress {
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};
using ProgressFunction = std::function<void(const Progress&)>;

enum class ObjectFault { Missing, WrongLength, WrongBytes, Unreadable };

struct DamagedObject {
    std::string pack;  ///< "<publisher>/<id>"
    std::string path;  ///< as in the manifest; "manifest.json" for the manifest itself
    ObjectFault fault = ObjectFault::WrongBytes;
    std::string detail;  ///< for the log
};

struct VerifyReport {
    Generation generation;
    std::uint64_t objects = 0, bytes = 0;  ///< looked at
    std::vector<DamagedObject> damaged;    ///< empty: all is well
};

struct Finding {
    ObjectFault fault = ObjectFault::WrongBytes;
    std::string detail;
};
/// Reads one object to its end, from the disk where the system lets us; nothing when it is good.
std::optional<Finding> check_object(const Store& store, const Digest& object, std::uint64_t length);

/// All that a generation names, the manifests too. Fails when a manifest cannot be read.
Result<std::set<Digest>> objects_of(const Store& store, const Generation& generation);

/// Hashes every object that a generation names, reading each file to its end. An object named
/// several times is read once and reported at each path.
VerifyReport verify(const Store& store, const Generation& generation,
                    const ProgressFunction& progress);

}  // namespace sen::store
