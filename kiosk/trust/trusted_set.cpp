// SPDX-License-Identifier: Apache-2.0
#include "trust/trusted_set.h"

#include <algorithm>

#include "trust/hashes.h"
#include "trust/utc_time.h"

namespace sen::trust {

namespace {
FaultReport report(TrustFault fault, const std::string& role) {
    return {fault, role, 0, 0, {}};
}
}  // namespace

tl::unexpected<Error> TrustedSet::refuse(FaultReport report, Error error) {
    auto refusal = add_context(std::move(error), "{}", report.role);
    fault_ = std::move(report);
    return refusal;
}

tl::unexpected<Error> TrustedSet::refuse_rollback(const std::string& role, std::uint64_t trusted,
                                                  std::uint64_t offered) {
    return refuse({TrustFault::Rollback, role, trusted, offered, {}},
                  {ErrorKind::Untrusted,
                   fmt::format("version {} is older than {}, which is trusted", offered, trusted)});
}

template <class Metadata>
Result<Metadata> TrustedSet::parse(const std::string& role, std::string_view bytes) {
    auto metadata = Metadata::parse(bytes);
    if (metadata) return metadata;
    const bool is_unsupported = metadata.error().kind == ErrorKind::Unsupported;
    return refuse(report(is_unsupported ? TrustFault::Unsupported : TrustFault::Malformed, role),
                  metadata.error());
}

Result<void> TrustedSet::expect_version(const std::string& role, std::uint64_t expected,
                                        std::uint64_t offered) {
    if (offered == expected) return {};
    return refuse(
        {TrustFault::WrongVersion, role, expected, offered, {}},
        {ErrorKind::Untrusted, fmt::format("version {} instead of {}", offered, expected)});
}

Result<void> TrustedSet::expect_listed(const std::string& role, const MetaFile& meta,
                                       std::string_view bytes) {
    if (meta.length && *meta.length != bytes.size())
        return refuse(report(TrustFault::Mismatch, role),
                      {ErrorKind::Untrusted,
                       fmt::format("{} bytes instead of {}", bytes.size(), *meta.length)});
    if (meta.hashes.empty()) return {};
    const auto same = check_hashes(meta.hashes, bytes);
    if (!same) return refuse(report(TrustFault::Mismatch, role), same.error());
    return {};
}

Result<void> TrustedSet::expect_fresh(const std::string& role, const Envelope& envelope) {
    if (!envelope.is_expired(now_)) return {};
    return refuse({TrustFault::Expired, role, 0, 0, envelope.expires},
                  {ErrorKind::Untrusted, "expired on " + format_utc(envelope.expires)});
}

Result<std::vector<std::string>> TrustedSet::expect_signed(const std::string& role,
                                                           const RoleKeys& keys,
                                                           const KeyTable& table,
                                                           const Envelope& envelope) {
    auto signers = check_threshold(keys, table, envelope);
    if (!signers) return refuse(report(TrustFault::BadSignature, role), signers.error());
    return signers;
}

Result<std::vector<std::string>> TrustedSet::expect_signed(const std::string& role,
                                                           const std::string& delegator,
                                                           const Envelope& envelope) {
    if (delegator == kRoot) return expect_signed(role, root_.role(role), root_.keys, envelope);
    const auto parent = targets_.find(delegator);
    if (parent != targets_.end())
        for (const auto& delegation : parent->second.targets.delegations)
            if (delegation.name == role)
                return expect_signed(role, delegation.keys, parent->second.targets.keys, envelope);
    return refuse(report(TrustFault::BadSignature, role),
                  {ErrorKind::Untrusted, "nobody trusted delegates to it"});
}

Result<TrustedSet> TrustedSet::create(std::string_view bytes, std::chrono::sys_seconds now) {
    auto root = Root::parse(bytes);
    if (!root) return add_context(root.error(), "root");
    if (const auto is_signed = check_threshold(root->role(kRoot), root->keys, *root); !is_signed)
        return add_context(is_signed.error(), "root");
    return TrustedSet(std::move(*root), now);
}

Result<bool> TrustedSet::update_root(std::string_view bytes) {
    SEN_TRY(auto root, parse<Root>(kRoot, bytes));
    // 5.3.4: by the old keys and by the new ones.
    SEN_CHECK(expect_signed(kRoot, root_.role(kRoot), root_.keys, root));
    SEN_CHECK(expect_signed(kRoot, root.role(kRoot), root.keys, root));
    // 5.3.5. A file N+1 that holds version N is refused too: the workflow would pass over it, but
    // it is not what it is called, and no repository writes it.
    if (root.version < root_.version) return refuse_rollback(kRoot, root_.version, root.version);
    SEN_CHECK(expect_version(kRoot, root_.version + 1, root.version));
    // 5.3.11, at each step: keys that go and come back in two steps were rotated all the same.
    const auto is_rotated = [&](const char* role) {
        return has_lost_a_key(root_.role(role), root_.keys, root.role(role), root.keys);
    };
    const bool must_forget = is_rotated(kTimestamp) || is_rotated(kSnapshot);
    if (must_forget) {
        timestamp_.reset();
        snapshot_.reset();
    }
    root_ = std::move(root);
    return must_forget;
}

Result<void> TrustedSet::finish_roots() {
    SEN_CHECK(expect_fresh(kRoot, root_));
    const auto is_signed = [&](const char* role, const Envelope& envelope) {
        return check_threshold(root_.role(role), root_.keys, envelope).has_value();
    };
    if (timestamp_ && !is_signed(kTimestamp, *timestamp_)) timestamp_.reset();
    if (snapshot_ && !is_signed(kSnapshot, *snapshot_)) snapshot_.reset();
    return {};
}

Result<void> TrustedSet::load_timestamp(std::string_view bytes) {
    SEN_TRY(auto timestamp, parse<Timestamp>(kTimestamp, bytes));
    SEN_CHECK(expect_signed(kTimestamp, kRoot, timestamp));
    timestamp_ = std::move(timestamp);
    return {};
}

Result<void> TrustedSet::load_snapshot(std::string_view bytes) {
    SEN_TRY(auto snapshot, parse<Snapshot>(kSnapshot, bytes));
    SEN_CHECK(expect_signed(kSnapshot, kRoot, snapshot));
    snapshot_ = std::move(snapshot);
    return {};
}

Result<void> TrustedSet::load_targets(std::string_view bytes) {
    SEN_TRY(auto targets, parse<Targets>(kTargets, bytes));
    SEN_TRY(auto signers, expect_signed(kTargets, kRoot, targets));
    targets_[kTargets] = {std::move(targets), {{kRoot, std::move(signers)}}};
    return {};
}

Result<bool> TrustedSet::update_timestamp(std::string_view bytes) {
    SEN_TRY(auto timestamp, parse<Timestamp>(kTimestamp, bytes));
    SEN_CHECK(expect_signed(kTimestamp, kRoot, timestamp));  // 5.4.2
    if (timestamp_) {
        if (timestamp.version < timestamp_->version)  // 5.4.3.1
            return refuse_rollback(kTimestamp, timestamp_->version, timestamp.version);
        if (timestamp.version == timestamp_->version) {
            // A run may have ended before the snapshot came, so the update goes on from here.
            SEN_CHECK(expect_fresh(kTimestamp, *timestamp_));
            return false;
        }
        if (timestamp.snapshot.version < timestamp_->snapshot.version)  // 5.4.3.2
            return refuse_rollback(kSnapshot, timestamp_->snapshot.version,
                                   timestamp.snapshot.version);
    }
    // 4.3, VERSION: never less than what is trusted; it holds also where the timestamp was lost.
    if (snapshot_ && timestamp.snapshot.version < snapshot_->version)
        return refuse_rollback(kSnapshot, snapshot_->version, timestamp.snapshot.version);
    SEN_CHECK(expect_fresh(kTimestamp, timestamp));  // 5.4.4
    timestamp_ = std::move(timestamp);
    return true;
}

Result<void> TrustedSet::update_snapshot(std::string_view bytes) {
    if (!timestamp_) return fail(ErrorKind::Invalid, "a snapshot needs a trusted timestamp");
    SEN_CHECK(expect_listed(kSnapshot, timestamp_->snapshot, bytes));  // 5.5.2
    SEN_TRY(auto snapshot, parse<Snapshot>(kSnapshot, bytes));
    SEN_CHECK(expect_signed(kSnapshot, kRoot, snapshot));                                  // 5.5.3
    SEN_CHECK(expect_version(kSnapshot, timestamp_->snapshot.version, snapshot.version));  // 5.5.4
    if (snapshot_) {                                                                       // 5.5.5
        for (const auto& [name, trusted] : snapshot_->meta) {
            const auto offered = snapshot.meta.find(name);
            const auto version = offered == snapshot.meta.end() ? 0 : offered->second.version;
            if (version < trusted.version)
                return refuse_rollback(name.substr(0, name.rfind(".json")), trusted.version,
                                       version);
        }
    }
    SEN_CHECK(expect_fresh(kSnapshot, snapshot));  // 5.5.6
    snapshot_ = std::move(snapshot);
    targets_.clear();
    return {};
}

Result<MetaFile> TrustedSet::meta_of(const std::string& role) {
    if (!snapshot_) return fail(ErrorKind::Invalid, "targets need a trusted snapshot");
    const auto meta = snapshot_->meta.find(role + ".json");
    if (meta == snapshot_->meta.end())
        return refuse(report(TrustFault::NotListed, role),
                      {ErrorKind::Untrusted, "the snapshot does not list it"});
    return meta->second;
}

Result<const Targets*> TrustedSet::update_targets(const std::string& role,
                                                  const std::string& delegator,
                                                  std::string_view bytes) {
    SEN_TRY(const auto meta, meta_of(role));
    SEN_CHECK(expect_listed(role, meta, bytes));  // 5.6.2
    SEN_TRY(auto targets, parse<Targets>(role, bytes));
    SEN_TRY(auto signers, expect_signed(role, delegator, targets));  // 5.6.3
    SEN_CHECK(expect_version(role, meta.version, targets.version));  // 5.6.4
    SEN_CHECK(expect_fresh(role, targets));                          // 5.6.5
    auto& loaded = targets_[role];
    loaded = {std::move(targets), {{delegator, std::move(signers)}}};
    return &loaded.targets;
}

Result<const Targets*> TrustedSet::find_targets(const std::string& role,
                                                const std::string& delegator) {
    const auto loaded = targets_.find(role);
    if (loaded == targets_.end()) return nullptr;
    auto& [targets, signers] = loaded->second;
    if (!signers.contains(delegator)) {
        // Two roles may delegate to one name with different keys; the file is one. A client that
        // remembers only "verified" would take it from whoever was asked first.
        SEN_TRY(signers[delegator], expect_signed(role, delegator, targets));
    }
    return &targets;
}

}  // namespace sen::trust
