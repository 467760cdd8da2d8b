// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trust/metadata.h"
#include "trust/metadata_source.h"
#include "trust/target.h"
#include "trust/trust.h"
#include "trust/trust_fault.h"
#include "trust/trusted_files.h"

namespace sen::trust {

/// How much a source may make us read, follow and hold.
struct Limits {
    std::uint64_t root_bytes = 512 << 10;
    std::uint64_t timestamp_bytes = 16 << 10;
    std::uint64_t snapshot_bytes = 2'000'000;  ///< where the timestamp gives no length
    std::uint64_t targets_bytes = 5'000'000;   ///< where the snapshot gives no length
    std::uint64_t declared_bytes = 64 << 20;   ///< where it gives one
    int roots = 1024;                          ///< new roots in one refresh; the next goes on
    int searched_roles = 64;                   ///< visited for one target
    int listed_roles = 1024;                   ///< loaded by list_targets
    std::size_t listed_targets = 100'000;      ///< of one role
    /// What one find_target, or one list_targets, may spend on a role that "targets" delegates to,
    /// with all below it, in comparing paths and, when all is listed, in loading: tenths of a
    /// second. See StepBudget.
    std::uint64_t search_steps = 20'000'000;
};

/// What is trusted of one role, for `status`.
struct RoleFacts {
    std::string name;
    std::uint64_t version = 0;
    std::chrono::sys_seconds expires;
    std::vector<std::string>
        signers;  ///< ids of the keys that signed it, as the metadata calls them
};

/// A TUF 1.0 client of one authority (workflow: TUF 5). One thread. After a failure everything that
/// was trusted before is trusted still, and fault() says what was wrong; refresh() may be called
/// again.
class Client {
  public:
    /// Loads what is trusted. `trusted` and `source` outlive the client. `reference_time`: what
    /// expiry is compared with, the same for all that this client does (5.1).
    /// Errors: NotFound (no root: initialise() first), Corrupt or Untrusted (the root kept here is
    /// damaged), Io. Other damaged metadata counts as absent.
    static Result<Client> open(TrustedFiles& trusted, MetadataSource& source,
                               std::chrono::sys_seconds reference_time, const Limits& limits = {});
    /// Trusts `root_bytes`, whatever was trusted before: whoever calls has compared the
    /// fingerprint. The root must be signed by its own keys; it may have expired. Metadata of an
    /// earlier root is removed. Errors: Corrupt, Unsupported, Untrusted, Io.
    static Result<void> initialise(TrustedFiles& trusted, std::string_view root_bytes);

    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    ~Client();

    /// Brings root, timestamp, snapshot and targets up to date (5.3 to 5.6.6), saving each as soon
    /// as it is trusted. Errors: Untrusted, Corrupt, Unsupported; Io, NotFound, Invalid as the
    /// source gives them.
    Result<void> refresh();
    /// Searches the roles in order of trust (5.6.7) and loads those on the way; nothing when none
    /// that is searched has it. Only after a successful refresh (Invalid). Errors as refresh().
    Result<std::optional<TargetFile>> find_target(const std::string& path);
    /// Every target that find_target would give, by path. A role that cannot be trusted takes only
    /// its own targets along (see skipped()). Errors: Invalid; Io; Untrusted (TooMany).
    Result<std::vector<TargetFile>> list_targets();
    /// The roles that the last list_targets() could not trust, and why; NotDelegated: those to
    /// which "targets" delegates that also list what is not theirs, of which nothing is given.
    const std::vector<FaultReport>& skipped() const;

    const Root& root() const;
    /// The four top-level roles, so far as they are trusted, then the delegated ones in use.
    std::vector<RoleFacts> roles() const;
    /// The latest "issued" of the top-level metadata that is trusted, for TimeRatchet. One by which
    /// any of it would have expired does not count: so a stolen timestamp key cannot make the time
    /// overtake what the keys that are kept offline have signed.
    std::optional<std::chrono::sys_seconds> issued() const;
    /// Why the last call failed; None after one that succeeded.
    const FaultReport& fault() const;

  private:
    class Workflow;
    explicit Client(std::unique_ptr<Workflow> workflow);
    std::unique_ptr<Workflow> workflow_;
};

}  // namespace sen::trust
