// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/change.h"
#include "store/trouble.h"

namespace sen::store {

/// A pack version that trust let through and that parses.
struct Offer {
    Manifest manifest;
    InstalledPack pack;
    std::uint64_t manifest_bytes = 0;
    std::unique_ptr<ObjectSource> own;  ///< of the manifest, which is stored as an object too
    ObjectSource* source = nullptr;     ///< of all other objects
};

/// Parses what a change offers. Each offer must be signed, or the policy must allow that it is not;
/// a signed manifest must be the one of its target path, "<publisher>/<pack>.json".
Result<std::vector<Offer>> read_offers(const Change& change, trust::Policy policy,
                                       TroubleLog& troubles);

/// An authority to the bytes of its list in withdrawn/.
using MergedWithdrawals = std::map<std::string, std::string>;

/// One list for each authority. A publisher's list that names another publisher is refused, and so
/// is one that nobody signed.
Result<MergedWithdrawals> merge_withdrawals(const std::vector<WithdrawalOffer>& offers,
                                            TroubleLog& troubles);

/// The packs of `base` after the change, in the order of generation.json; FORMAT.md has the rules.
Result<std::vector<InstalledPack>> packs_after(const Generation& base, const Change& change,
                                               const std::vector<Offer>& offers,
                                               TroubleLog& troubles);

}  // namespace sen::store
