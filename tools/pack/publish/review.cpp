// SPDX-License-Identifier: Apache-2.0
#include "review.h"

#include <algorithm>
#include <set>

#include "pack_draft.h"
#include "withdrawal.h"

namespace sen::pack {
namespace {

using Kind = RoleChange::Kind;

/// The roles whose keys a root or targets metadata names.
std::set<std::string> named_roles(const Metadata* metadata) {
    std::set<std::string> names;
    if (metadata == nullptr) return names;
    const Json& content = metadata->content();
    if (metadata->type() == "root") {
        const Json roles = content.value("roles", Json::object());
        for (const auto& item : roles.items()) names.insert(item.key());
        return names;
    }
    const Json delegations = content.value("delegations", Json::object());
    for (const Json& role : delegations.value("roles", Json::array()))
        if (role.is_object() && role.value("name", Json()).is_string())
            names.insert(role["name"].get<std::string>());
    return names;
}

bool has_key(const RoleKeys& keys, const RoleKeys::Named& wanted) {
    return keys.name_of(wanted.key).has_value();
}

void compare_keys(const std::string& role, const RoleKeys& old, const RoleKeys& fresh,
                  std::vector<RoleChange>& changes) {
    for (const auto& named : fresh.keys)
        if (!has_key(old, named))
            changes.push_back({Kind::KeyAdded, role, fingerprint_of(named.key)});
    for (const auto& named : old.keys)
        if (!has_key(fresh, named))
            changes.push_back({Kind::KeyRemoved, role, fingerprint_of(named.key)});
    if (old.threshold != fresh.threshold)
        changes.push_back({Kind::Threshold, role, std::to_string(fresh.threshold)});
}

void compare_roles(const Metadata* old, const Metadata& fresh, std::vector<RoleChange>& changes) {
    const auto before = named_roles(old), after = named_roles(&fresh);
    const bool is_root = fresh.type() == "root";
    for (const auto& role : after) {
        if (!is_root && !before.contains(role))
            changes.push_back({Kind::Delegated, role, role + "/*"});
        compare_keys(role, old == nullptr ? RoleKeys{} : old->keys_of(role), fresh.keys_of(role),
                     changes);
    }
    for (const auto& role : before)
        if (!after.contains(role)) changes.push_back({Kind::Revoked, role, role + "/*"});
}

class Reviewer {
  public:
    Reviewer(const Desk& desk, const Draft& draft)
        : desk_(desk), draft_(draft), now_(desk.released().find(draft.role)) {}

    Result<Review> run() {
        review_.role = draft_.role;
        review_.version = draft_.metadata.version();
        review_.expires = draft_.metadata.expires();
        compare_roles(now_, draft_.metadata, review_.roles);
        const auto fresh = targets_of(draft_.metadata);
        const auto old = now_ == nullptr ? std::map<std::string, TargetFact>{} : targets_of(*now_);
        for (const auto& [target_path, fact] : fresh) {
            const auto before = old.find(target_path);
            const TargetFact* before_fact = before == old.end() ? nullptr : &before->second;
            if (before_fact == nullptr || !(*before_fact == fact))
                SEN_CHECK(compare_target(target_path, before_fact, fact));
        }
        for (const auto& entry : old)
            if (!fresh.contains(entry.first))
                review_.roles.push_back({Kind::PackGone, draft_.role, entry.first});
        return review_;
    }

  private:
    Result<void> compare_target(const std::string& target_path, const TargetFact* before,
                                const TargetFact& fact) {
        const auto bytes = read_planned_target(desk_, draft_.role, target_path, fact);
        if (!bytes) return refuse("publish_target_missing", target_path);
        const auto old = before == nullptr ? Result<std::string>(std::string())
                                           : read_target(desk_.directory(), target_path, *before);
        if (target_path.ends_with(kWithdrawnTarget))
            return compare_withdrawn(target_path, old ? *old : std::string(), *bytes);
        if (!is_manifest_target(target_path)) return {};
        SEN_TRY(auto after, version_of(*bytes, target_path));
        if (!old || old->empty()) return add(nullptr, after, target_path);
        SEN_TRY(const auto earlier, version_of(*old, target_path));
        return add(&earlier, after, target_path);
    }

    Result<void> add(const PackVersion* before, const PackVersion& after,
                     const std::string& target_path) {
        auto changes = compare(before, after);
        if (!changes) return refuse("publish_catalogue_unreadable", target_path);
        review_.packs.push_back(*std::move(changes));
        return {};
    }

    Result<PackVersion> version_of(const std::string& bytes, const std::string& target_path) const {
        auto manifest = store::Manifest::parse(bytes);
        if (!manifest) return refuse("publish_manifest_other", target_path);
        PackVersion version{*std::move(manifest), std::nullopt};
        for (const auto& entry : version.manifest.objects) {
            if (entry.object != version.manifest.catalogue) continue;
            const auto file =
                find_object(desk_.directory(), draft_.role, entry.object, entry.length);
            if (file.empty()) break;  // of an old version it may be pruned
            const auto open = open_file(file);
            const auto digest =
                open ? digest_file(*open) : Result<Digest>(tl::unexpected(open.error()));
            if (!digest || *digest != entry.object)
                return refuse("publish_catalogue_unreadable", target_path);
            auto catalogue = catalogue::Catalogue::open(file);
            if (!catalogue) return refuse("publish_catalogue_unreadable", target_path);
            version.catalogue = *std::move(catalogue);
            break;
        }
        return version;
    }

    Result<void> compare_withdrawn(const std::string& target_path, const std::string& old,
                                   const std::string& fresh) {
        const auto after = withdrawn_names(fresh);
        const auto before = old.empty() ? Result<std::set<std::string>>(std::set<std::string>{})
                                        : withdrawn_names(old);
        if (!after || !before) return refuse("publish_target_missing", target_path);
        for (const auto& name : *after)
            if (!before->contains(name))
                review_.roles.push_back({Kind::Withdrawn, draft_.role, name});
        for (const auto& name : *before)
            if (!after->contains(name))
                review_.roles.push_back({Kind::Restored, draft_.role, name});
        return {};
    }

    tl::unexpected<Error> refuse(const char* key, const std::string& target_path) const {
        return desk_.refusals().refuse(ErrorKind::Corrupt, key, {{"target", target_path}});
    }

    const Desk& desk_;
    const Draft& draft_;
    const Metadata* now_;
    Review review_;
};

}  // namespace

Result<Review> review_draft(const Desk& desk, const Draft& draft) {
    return Reviewer(desk, draft).run();
}

}  // namespace sen::pack
