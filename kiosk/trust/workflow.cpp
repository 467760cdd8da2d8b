// SPDX-License-Identifier: Apache-2.0
#include "trust/workflow.h"

#include <algorithm>
#include <set>

#include "trust/delegation_walk.h"
#include "trust/file_names.h"
#include "trust/time_ratchet.h"

namespace sen::trust {

namespace {
/// In steps, about: what it costs to check a signature, and to make a key out of its text.
constexpr std::uint64_t kSignatureSteps = 10'000, kKeySteps = 5'000;

std::uint64_t cost_of_loading(const Targets& targets) {
    return targets.signed_bytes.size() + targets.signatures.size() * kSignatureSteps +
           targets.keys.size() * kKeySteps;
}

FaultReport report(TrustFault fault, const std::string& role) {
    return {fault, role, 0, 0, {}};
}
}  // namespace

Result<std::string> Client::Workflow::load_file(const std::string& role) {
    auto bytes = files_.load(trusted_file_name(role));
    if (!bytes && bytes.error().kind != ErrorKind::NotFound) {
        fault_ = report(TrustFault::StorageFailed, role);
        return add_context(bytes.error(), "the trusted {}", role);
    }
    return bytes;
}

Result<void> Client::Workflow::save_file(const std::string& role, std::string_view bytes) {
    const auto saved = files_.save(trusted_file_name(role), bytes);
    if (saved) return {};
    fault_ = report(TrustFault::StorageFailed, role);
    return add_context(saved.error(), "the trusted {}", role);
}

Result<void> Client::Workflow::remove_file(const std::string& name) {
    const auto removed = files_.remove(name);
    if (removed) return {};
    fault_ = report(TrustFault::StorageFailed, kRoot);
    return add_context(removed.error(), "the trusted {}", name);
}

Result<std::string> Client::Workflow::fetch(const std::string& role, const std::string& name,
                                            std::uint64_t limit) {
    auto bytes = source_.fetch(name, limit);
    if (bytes && bytes->size() > limit)
        bytes = fail(ErrorKind::Invalid, "longer than {} bytes", limit);
    if (bytes) return bytes;
    const bool is_too_long = bytes.error().kind == ErrorKind::Invalid;
    fault_ = report(is_too_long ? TrustFault::TooLong : TrustFault::SourceFailed, role);
    return add_context(bytes.error(), "{}", name);
}

Result<std::string> Client::Workflow::fetch_listed(const std::string& role, const MetaFile& meta,
                                                   std::uint64_t limit_without_length) {
    if (meta.length.value_or(0) > limits_.declared_bytes) {
        fault_ = report(TrustFault::TooLong, role);
        return fail(ErrorKind::Invalid, "{}: {} bytes are more than this program reads", role,
                    *meta.length);
    }
    std::optional<std::uint64_t> version;
    if (set_.root().is_consistent_snapshot) version = meta.version;
    return fetch(role, metadata_file_name(role, version),
                 meta.length.value_or(limit_without_length));
}

Result<void> Client::Workflow::load() {
    const auto load_role = [&](const char* role, auto load_bytes) -> Result<void> {
        const auto bytes = load_file(role);
        if (!bytes && bytes.error().kind == ErrorKind::NotFound) return {};
        if (!bytes) return tl::unexpected(bytes.error());
        // What is damaged counts as absent: the source has it anew.
        static_cast<void>((set_.*load_bytes)(*bytes));
        return {};
    };
    SEN_CHECK(load_role(kTimestamp, &TrustedSet::load_timestamp));
    SEN_CHECK(load_role(kSnapshot, &TrustedSet::load_snapshot));
    return load_role(kTargets, &TrustedSet::load_targets);
}

Result<void> Client::Workflow::refresh() {
    is_fresh_ = false;
    SEN_CHECK(update_all());
    is_fresh_ = true;
    fault_ = {};
    return {};
}

Result<void> Client::Workflow::update_all() {
    SEN_CHECK(update_roots());
    SEN_CHECK(update_timestamp());
    SEN_CHECK(update_snapshot());
    SEN_CHECK(targets_of(kTargets, kRoot));  // 5.6.1 to 5.6.6
    return {};
}

Result<void> Client::Workflow::update_roots() {
    for (int count = 0; count < limits_.roots; ++count) {  // 5.3.3
        const auto name = metadata_file_name(kRoot, set_.root().version + 1);
        const auto bytes = fetch(kRoot, name, limits_.root_bytes);
        if (!bytes && bytes.error().kind == ErrorKind::NotFound) break;
        if (!bytes) return tl::unexpected(bytes.error());
        SEN_TRY(const bool must_forget, noted(set_.update_root(*bytes)));
        // 5.3.11 before 5.3.8: were the root saved first, a cut in between would leave versions
        // that nobody can undercut and no sign that they are to go.
        if (must_forget) {
            SEN_CHECK(remove_file(trusted_file_name(kTimestamp)));
            SEN_CHECK(remove_file(trusted_file_name(kSnapshot)));
            SEN_CHECK(remove_file(kTimeFile));  // who held those keys may have moved the time too
        }
        SEN_CHECK(save_file(kRoot, *bytes));  // 5.3.8
    }
    return noted(set_.finish_roots());
}

Result<void> Client::Workflow::update_timestamp() {
    SEN_TRY(const auto bytes,
            fetch(kTimestamp, metadata_file_name(kTimestamp, {}), limits_.timestamp_bytes));
    SEN_TRY(const bool is_new, noted(set_.update_timestamp(bytes)));
    return is_new ? save_file(kTimestamp, bytes) : Result<void>();  // 5.4.5
}

Result<void> Client::Workflow::update_snapshot() {
    const auto kept = load_file(kSnapshot);
    if (kept && set_.update_snapshot(*kept)) return {};
    if (!kept && kept.error().kind != ErrorKind::NotFound) return tl::unexpected(kept.error());
    const auto meta = set_.timestamp()->snapshot;
    SEN_TRY(const auto bytes, fetch_listed(kSnapshot, meta, limits_.snapshot_bytes));  // 5.5.1
    SEN_CHECK(noted(set_.update_snapshot(bytes)));
    return save_file(kSnapshot, bytes);  // 5.5.7
}

Result<const Targets*> Client::Workflow::targets_of(const std::string& role,
                                                    const std::string& delegator) {
    SEN_TRY(const auto* known, noted(set_.find_targets(role, delegator)));
    if (known != nullptr) return known;
    SEN_TRY(const auto meta, noted(set_.meta_of(role)));
    const auto kept = load_file(role);
    if (!kept && kept.error().kind != ErrorKind::NotFound) return tl::unexpected(kept.error());
    if (kept) {
        const auto trusted = set_.update_targets(role, delegator, *kept);
        if (trusted) return trusted;
    }
    SEN_TRY(const auto bytes, fetch_listed(role, meta, limits_.targets_bytes));  // 5.6.1
    SEN_TRY(const auto* trusted, noted(set_.update_targets(role, delegator, bytes)));
    SEN_CHECK(save_file(role, bytes));  // 5.6.6
    return trusted;
}

Result<std::optional<TargetFile>> Client::Workflow::find_target(const std::string& path) {
    if (!is_fresh_) return fail(ErrorKind::Invalid, "targets are searched only after a refresh");
    SearchCost cost(limits_.search_steps);
    std::string spent_branch;
    auto found = search_target(
        path, kTargets, limits_.searched_roles,
        [&](const std::string& role, const std::string& delegator) {
            return targets_of(role, delegator);
        },
        cost, spent_branch);
    if (!spent_branch.empty()) fault_ = report(TrustFault::TooMany, spent_branch);
    if (found) fault_ = {};
    return found;
}

void Client::Workflow::skip(FaultReport fault) {
    const auto is_known = [&](const FaultReport& known) { return known.role == fault.role; };
    if (std::none_of(skipped_.begin(), skipped_.end(), is_known))
        skipped_.push_back(std::move(fault));
}

Result<const Targets*> Client::Workflow::listed_targets_of(const Edge& edge,
                                                           std::map<Edge, Error>& untrusted) {
    const auto known = untrusted.find(edge);
    if (known != untrusted.end()) return tl::unexpected(known->second);
    auto targets = targets_of(edge.first, edge.second);
    if (!targets && targets.error().kind != ErrorKind::Io) {
        skip(fault_);
        untrusted.emplace(edge, targets.error());
    }
    return targets;
}

/// Whether a role to which "targets" delegates lists a path that it was not given.
bool Client::Workflow::is_foreign(const Edge& edge, const std::string& path, StepBudget& budget) {
    if (edge.second != kTargets) return false;
    const auto top = set_.find_targets(kTargets, kRoot);
    if (!top || *top == nullptr) return false;
    const auto& delegations = (*top)->delegations;
    const bool is_given =
        std::any_of(delegations.begin(), delegations.end(), [&](const auto& delegation) {
            return delegation.name == edge.first && delegation.matches(path, budget);
        });
    return !is_given && !budget.is_spent();
}

Result<void> Client::Workflow::list_role(const Edge& edge, const std::string& branch,
                                         Listing& listing) {
    auto& budget = listing.cost.of(branch);
    if (budget.is_spent()) {
        skip(report(TrustFault::TooMany, branch));
        return {};
    }
    SEN_TRY(const auto* targets, listed_targets_of(edge, listing.untrusted));
    if (branch != kTargets) budget.spend(cost_of_loading(*targets));
    if (targets->targets.size() > limits_.listed_targets) {
        skip(report(TrustFault::TooMany, edge.first));
        return {};
    }
    for (const auto& entry : targets->targets) {
        const auto& path = entry.first;
        if (is_foreign(edge, path, budget)) listing.foreign.insert(edge.first);
        if (listing.found.contains(path)) continue;
        std::string spent_branch;
        const auto target = search_target(
            path, branch, limits_.searched_roles,
            [&](const std::string& role, const std::string& delegator) {
                return listed_targets_of({role, delegator}, listing.untrusted);
            },
            listing.cost, spent_branch);
        if (!spent_branch.empty()) skip(report(TrustFault::TooMany, spent_branch));
        if (spent_branch == branch) return {};
        if (!target && target.error().kind == ErrorKind::Io) return tl::unexpected(target.error());
        // Another role's entry counts when its own turn comes, within its own bound.
        if (target && *target && (*target)->role == edge.first)
            listing.found.emplace(path, **target);
    }
    return {};
}

Result<std::vector<TargetFile>> Client::Workflow::list_targets() {
    if (!is_fresh_) return fail(ErrorKind::Invalid, "targets are listed only after a refresh");
    skipped_.clear();
    Listing listing{{}, {}, {}, SearchCost(limits_.search_steps)};
    // Breadth first: what one role delegates to endlessly comes after all that stand beside it.
    std::vector<Edge> edges{{kTargets, kRoot}};
    std::vector<std::string> branches{kTargets};  // of each edge
    std::set<Edge> seen(edges.begin(), edges.end());
    for (std::size_t next = 0; next < edges.size(); ++next) {
        const auto edge = edges[next];
        const auto branch = branches[next];
        const auto listed = list_role(edge, branch, listing);
        if (!listed && listed.error().kind == ErrorKind::Io) return tl::unexpected(listed.error());
        if (!listed || (listing.cost.of(branch).is_spent() && branch != kTargets)) continue;
        SEN_TRY(const auto* targets, listed_targets_of(edge, listing.untrusted));
        for (const auto& delegation : targets->delegations) {
            const Edge further{delegation.name, edge.first};
            if (seen.contains(further)) continue;
            if (edges.size() >= static_cast<std::size_t>(limits_.listed_roles)) {
                skip(report(TrustFault::TooMany, delegation.name));
                break;
            }
            seen.insert(further);
            edges.push_back(further);
            branches.push_back(edge.first == kTargets ? delegation.name : branch);
        }
    }
    // Somebody else may have given it to them.
    for (const auto& edge : edges)
        if (edge.second != kTargets) listing.foreign.erase(edge.first);
    for (const auto& role : listing.foreign) skip(report(TrustFault::NotDelegated, role));
    fault_ = {};
    std::vector<TargetFile> targets;
    for (auto& entry : listing.found) targets.push_back(std::move(entry.second));
    return targets;
}

}  // namespace sen::trust
