// SPDX-License-Identifier: Apache-2.0
#include "trust/metadata.h"

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "trust/hashes.h"
#include "trust/members.h"
#include "trust/path_pattern.h"

namespace sen::trust {

namespace {

using nlohmann::json;

Result<std::map<std::string, std::string>> optional_hashes(const json& file) {
    if (!file.contains("hashes")) return std::map<std::string, std::string>{};
    return parse_hashes(file["hashes"]);
}

Result<MetaFile> parse_meta_file(const json& file) {
    MetaFile meta;
    SEN_TRY(meta.version, number_member(file, "version", 1));
    if (file.contains("length")) {
        SEN_TRY(meta.length, number_member(file, "length", 1));
    }
    SEN_TRY(meta.hashes, optional_hashes(file));
    return meta;
}

Result<TargetFile> parse_target(const std::string& path, const json& entry) {
    TargetFile target;
    target.path = path;
    SEN_TRY(target.length, number_member(entry, "length", 0));
    SEN_TRY(const auto* hashes, object_member(entry, "hashes"));
    SEN_TRY(target.hashes, parse_hashes(*hashes));
    if (entry.contains("custom")) {
        SEN_TRY(const auto* custom, object_member(entry, "custom"));
        target.custom = *custom;
    }
    return target;
}

Result<Delegation> parse_delegation(const json& entry) {
    Delegation delegation;
    SEN_TRY(delegation.name, text_member(entry, "name"));
    if (delegation.name.empty() || is_top_level_role(delegation.name))
        return fail(ErrorKind::Corrupt, "no delegated role may be called \"{}\"", delegation.name);
    SEN_TRY(delegation.keys, parse_role_keys(entry));
    SEN_TRY(delegation.paths, optional_texts(entry, "paths"));
    SEN_TRY(delegation.path_hash_prefixes, optional_texts(entry, "path_hash_prefixes"));
    if (entry.contains("paths") && entry.contains("path_hash_prefixes"))
        return fail(ErrorKind::Corrupt, "both \"paths\" and \"path_hash_prefixes\"");
    SEN_TRY(delegation.is_terminating, optional_flag(entry, "terminating"));
    return delegation;
}

Result<void> parse_delegations(const json& delegations, Targets& targets) {
    if (delegations.contains("succinct_roles"))  // TAP 15: bins that are not named one by one
        return fail(ErrorKind::Unsupported, "succinct delegations are not known");
    SEN_TRY(const auto* keys, object_member(delegations, "keys"));
    SEN_TRY(targets.keys, parse_key_table(*keys));
    SEN_TRY(const auto* roles, list_member(delegations, "roles"));
    std::set<std::string> names;
    for (const auto& role : *roles) {
        auto delegation = parse_delegation(role);
        if (!delegation)
            return add_context(delegation.error(), "delegation {}", targets.delegations.size() + 1);
        if (!names.insert(delegation->name).second)
            return fail(ErrorKind::Corrupt, "\"{}\" is delegated to twice", delegation->name);
        targets.delegations.push_back(std::move(*delegation));
    }
    return {};
}

}  // namespace

bool is_top_level_role(std::string_view role) {
    return role == kRoot || role == kTimestamp || role == kSnapshot || role == kTargets;
}

Result<Root> Root::parse(std::string_view bytes) {
    Root root;
    SEN_TRY(const json content, parse_envelope(bytes, kRoot, root));
    SEN_TRY(root.is_consistent_snapshot, optional_flag(content, "consistent_snapshot"));
    SEN_TRY(const auto* keys, object_member(content, "keys"));
    SEN_TRY(root.keys, parse_key_table(*keys));
    SEN_TRY(const auto* roles, object_member(content, "roles"));
    for (const char* name : {kRoot, kTimestamp, kSnapshot, kTargets}) {
        SEN_TRY(const auto* role, object_member(*roles, name));
        auto role_keys = parse_role_keys(*role);
        if (!role_keys) return add_context(role_keys.error(), "the role {}", name);
        root.roles[name] = std::move(*role_keys);
    }
    return root;
}

Result<Timestamp> Timestamp::parse(std::string_view bytes) {
    Timestamp timestamp;
    SEN_TRY(const json content, parse_envelope(bytes, kTimestamp, timestamp));
    SEN_TRY(const auto* meta, object_member(content, "meta"));
    SEN_TRY(const auto* snapshot, object_member(*meta, "snapshot.json"));
    SEN_TRY(timestamp.snapshot, parse_meta_file(*snapshot));
    return timestamp;
}

Result<Snapshot> Snapshot::parse(std::string_view bytes) {
    Snapshot snapshot;
    SEN_TRY(const json content, parse_envelope(bytes, kSnapshot, snapshot));
    SEN_TRY(const auto* meta, object_member(content, "meta"));
    for (const auto& [name, file] : meta->items()) {
        auto parsed = parse_meta_file(file);
        if (!parsed) return add_context(parsed.error(), "{}", name);
        snapshot.meta[name] = std::move(*parsed);
    }
    return snapshot;
}

Result<Targets> Targets::parse(std::string_view bytes) {
    Targets parsed;
    SEN_TRY(const json content, parse_envelope(bytes, kTargets, parsed));
    SEN_TRY(const auto* targets, object_member(content, "targets"));
    for (const auto& [path, entry] : targets->items()) {
        auto target = parse_target(path, entry);
        if (!target) return add_context(target.error(), "the target {}", path);
        parsed.targets.emplace(path, std::move(*target));
    }
    if (content.contains("delegations"))
        SEN_CHECK(parse_delegations(content["delegations"], parsed));
    return parsed;
}

bool Delegation::matches(std::string_view target_path, StepBudget& budget) const {
    for (const auto& pattern : paths) {
        if (budget.is_spent()) return false;
        std::uint64_t steps = 1;
        const bool is_match = matches_pattern(pattern, target_path, steps);
        budget.spend(steps);
        if (is_match) return true;
    }
    budget.spend(1);
    if (path_hash_prefixes.empty()) return false;
    budget.spend(target_path.size() + path_hash_prefixes.size());
    const auto digest = sha256(target_path).hex();
    return std::any_of(path_hash_prefixes.begin(), path_hash_prefixes.end(),
                       [&](const std::string& prefix) { return digest.starts_with(prefix); });
}

}  // namespace sen::trust
