// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "repository.h"
#include "store/store.h"
#include "trust/metadata_source.h"
#include "trust/target.h"

namespace sen::sync {

/// `metadata/` of a repository, for trust::Client.
class RepositoryMetadata final : public trust::MetadataSource {
  public:
    /// `repository` outlives it.
    explicit RepositoryMetadata(Repository& repository) : repository_(repository) {}

    /// What timestamp.json is, when it was read a moment ago: given once, then read again.
    void set_timestamp(std::string bytes) { timestamp_ = std::move(bytes); }
    void forget_timestamp() { timestamp_.reset(); }
    Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) override;

    static std::string path_of(const std::string& name) { return "metadata/" + name; }

  private:
    Repository& repository_;
    std::optional<std::string> timestamp_;
};

/// `objects/` of a repository, for an install. Of an object with a known older version it tries the
/// delta first.
class RepositoryObjects final : public store::ObjectSource {
  public:
    /// Both outlive it.
    RepositoryObjects(Repository& repository, const store::Store& store)
        : repository_(repository), store_(store) {}

    /// `fresh`, of `length` bytes, is a later version of `old`, which the store has.
    void expect_delta(const Digest& fresh, std::uint64_t length, const Digest& old);
    /// The bytes of `fresh` out of `old` and a delta of the repository, their hash checked; an
    /// error of whatever kind means: fetch it whole.
    Result<std::string> rebuild(const Digest& fresh, std::uint64_t length, const Digest& old);

    /// The manifest of an installed pack is an object of the store, but not of the repository.
    void expect_manifest(const store::InstalledPack& pack);

    Result<std::unique_ptr<store::ObjectStream>> open(const Digest& object,
                                                      std::uint64_t offset) override;
    bool can_resume() const override { return true; }

  private:
    struct Older {
        Digest old;
        std::uint64_t length = 0;
    };
    Repository& repository_;
    const store::Store& store_;
    std::map<Digest, Older> older_;
    std::map<Digest, std::string> manifests_;  ///< → path in the repository
};

}  // namespace sen::sync
