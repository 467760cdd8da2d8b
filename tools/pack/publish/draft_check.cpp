// SPDX-License-Identifier: Apache-2.0
#include "draft_check.h"

#include "base/file.h"
#include "pack_draft.h"
#include "trust/fingerprint.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

Result<void> check_object(const Desk& desk, const std::string& role,
                          const store::ManifestEntry& entry) {
    const auto refuse = [&](const char* key) {
        return desk.refusals().refuse(ErrorKind::Corrupt, key, {{"file", entry.path}});
    };
    const fs::path file = find_object(desk.directory(), role, entry.object, entry.length);
    if (file.empty()) return refuse("publish_object_missing");
    const fs::path released = desk.directory() / tree::object_file(entry.object);
    if (file == released) return {};
    const auto open = open_file(file);
    const auto digest = open ? digest_file(*open) : Result<Digest>(tl::unexpected(open.error()));
    if (!digest || *digest != entry.object) return refuse("publish_object_damaged");
    return {};
}

Result<void> check_manifest(const Desk& desk, const std::string& role,
                            const std::string& target_path, std::string_view bytes) {
    const auto manifest = store::Manifest::parse(bytes);
    if (!manifest || manifest_target(manifest->publisher, manifest->pack) != target_path)
        return desk.refusals().refuse(ErrorKind::Corrupt, "publish_manifest_other",
                                      {{"target", target_path}});
    std::set<Digest> seen;
    for (const auto& entry : manifest->objects)
        if (seen.insert(entry.object).second) SEN_CHECK(check_object(desk, role, entry));
    return {};
}

Result<void> check_targets(const Desk& desk, const RepositoryState& state, const std::string& role,
                           const Metadata& drafted) {
    const Metadata* now = desk.released().find(role);
    const auto before = now == nullptr ? std::map<std::string, TargetFact>{} : targets_of(*now);
    for (const auto& [target_path, fact] : targets_of(drafted)) {
        const auto same = before.find(target_path);
        if (same != before.end() && same->second == fact) continue;
        if (state.role_of_path(target_path) != role)
            return desk.refusals().refuse(ErrorKind::Untrusted, "publish_path_not_of_role",
                                          {{"role", role}, {"target", target_path}});
        const auto bytes = read_planned_target(desk, role, target_path, fact);
        if (!bytes)
            return desk.refusals().refuse(ErrorKind::Corrupt, "publish_target_missing",
                                          {{"target", target_path}});
        if (is_manifest_target(target_path))
            SEN_CHECK(check_manifest(desk, role, target_path, *bytes));
    }
    return {};
}

}  // namespace

Result<void> check_signatures(const Desk& desk, const RepositoryState& state) {
    const auto refuse = [&](const std::string& role) {
        return desk.refusals().refuse(ErrorKind::Untrusted, "publish_role_unsigned",
                                      {{"role", role}});
    };
    const bool is_root_ok =
        state.root && state.root->is_signed_by(state.root->keys_of("root")) &&
        (!desk.released().root || state.root->is_signed_by(desk.released().root->keys_of("root")));
    if (!is_root_ok) return refuse("root");
    if (!state.targets || !state.targets->is_signed_by(state.keys_of("targets")))
        return refuse("targets");
    for (const std::string& role : state.reachable_roles()) {
        const Metadata* metadata = state.find(role);
        if (metadata != nullptr && !metadata->is_signed_by(state.keys_of(role)))
            return refuse(role);
    }
    return {};
}

Result<void> check_contents(const Desk& desk, const RepositoryState& state,
                            const std::set<std::string>& roles) {
    for (const std::string& role : roles) {
        if (role == "root") continue;
        if (state.delegator_of(role).empty())
            return desk.refusals().refuse(ErrorKind::NotFound, "publish_no_role", {{"role", role}});
        SEN_CHECK(check_targets(desk, state, role, desk.drafts().at(role).metadata));
    }
    return {};
}

}  // namespace sen::pack
