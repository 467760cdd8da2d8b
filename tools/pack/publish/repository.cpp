// SPDX-License-Identifier: Apache-2.0
#include "repository.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/file.h"
#include "store/store.h"
#include "trust/client.h"
#include "trust/file_names.h"
#include "trust/hashes.h"
#include "trust/metadata.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxRoles = 4096;
const Json kNothing = Json::object();

const Json& member(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? kNothing : *found;
}

std::string text_of(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

const Json& delegations_of(const Metadata& metadata) {
    return member(member(metadata.content(), "delegations"), "roles");
}

/// As the client matches.
bool matches(const Json& delegation, const std::string& target_path) {
    trust::Delegation parsed;
    const auto take = [&](const char* key, std::vector<std::string>& texts) {
        for (const Json& text : member(delegation, key))
            if (text.is_string()) texts.push_back(text.get<std::string>());
    };
    take("paths", parsed.paths);
    take("path_hash_prefixes", parsed.path_hash_prefixes);
    trust::StepBudget budget{trust::Limits{}.search_steps};
    return parsed.matches(target_path, budget);
}

/// Visits the delegations from "targets" down, each role once; `visit` says whether to go into it.
template <class Visit>
void walk(const RepositoryState& state, const Metadata& from, std::set<std::string>& seen,
          Visit visit) {
    for (const Json& delegation : delegations_of(from)) {
        const std::string name = text_of(delegation, "name");
        if (seen.size() >= kMaxRoles || trust::is_top_level_role(name) || name.empty()) continue;
        if (!visit(delegation, name) || !seen.insert(name).second) continue;
        const auto next = state.delegated.find(name);
        if (next != state.delegated.end()) walk(state, next->second, seen, visit);
    }
}

Result<Metadata> read_metadata(const fs::path& file, std::string_view type, RefusalLog& refusals) {
    const auto damaged = [&] {
        return refusals.refuse(ErrorKind::Corrupt, "publish_metadata_damaged",
                               {{"file", file.string()}});
    };
    const auto bytes = read_file(file, kMaxMetadataBytes);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
        return refusals.refuse(ErrorKind::NotFound, "publish_metadata_missing",
                               {{"file", file.string()}});
    if (!bytes) return damaged();
    auto metadata = Metadata::parse(*bytes);
    if (!metadata || metadata->type() != type) return damaged();
    return metadata;
}

/// The version that "12.root.json" spells; 0 when it spells none.
std::uint64_t root_version(const std::string& name) {
    std::uint64_t version = 0;
    const auto end = std::from_chars(name.data(), name.data() + name.size(), version);
    const bool is_root = std::string_view(end.ptr) == ".root.json";
    return is_root && std::to_string(version) + ".root.json" == name ? version : 0;
}

std::uint64_t newest_root(const fs::path& metadata) {
    std::uint64_t newest = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(metadata, error))
        newest = std::max(newest, root_version(entry.path().filename().string()));
    return newest;
}

std::uint64_t version_in(const Metadata& listing, const std::string& name) {
    const Json& entry = member(member(listing.content(), "meta"), name.c_str());
    const Json& version = member(entry, "version");
    return version.is_number_unsigned() ? version.get<std::uint64_t>() : 0;
}

}  // namespace

namespace tree {

std::string metadata_file(std::string_view role, std::uint64_t version) {
    const bool has_number = role != trust::kTimestamp;
    return fmt::format(
        "{}/{}", kMetadata,
        trust::metadata_file_name(role, has_number ? std::optional(version) : std::nullopt));
}

std::string target_file(std::string_view target_path, std::string_view hash) {
    const auto slash = target_path.rfind('/');
    const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
    return fmt::format("{}/{}{}.{}", kTargets, target_path.substr(0, name), hash,
                       target_path.substr(name));
}

}  // namespace tree

const Metadata* RepositoryState::find(const std::string& role) const {
    const auto of = [](const std::optional<Metadata>& one) { return one ? &*one : nullptr; };
    if (role == "root") return of(root);
    if (role == "timestamp") return of(timestamp);
    if (role == "snapshot") return of(snapshot);
    if (role == "targets") return of(targets);
    const auto found = delegated.find(role);
    return found == delegated.end() ? nullptr : &found->second;
}

