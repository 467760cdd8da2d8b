// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/digest.h"
#include "store/install_fixture.h"

namespace sen::crash {

using Packs = std::vector<store::InstalledPack>;
/// Something done with a store; false when it did not report success.
using Act = std::function<bool(const std::filesystem::path& store, store::SystemCalls& calls)>;

/// The packs that are installed, as folders, and what a store may hold of them.
class Scene {
  public:
    static constexpr int kVersions = 3;
    static constexpr int kManyObjects = 4;  ///< a version with so many that the disk is flushed
    static constexpr int kLarge = 5;        ///< fills more than half of the disk

    explicit Scene(std::filesystem::path folder);

    /// `trouble`, if any, gets the reason of a failure and outlives the act.
    Act install(int version, store::Trouble* trouble = nullptr) const;
    static Act roll_back();

    /// The first 16 bytes of a picture that only this version has.
    static std::string mark_of(int version);
    /// What is wrong with the store on a disk after a cut, which must hold, whole, one of these
    /// sets. Also wrong: a name in objects/ that does not stand for its bytes or that no published
    /// manifest knows, and a way back that is not whole.
    std::optional<std::string> fault_of(const std::filesystem::path& store,
                                        const std::vector<Packs>& allowed) const;

    static Packs packs_of(const std::filesystem::path& store);

  private:
    std::filesystem::path source(int version) const;
    std::optional<std::string> fault_of_objects(const std::filesystem::path& objects) const;

    std::filesystem::path folder_;
    std::set<Digest> published_;
};

}  // namespace sen::crash
