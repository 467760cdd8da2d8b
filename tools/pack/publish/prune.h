// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk.h"

namespace sen::pack {

/// The rule: kept is what the last kKeptSnapshots released snapshots name, and what any snapshot
/// names that was the newest one within the last kKeptDays. A kiosk fetches what a snapshot names
/// that was the newest when it began. So a file it still wants can only be gone when it has fetched
/// for more than kKeptDays and kKeptSnapshots publications have passed it by; it then begins again
/// with the newest. Metadata is never removed: it is small, and the chain of roots needs it.
inline constexpr std::size_t kKeptSnapshots = 5;
inline constexpr int kKeptDays = 30;

struct PruneReport {
    std::vector<std::string> files;  ///< removed, relative to the repository
    std::uint64_t bytes = 0;
};

/// Removes objects, deltas and targets that the rule does not keep, and what runs that were cut
/// have left. Refused when a kept manifest cannot be read: then nothing is removed.
Result<PruneReport> prune(Desk& desk);

}  // namespace sen::pack
