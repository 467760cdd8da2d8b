// SPDX-License-Identifier: Apache-2.0
#include "role_edits.h"

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/json.h"
#include "store/manifest.h"
#include "trust/metadata.h"

namespace sen::pack {
namespace {

constexpr std::uint64_t kMaxKeyBytes = 1 << 16;

Result<KeyGroup> checked(const KeyGroup& group, RefusalLog& refusals) {
    KeyGroup good = group;
    std::size_t distinct = 0;
    for (auto key = group.keys.begin(); key != group.keys.end(); ++key)
        if (std::none_of(group.keys.begin(), key,
                         [&](const auto& other) { return other.is_same_key(*key); }))
            ++distinct;
    if (good.threshold == 0) good.threshold = group.keys.size();
    if (distinct < group.keys.size())
        return refusals.refuse(ErrorKind::Invalid, "publish_same_key");
    if (distinct == 0 || good.threshold > distinct)
        return refusals.refuse(
            ErrorKind::Invalid, "publish_threshold",
            {{"threshold", std::to_string(good.threshold)}, {"keys", std::to_string(distinct)}});
    return good;
}

/// The id of the key in a map of keys; it is added when it is not there under any id.
std::string name_key(Json& keys, const trust::PublicKey& key) {
    if (!keys.is_object()) keys = Json::object();
    for (const auto& item : keys.items()) {
        const auto known = trust::PublicKey::from_json(item.value());
        if (known && known->is_same_key(key)) return item.key();
    }
    keys[key.id()] = key.json();
    return key.id();
}

void set_group(Json& keys, Json& role, const KeyGroup& group) {
    std::set<std::string> ids;
    for (const auto& key : group.keys) ids.insert(name_key(keys, key));
    role["keyids"] = ids;
    role["threshold"] = group.threshold;
}

/// Keys that no role names any more go.
void drop_unused(Json& keys, const Json& roles) {
    std::set<std::string> used;
    for (const Json& role : roles)
        for (const Json& id : role.value("keyids", Json::array()))
            if (id.is_string()) used.insert(id.get<std::string>());
    for (auto key = keys.begin(); key != keys.end();)
        key = used.contains(key.key()) ? std::next(key) : keys.erase(key);
}

Json& delegations_in(Metadata& targets) {
    Json& delegations = targets.edit()["delegations"];
    if (!delegations.is_object()) delegations = Json::object();
    if (!delegations["keys"].is_object()) delegations["keys"] = Json::object();
    if (!delegations["roles"].is_array()) delegations["roles"] = Json::array();
    return delegations;
}

Json* find_delegation(Json& delegations, const std::string& role) {
    for (Json& one : delegations["roles"])
        if (one.is_object() && one.value("name", Json()) == role) return &one;
    return nullptr;
}

/// What the role has signed must be signed again by its new keys.
Result<void> draft_again(Desk& desk, const std::string& role) {
    if (desk.planned().find(role) == nullptr) return {};
    SEN_TRY(Metadata content, desk.start(role));
    return desk.save_renewed(role, std::move(content), default_expiry(role, desk.date()));
}

tl::unexpected<Error> unknown_role(const Desk& desk, const std::string& role) {
    return desk.refusals().refuse(ErrorKind::NotFound, "publish_no_role", {{"role", role}});
}

}  // namespace

Result<trust::PublicKey> read_public_key(const std::filesystem::path& file, RefusalLog& refusals) {
    const auto refuse = [&] {
        return refusals.refuse(ErrorKind::Corrupt, "publish_no_public_key",
                               {{"file", file.string()}});
    };
    const auto bytes = read_file(file, kMaxKeyBytes);
    if (!bytes) return refuse();
    const auto json = parse_json(*bytes);
    if (!json) return refuse();
    auto key = trust::PublicKey::from_json(*json);
    if (!key) return refuse();
    return key;
}

Result<bool> draft_repository(Desk& desk, const InitRequest& request) {
    SEN_TRY(const KeyGroup root_keys, checked(request.root, desk.refusals()));
    SEN_TRY(const KeyGroup targets_keys, checked(request.targets, desk.refusals()));
    SEN_TRY(const KeyGroup release_keys, checked(request.release, desk.refusals()));
    SEN_TRY(Metadata root, desk.start("root"));
    Json& content = root.edit();
    content["consistent_snapshot"] = true;
    Json keys = Json::object(), roles = Json::object();
    set_group(keys, roles["root"], root_keys);
    set_group(keys, roles["targets"], targets_keys);
    set_group(keys, roles["snapshot"], release_keys);
    set_group(keys, roles["timestamp"], release_keys);
    if (desk.released().root) {
        if (desk.released().root->content().value("roles", Json()) == roles) return false;
        return desk.refusals().refuse(ErrorKind::Invalid, "publish_exists",
                                      {{"folder", desk.directory().string()}});
    }
    content["keys"] = keys;
    content["roles"] = roles;
    SEN_TRY(const bool is_root_new, desk.save("root", std::move(root)));
    SEN_TRY(Metadata targets, desk.start("targets"));
    if (!targets.content().contains("targets")) targets.edit()["targets"] = Json::object();
    if (!targets.content().contains("delegations")) delegations_in(targets);
    SEN_TRY(const bool is_targets_new, desk.save("targets", std::move(targets)));
    return is_root_new || is_targets_new;
}

Result<bool> draft_delegation(Desk& desk, const std::string& publisher, const KeyGroup& group) {
    SEN_CHECK(desk.require_root());
    if (!store::is_identifier(publisher) || trust::is_top_level_role(publisher))
        return desk.refusals().refuse(ErrorKind::Invalid, "publish_publisher_name",
                                      {{"name", publisher}});
    SEN_TRY(const KeyGroup good, checked(group, desk.refusals()));
    SEN_TRY(Metadata targets, desk.start("targets"));
    Json& delegations = delegations_in(targets);
    Json* role = find_delegation(delegations, publisher);
    if (role == nullptr) role = &delegations["roles"].emplace_back(Json::object());
    (*role)["name"] = publisher;
    (*role)["terminating"] = true;
    (*role)["paths"] = Json::array({publisher + "/*"});
    set_group(delegations["keys"], *role, good);
    drop_unused(delegations["keys"], delegations["roles"]);
    SEN_TRY(const bool is_new, desk.save("targets", std::move(targets)));
    if (is_new) SEN_CHECK(draft_again(desk, publisher));
    return is_new;
}

Result<bool> draft_revocation(Desk& desk, const std::string& role) {
    SEN_CHECK(desk.require_root());
    const std::string delegator = desk.planned().delegator_of(role);
    if (delegator.empty() || delegator == "root") return unknown_role(desk, role);
    SEN_TRY(Metadata metadata, desk.start(delegator));
    Json& delegations = delegations_in(metadata);
    Json kept = Json::array();
    for (const Json& one : delegations["roles"])
        if (one.value("name", Json()) != role) kept.push_back(one);
    delegations["roles"] = kept;
    drop_unused(delegations["keys"], kept);
    SEN_TRY(const bool is_new, desk.save(delegator, std::move(metadata)));
    if (desk.drafts().contains(role)) SEN_CHECK(desk.discard(role));
    return is_new;
}

Result<bool> draft_rotation(Desk& desk, const std::string& role, const KeyGroup& group) {
    SEN_CHECK(desk.require_root());
    SEN_TRY(const KeyGroup good, checked(group, desk.refusals()));
    const std::string delegator = desk.planned().delegator_of(role);
    if (delegator.empty()) return unknown_role(desk, role);
    SEN_TRY(Metadata metadata, desk.start(delegator));
    if (delegator == "root") {
        Json& content = metadata.edit();
        set_group(content["keys"], content["roles"][role], good);
        drop_unused(content["keys"], content["roles"]);
    } else {
        Json& delegations = delegations_in(metadata);
        set_group(delegations["keys"], *find_delegation(delegations, role), good);
        drop_unused(delegations["keys"], delegations["roles"]);
    }
    SEN_TRY(const bool is_new, desk.save(delegator, std::move(metadata)));
    const bool is_signed_by_release = role == "snapshot" || role == "timestamp";
    if (is_new && role != "root" && !is_signed_by_release) SEN_CHECK(draft_again(desk, role));
    return is_new;
}

Result<bool> draft_renewal(Desk& desk, const std::string& role) {
    SEN_CHECK(desk.require_root());
    const Metadata* now = desk.released().find(role);
    if (now == nullptr) return unknown_role(desk, role);
    const Day expires = default_expiry(role, desk.date());
    const bool is_drafted = desk.drafts().contains(role);
    if (!is_drafted && now->issued() == desk.date() && now->expires() == expires) return false;
    SEN_TRY(Metadata content, desk.start(role));
    if (is_drafted && content.issued() == desk.date() && content.expires() == expires) return false;
    SEN_CHECK(desk.save_renewed(role, std::move(content), expires));
    return true;
}

}  // namespace sen::pack
