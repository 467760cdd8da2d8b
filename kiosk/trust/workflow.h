// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "trust/client.h"
#include "trust/trusted_set.h"

namespace sen::trust {

/// What Client does: fetches what the rules of TrustedSet ask for, and keeps what they trust.
class Client::Workflow {
  public:
    Workflow(TrustedFiles& files, MetadataSource& source, TrustedSet set, const Limits& limits)
        : files_(files), source_(source), set_(std::move(set)), limits_(limits) {}

    /// What was trusted in earlier runs, so far as it is whole.
    Result<void> load();
    Result<void> refresh();
    Result<std::optional<TargetFile>> find_target(const std::string& path);
    Result<std::vector<TargetFile>> list_targets();

    const TrustedSet& set() const { return set_; }
    const FaultReport& fault() const { return fault_; }
    const std::vector<FaultReport>& skipped() const { return skipped_; }

  private:
    /// A role and who delegates to it.
    using Edge = std::pair<std::string, std::string>;

    Result<void> update_all();
    Result<void> update_roots();
    Result<void> update_timestamp();
    Result<void> update_snapshot();
    /// Of any role of targets metadata: from memory, from the files, from the source.
    Result<const Targets*> targets_of(const std::string& role, const std::string& delegator);
    Result<const Targets*> listed_targets_of(const Edge& edge, std::map<Edge, Error>& untrusted);
    /// What one list_targets() knows on its way.
    struct Listing {
        std::map<Edge, Error> untrusted;
        std::map<std::string, TargetFile> found;
        std::set<std::string> foreign;  ///< roles that list what "targets" did not give them
        SearchCost cost;
    };
    Result<void> list_role(const Edge& edge, const std::string& branch, Listing& listing);
    bool is_foreign(const Edge& edge, const std::string& path, StepBudget& budget);
    void skip(FaultReport fault);

    Result<std::string> load_file(const std::string& role);
    Result<void> save_file(const std::string& role, std::string_view bytes);
    Result<void> remove_file(const std::string& name);
    /// A role's file: of `version` where the repository has consistent snapshots (6.2).
    Result<std::string> fetch_listed(const std::string& role, const MetaFile& meta,
                                     std::uint64_t limit_without_length);
    Result<std::string> fetch(const std::string& role, const std::string& name,
                              std::uint64_t limit);
    /// Takes the set's report over.
    template <class T>
    Result<T> noted(Result<T> result) {
        if (!result) fault_ = set_.fault();
        return result;
    }

    TrustedFiles& files_;
    MetadataSource& source_;
    TrustedSet set_;
    Limits limits_;
    bool is_fresh_ = false;  // the last refresh() succeeded
    FaultReport fault_;
    std::vector<FaultReport> skipped_;
};

}  // namespace sen::trust
