// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/file.h"
#include "base/result.h"

namespace sen::store {

struct InstalledPack {
    std::string id, publisher, issued;
    std::uint64_t version = 0;
    Digest manifest;   ///< an object of the store
    Digest catalogue;  ///< an object of the store
    bool is_signed = false;
};

/// One complete, verified set of installed packs.
struct Generation {
    std::uint64_t number = 0;
    std::vector<InstalledPack> packs;
};

/// The reading side of the store directory; what the kiosk links. Holds no descriptor between
/// calls but the directory's path. Thread-safe.
class Store {
  public:
    explicit Store(std::filesystem::path directory) : directory_(std::move(directory)) {}

    /// What `current` points to. NotFound: no store or nothing installed; Corrupt: damaged.
    Result<Generation> current() const;
    /// Where an object lies (it may be missing).
    std::filesystem::path object_path(const Digest& object) const;
    Result<UniqueFd> open_object(const Digest& object) const;
    /// The bytes of an object, its hash checked. Corrupt when they are not what the name says.
    Result<std::string> read_object(const Digest& object, std::uint64_t max_bytes) const;
    const std::filesystem::path& directory() const { return directory_; }

  private:
    std::filesystem::path directory_;
};

}  // namespace sen::store