void RepositoryState::set(const std::string& role, Metadata metadata) {
    if (role == "root")
        root = std::move(metadata);
    else if (role == "timestamp")
        timestamp = std::move(metadata);
    else if (role == "snapshot")
        snapshot = std::move(metadata);
    else if (role == "targets")
        targets = std::move(metadata);
    else
        delegated.insert_or_assign(role, std::move(metadata));
}

std::string RepositoryState::delegator_of(const std::string& role) const {
    if (trust::is_top_level_role(role)) return "root";
    const auto names_it = [&](const Metadata& metadata) {
        const Json& list = delegations_of(metadata);
        return std::any_of(list.begin(), list.end(),
                           [&](const Json& one) { return text_of(one, "name") == role; });
    };
    if (targets && names_it(*targets)) return "targets";
    for (const std::string& name : reachable_roles())
        if (const Metadata* metadata = find(name); metadata != nullptr && names_it(*metadata))
            return name;
    return {};
}

RoleKeys RepositoryState::keys_of(const std::string& role) const {
    const Metadata* delegator = find(delegator_of(role));
    return delegator == nullptr ? RoleKeys{} : delegator->keys_of(role);
}

std::string RepositoryState::role_of_path(const std::string& target_path) const {
    std::string role = "targets";
    std::set<std::string> seen;
    for (const Metadata* at = find(role); at != nullptr;) {
        // What a role signs itself comes before what it delegates.
        if (targets_of(*at).contains(target_path)) return role;
        const Metadata* next = nullptr;
        for (const Json& delegation : delegations_of(*at)) {
            const std::string name = text_of(delegation, "name");
            if (!matches(delegation, target_path) || !seen.insert(name).second) continue;
            role = name;
            next = find(name);
            break;
        }
        at = next;
    }
    return role;
}

std::vector<std::string> RepositoryState::reachable_roles() const {
    std::vector<std::string> roles;
    std::set<std::string> seen;
    if (targets)
        walk(*this, *targets, seen, [&](const Json&, const std::string& name) {
            if (!seen.contains(name)) roles.push_back(name);
            return true;
        });
    return roles;
}

std::optional<Day> RepositoryState::newest_day() const {
    std::optional<Day> newest;
    const auto take = [&](const Metadata& metadata) {
        const auto day = metadata.issued();
        if (day && (!newest || *day > *newest)) newest = day;
    };
    for (const auto* one : {&root, &timestamp, &snapshot, &targets})
        if (*one) take(**one);
    for (const auto& role : delegated) take(role.second);
    return newest;
}

Result<RepositoryState> read_state(const fs::path& directory, RefusalLog& refusals) {
    RepositoryState state;
    const std::uint64_t root = newest_root(directory / tree::kMetadata);
    if (root == 0) return state;
    SEN_TRY(state.root,
            read_metadata(directory / tree::metadata_file("root", root), "root", refusals));
    const Json& is_consistent = member(state.root->content(), "consistent_snapshot");
    if (!is_consistent.is_boolean() || !is_consistent.get<bool>())
        return refusals.refuse(ErrorKind::Unsupported, "publish_not_consistent");
    std::error_code error;
    if (!fs::exists(directory / tree::metadata_file("timestamp", 0), error)) return state;
    SEN_TRY(state.timestamp,
            read_metadata(directory / tree::metadata_file("timestamp", 0), "timestamp", refusals));
    const auto read = [&](const std::string& role, const Metadata& listing, std::string_view type) {
        const std::uint64_t version = version_in(listing, role + ".json");
        return read_metadata(directory / tree::metadata_file(role, version), type, refusals);
    };
    SEN_TRY(state.snapshot, read("snapshot", *state.timestamp, "snapshot"));
    SEN_TRY(state.targets, read("targets", *state.snapshot, "targets"));
    const Json& listed = member(state.snapshot->content(), "meta");
    for (const auto& item : listed.items()) {
        std::string role = item.key();
        if (role == "targets.json" || !role.ends_with(".json")) continue;
        role.resize(role.size() - std::string_view(".json").size());
        SEN_TRY(auto metadata, read(role, *state.snapshot, "targets"));
        state.delegated.emplace(role, std::move(metadata));
    }
    return state;
}

