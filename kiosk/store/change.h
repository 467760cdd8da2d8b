// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "store/generation.h"
#include "store/manifest.h"
#include "store/source.h"
#include "store/verify.h"
#include "trust/trust.h"

namespace sen::store {

/// A pack version that may be installed.
struct PackOffer {
    trust::VerifiedBytes manifest;
    std::string authority;            ///< whose root of trust vouches for it; empty when unsigned
    ObjectSource* objects = nullptr;  ///< outlives the act
};

/// A pack that goes. `authority` is the one that speaks: only its own packs obey.
struct PackRemoval {
    std::string authority, publisher, id;
};

/// One signed list out of an authority's repository: "withdrawn.json" or
/// "<publisher>/withdrawn.json".
struct WithdrawalOffer {
    trust::VerifiedBytes list;
    std::string authority;
};

/// What becomes of a store in one act: all of it, as one generation, or nothing.
struct Change {
    std::vector<PackOffer> packs;
    std::vector<PackRemoval> removed;
    /// All lists of each authority that is named here: together they replace what the store has of
    /// it. They count at once, even if the packs then cannot be had.
    std::vector<WithdrawalOffer> withdrawals;
};

/// What a change asks of the disk, known before its first byte. In bytes, in whole blocks.
struct DiskPlan {
    std::uint64_t needs = 0;            ///< for the objects that the store lacks
    std::uint64_t has = 0;              ///< free now, less what must stay free
    std::uint64_t cleaned = 0;          ///< becomes free before the first object is fetched
    std::uint64_t objects = 0;          ///< to fetch
    std::uint64_t bytes = 0;            ///< their length
    std::uint64_t kept = 0;             ///< of `bytes`, left from a broken download
    std::uint64_t present = 0;          ///< objects that are there already
    std::uint64_t cleaned_objects = 0;  ///< files removed for `cleaned`
    bool drops_previous = false;        ///< the way back goes, because it takes the room

    bool fits() const { return objects == 0 || needs <= has + cleaned; }
};

/// Asked before a pack is committed, with its catalogue's file: does the pack make sense? The store
/// does not know catalogues, so the program passes the question in.
using CatalogueCheck =
    std::function<Result<void>(const std::filesystem::path& catalogue, const Manifest& manifest)>;

struct InstallOptions {
    trust::Policy policy = trust::Policy::RequireSignature;
    bool rehash_present = false;  ///< read what is there already, and replace what is damaged
    CatalogueCheck check;         ///< none: nothing is asked
    std::function<void(const DiskPlan&)> show_plan;  ///< called before anything is removed
    ProgressFunction progress;
};

struct InstallReport {
    enum class Outcome {
        NothingToDo,  ///< all of it is installed
        Repaired,     ///< it was, but objects were missing or damaged
        Installed,
    };
    struct Pack {
        InstalledPack pack;
        bool is_new = false;  ///< it was not installed like this before
    };
    Outcome outcome = Outcome::NothingToDo;
    std::vector<Pack> packs;               ///< as offered, in their order
    std::vector<InstalledPack> removed;    ///< that were installed
    bool has_new_withdrawals = false;      ///< what may be shown is no longer the same
    Generation generation;                 ///< that is current now
    std::uint64_t objects = 0, bytes = 0;  ///< written
    DiskPlan plan;
};

}  // namespace sen::store
