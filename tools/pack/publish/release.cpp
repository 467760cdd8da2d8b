// SPDX-License-Identifier: Apache-2.0
#include "release.h"

#include <algorithm>

#include "base/file.h"
#include "client_check.h"
#include "draft_check.h"
#include "pack_draft.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

/// The expiry that lasts as long as that of the version before.
Day next_expiry(const std::optional<Metadata>& before, const ReleaseRequest& request, Day date) {
    if (request.has_offline_kiosks) return months_after(date, kOfflineMonths);
    if (before && before->issued() && before->expires() && *before->expires() > *before->issued())
        return date + (*before->expires() - *before->issued());
    return date + std::chrono::days(kFreshDays);
}

Result<void> sign_fully(Metadata& metadata, const std::string& role, const RoleKeys& allowed,
                        const std::vector<trust::PrivateKey>& keys, RefusalLog& refusals) {
    for (const auto& key : keys)
        if (const auto name = allowed.name_of(key.public_key()))
            SEN_CHECK(metadata.sign(key, *name));
    if (metadata.is_signed_by(allowed)) return {};
    return refusals.refuse(ErrorKind::Untrusted, "publish_release_key", {{"role", role}});
}

/// One file's entry in "meta"; fields that other tools have put there are brought up to date. Of a
/// version that is listed already nothing is touched: its file may be spelt otherwise than ours.
void set_meta(Json& meta, const std::string& name, const Metadata& file) {
    Json& entry = meta[name];
    if (entry.is_object() && entry.contains("version") && entry["version"] == file.version())
        return;
    if (entry.is_object() && entry.contains("length")) entry["length"] = file.bytes().size();
    if (entry.is_object() && entry.contains("hashes"))
        entry["hashes"] = fact_of(file.bytes()).hashes;
    entry["version"] = file.version();
}

class Release {
  public:
    Release(Desk& desk, const ReleaseRequest& request, const std::vector<trust::PrivateKey>& keys)
        : desk_(desk), request_(request), keys_(keys), state_(desk.released()) {}

    Result<ReleaseReport> run() {
        SEN_CHECK(desk_.require_root());
        SEN_CHECK(choose());
        if (chosen_.empty() && !request_.is_renewal && !is_timestamp_old()) return report_;
        for (const std::string& role : chosen_) {
            const Draft& draft = desk_.drafts().at(role);
            SEN_CHECK(desk_.check_version(draft));
            SEN_CHECK(check_date(draft));
            state_.set(role, draft.metadata);
        }
        SEN_CHECK(check_signatures(desk_, state_));
        SEN_CHECK(check_contents(desk_, state_, chosen_));
        SEN_CHECK(make_snapshot());
        SEN_CHECK(make_timestamp());
        SEN_CHECK(check_with_client(desk_, state_, new_roles()));
        SEN_CHECK(publish());
        report_.is_new = true;
        report_.released.assign(chosen_.begin(), chosen_.end());
        report_.snapshot = state_.snapshot->version();
        return report_;
    }

  private:
    Result<void> choose() {
        for (const std::string& role : request_.roles)
            if (!desk_.drafts().contains(role))
                return desk_.refusals().refuse(ErrorKind::NotFound, "publish_no_draft_of",
                                               {{"role", role}});
        for (const auto& [role, draft] : desk_.drafts()) {
            const bool is_named = request_.roles.contains(role);
            const std::size_t missing = draft.missing_signatures();
            if (missing == 0 && (is_named || request_.roles.empty())) chosen_.insert(role);
            if (missing > 0) report_.waiting.emplace(role, missing);
            if (missing > 0 && is_named) return refuse_unsigned(role, missing);
        }
        if (chosen_.empty() && !request_.is_renewal && !report_.waiting.empty())
            return refuse_unsigned(report_.waiting.begin()->first, report_.waiting.begin()->second);
        return {};
    }

    tl::unexpected<Error> refuse_unsigned(const std::string& role, std::size_t missing) {
        return desk_.refusals().refuse(ErrorKind::Untrusted, "publish_unsigned",
                                       {{"role", role}, {"count", std::to_string(missing)}});
    }

    /// A run that died between root and timestamp.
    bool is_timestamp_old() const {
        const auto& timestamp = desk_.released().timestamp;
        if (!timestamp) return false;
        const Json& content = timestamp->content();
        return content.contains("root_version") &&
               content["root_version"] != desk_.released().root->version();
    }

    Result<void> check_date(const Draft& draft) const {
        const auto issued = draft.metadata.issued();
        if (!issued || *issued <= desk_.date()) return {};
        return desk_.refusals().refuse(
            ErrorKind::Invalid, "publish_clock_back",
            {{"date", day_text(desk_.date())}, {"last", day_text(*issued)}});
    }