std::map<std::string, TargetFact> targets_of(const Metadata& metadata) {
    std::map<std::string, TargetFact> facts;
    const Json& list = member(metadata.content(), "targets");
    for (const auto& item : list.items()) {
        TargetFact fact;
        if (const Json& length = member(item.value(), "length"); length.is_number_unsigned())
            fact.length = length.get<std::uint64_t>();
        const Json& hashes = member(item.value(), "hashes");
        for (const auto& hash : hashes.items())
            if (hash.value().is_string())
                fact.hashes.emplace(hash.key(), hash.value().get<std::string>());
        facts.emplace(item.key(), std::move(fact));
    }
    return facts;
}

std::optional<TargetFact> find_target(const RepositoryState& state,
                                      const std::string& target_path) {
    const Metadata* metadata = state.find(state.role_of_path(target_path));
    if (metadata == nullptr) return std::nullopt;
    const auto facts = targets_of(*metadata);
    const auto found = facts.find(target_path);
    return found == facts.end() ? std::nullopt : std::optional(found->second);
}

TargetFact fact_of(std::string_view bytes) {
    return {bytes.size(), {{"sha256", sha256(bytes).hex()}}};
}

std::string name_hash(const TargetFact& fact) {
    for (const char* kind : {"sha256", "sha512"})
        if (const auto found = fact.hashes.find(kind); found != fact.hashes.end())
            return found->second;
    return {};
}

Result<std::string> read_target(const fs::path& directory, const std::string& target_path,
                                const TargetFact& fact) {
    // The name may carry any of the hashes; other tools choose another than we do.
    for (const auto& entry : fact.hashes) {
        auto bytes = read_file(directory / tree::target_file(target_path, entry.second),
                               std::max(fact.length, std::uint64_t{1}));
        if (!bytes && bytes.error().kind == ErrorKind::NotFound) continue;
        if (!bytes) return bytes;
        if (bytes->size() != fact.length || !trust::check_hashes(fact.hashes, *bytes))
            return fail(ErrorKind::Corrupt, "{} is not what its metadata says", target_path);
        return bytes;
    }
    return fail(ErrorKind::NotFound, "{} is not in targets/", target_path);
}

std::vector<store::Manifest> published_manifests(const fs::path& directory,
                                                 const RepositoryState& state,
                                                 const std::string& role,
                                                 const std::string& target_path, std::size_t most) {
    std::vector<store::Manifest> manifests;
    std::set<std::string> seen;
    const Metadata* current = state.find(role);
    if (current == nullptr) return manifests;
    RefusalLog ignored;
    for (std::uint64_t version = current->version(); version > 0 && manifests.size() < most;
         --version) {
        const auto metadata =
            read_metadata(directory / tree::metadata_file(role, version), "targets", ignored);
        if (!metadata) break;
        const auto facts = targets_of(*metadata);
        const auto fact = facts.find(target_path);
        if (fact == facts.end() || !seen.insert(name_hash(fact->second)).second) continue;
        const auto bytes = read_target(directory, target_path, fact->second);
        if (!bytes) continue;
        if (auto manifest = store::Manifest::parse(*bytes))
            manifests.push_back(*std::move(manifest));
    }
    return manifests;
}

std::string manifest_target(std::string_view publisher, std::string_view pack) {
    return fmt::format("{}/{}.json", publisher, pack);
}

bool is_manifest_target(std::string_view target_path) {
    const auto slash = target_path.find('/');
    constexpr std::string_view kEnd = ".json";
    if (slash == std::string_view::npos || !target_path.ends_with(kEnd)) return false;
    const std::string_view name = target_path.substr(slash + 1);
    return store::is_identifier(target_path.substr(0, slash)) &&
           store::is_identifier(name.substr(0, name.size() - kEnd.size())) &&
           name != kWithdrawnTarget;
}

}  // namespace sen::pack
