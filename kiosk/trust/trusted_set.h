// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trust/metadata.h"
#include "trust/trust_fault.h"

namespace sen::trust {

/// The rules of the client workflow (TUF 5.2 to 5.6.6) without files and network: what is trusted,
/// and what may take its place. A call that fails changes nothing but fault(). The order of the
/// calls is the workflow's.
class TrustedSet {
  public:
    /// 5.2: a root that its own keys have signed; it may have expired.
    /// Errors: Corrupt, Unsupported, Untrusted.
    static Result<TrustedSet> create(std::string_view bytes, std::chrono::sys_seconds now);

    /// 5.3.4 to 5.3.7 for the next root, and 5.3.11: true when keys of the timestamp or snapshot
    /// role were taken away, and so both are trusted no longer.
    Result<bool> update_root(std::string_view bytes);
    /// 5.3.10, once no newer root is left. A timestamp or snapshot that the final root's keys did
    /// not sign is trusted no longer.
    Result<void> finish_roots();

    /// Metadata that was trusted in an earlier run: only who signed it matters, so that what has
    /// expired still stands against a rollback.
    Result<void> load_timestamp(std::string_view bytes);
    Result<void> load_snapshot(std::string_view bytes);
    Result<void> load_targets(std::string_view bytes);

    /// 5.4.2 to 5.4.4. False: it has the version that is trusted already, which stays (5.4.3.1) and
    /// has not expired.
    Result<bool> update_timestamp(std::string_view bytes);
    /// 5.5.2 to 5.5.6. Forgets all targets metadata.
    Result<void> update_snapshot(std::string_view bytes);
    /// 5.6.2 to 5.6.5 for "targets" (`delegator` "root") and, by 5.6.7, for a role that the trusted
    /// role `delegator` delegates to.
    Result<const Targets*> update_targets(const std::string& role, const std::string& delegator,
                                          std::string_view bytes);
    /// The trusted metadata of `role`, if there is any; Untrusted when it is not signed by the keys
    /// that *this* delegator names, whoever else vouches for it.
    Result<const Targets*> find_targets(const std::string& role, const std::string& delegator);

    /// What the snapshot says about `role`. Errors: Untrusted (NotListed).
    Result<MetaFile> meta_of(const std::string& role);

    const Root& root() const { return root_; }
    const std::optional<Timestamp>& timestamp() const { return timestamp_; }
    const std::optional<Snapshot>& snapshot() const { return snapshot_; }

    /// A role of targets metadata and the ids of the keys that signed it.
    struct LoadedTargets {
        Targets targets;
        std::map<std::string, std::vector<std::string>> signers;  ///< by delegator
    };
    const std::map<std::string, LoadedTargets>& targets() const { return targets_; }

    /// Why the last failing call failed.
    const FaultReport& fault() const { return fault_; }

  private:
    TrustedSet(Root root, std::chrono::sys_seconds now) : root_(std::move(root)), now_(now) {}

    tl::unexpected<Error> refuse(FaultReport report, Error error);
    tl::unexpected<Error> refuse_rollback(const std::string& role, std::uint64_t trusted,
                                          std::uint64_t offered);
    Result<void> expect_version(const std::string& role, std::uint64_t expected,
                                std::uint64_t offered);
    Result<void> expect_listed(const std::string& role, const MetaFile& meta,
                               std::string_view bytes);
    Result<void> expect_fresh(const std::string& role, const Envelope& envelope);
    Result<std::vector<std::string>> expect_signed(const std::string& role, const RoleKeys& keys,
                                                   const KeyTable& table, const Envelope& envelope);
    Result<std::vector<std::string>> expect_signed(const std::string& role,
                                                   const std::string& delegator,
                                                   const Envelope& envelope);
    template <class Metadata>
    Result<Metadata> parse(const std::string& role, std::string_view bytes);

    Root root_;
    std::chrono::sys_seconds now_;
    std::optional<Timestamp> timestamp_;
    std::optional<Snapshot> snapshot_;
    std::map<std::string, LoadedTargets> targets_;  // by role
    FaultReport fault_;
};

}  // namespace sen::trust