    Result<void> make_snapshot() {
        const auto& before = desk_.released().snapshot;
        Metadata snapshot = before ? *before : Metadata::create("snapshot");
        Json content = snapshot.content();
        Json& meta = content["meta"];
        set_meta(meta, "targets.json", *state_.targets);
        for (const auto& [role, metadata] : state_.delegated)
            set_meta(meta, role + ".json", metadata);
        const RoleKeys allowed = state_.keys_of("snapshot");
        if (before && !request_.is_renewal && meta == before->content().value("meta", Json()) &&
            before->is_signed_by(allowed))
            return {};
        snapshot.edit()["meta"] = meta;
        snapshot.set_version(before ? before->version() + 1 : 1);
        snapshot.set_days(desk_.date(), next_expiry(before, request_, desk_.date()));
        SEN_CHECK(sign_fully(snapshot, "snapshot", allowed, keys_, desk_.refusals()));
        state_.snapshot = std::move(snapshot);
        is_snapshot_new_ = true;
        return {};
    }

    Result<void> make_timestamp() {
        const auto& before = desk_.released().timestamp;
        Metadata timestamp = before ? *before : Metadata::create("timestamp");
        Json& content = timestamp.edit();
        if (is_snapshot_new_) {
            const std::string bytes = state_.snapshot->bytes();
            content["meta"]["snapshot.json"] = {{"version", state_.snapshot->version()},
                                                {"length", bytes.size()},
                                                {"hashes", fact_of(bytes).hashes}};
        }
        // A root is not listed anywhere; this tells the next run whether its timestamp has come.
        content["root_version"] = state_.root->version();
        timestamp.set_version(before ? before->version() + 1 : 1);
        timestamp.set_days(desk_.date(), next_expiry(before, request_, desk_.date()));
        SEN_CHECK(sign_fully(timestamp, "timestamp", state_.keys_of("timestamp"), keys_,
                             desk_.refusals()));
        state_.timestamp = std::move(timestamp);
        return {};
    }

    /// Whose files are not in the repository yet.
    std::set<std::string> new_roles() const {
        std::set<std::string> roles = chosen_;
        roles.insert("timestamp");
        if (is_snapshot_new_) roles.insert("snapshot");
        return roles;
    }

    Result<void> publish() {
        for (const std::string& role : chosen_) SEN_CHECK(move_files(role));
        SEN_CHECK(desk_.writer().flush());
        for (const std::string& role : chosen_) SEN_CHECK(put_targets(role));
        for (const std::string& role : chosen_)
            if (role != "root" && role != "targets") SEN_CHECK(put(role));
        if (chosen_.contains("targets")) SEN_CHECK(put("targets"));
        if (is_snapshot_new_) SEN_CHECK(put("snapshot"));
        if (chosen_.contains("root")) SEN_CHECK(put("root"));
        SEN_CHECK(put("timestamp"));
        for (const std::string& role : chosen_) SEN_CHECK(desk_.discard(role));
        return {};
    }

    Result<void> put(const std::string& role) {
        const Metadata& metadata = *state_.find(role);
        return desk_.writer().put(tree::metadata_file(role, metadata.version()), metadata.bytes());
    }

    /// What the draft's manifests name, and their deltas; other files of the folder were not
    /// signed.
    Result<void> move_files(const std::string& role) {
        const std::string from = draft_files::folder_of(role);
        const fs::path folder = desk_.directory() / from;
        std::set<std::string> files;
        for (const std::string& bytes : drafted_targets(role)) {
            const auto manifest = store::Manifest::parse(bytes);
            if (!manifest) continue;  // a list of what is withdrawn
            for (const auto& entry : manifest->objects)
                files.insert(tree::object_file(entry.object));
            for (const Digest& fresh : {sha256(bytes), manifest->catalogue})
                add_deltas(folder, fresh, files);
        }
        std::error_code error;
        for (const std::string& file : files)
            if (fs::exists(folder / file, error)) SEN_CHECK(desk_.writer().move(file, from));
        return {};
    }

    static void add_deltas(const fs::path& folder, const Digest& fresh,
                           std::set<std::string>& files) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder / tree::kDeltas, error))
            if (const std::string name = entry.path().filename(); name.starts_with(fresh.hex()))
                files.insert(fmt::format("{}/{}", tree::kDeltas, name));
    }

    std::vector<std::string> drafted_targets(const std::string& role) const {
        std::vector<std::string> all;
        if (role == "root") return all;
        for (const auto& [target_path, fact] : targets_of(desk_.drafts().at(role).metadata))
            if (auto bytes = read_target(desk_.directory() / draft_files::folder_of(role),
                                         target_path, fact))
                all.push_back(*std::move(bytes));
        return all;
    }

    Result<void> put_targets(const std::string& role) {
        if (role == "root") return {};
        for (const auto& [target_path, fact] : targets_of(desk_.drafts().at(role).metadata)) {
            const auto bytes =
                read_target(desk_.directory() / draft_files::folder_of(role), target_path, fact);
            if (bytes)
                SEN_CHECK(
                    desk_.writer().put(tree::target_file(target_path, name_hash(fact)), *bytes));
        }
        return {};
    }

    Desk& desk_;
    const ReleaseRequest& request_;
    const std::vector<trust::PrivateKey>& keys_;
    RepositoryState state_;
    std::set<std::string> chosen_;
    bool is_snapshot_new_ = false;
    ReleaseReport report_;
};

}  // namespace

Result<ReleaseReport> release(Desk& desk, const ReleaseRequest& request,
                              const std::vector<trust::PrivateKey>& keys) {
    return Release(desk, request, keys).run();
}

}  // namespace sen::pack
