// SPDX-License-Identifier: Apache-2.0
#include "inspection.h"

#include <algorithm>
#include <set>

#include "base/file.h"
#include "pack_draft.h"
#include "trust/fingerprint.h"
#include "trust/metadata.h"

namespace sen::pack {
namespace {

std::vector<std::string> fingerprints(const std::vector<RoleKeys::Named>& keys) {
    std::vector<std::string> list;
    for (const auto& named : keys) list.push_back(fingerprint_of(named.key));
    return list;
}

RoleFact fact(const std::string& role, const Metadata& metadata, const RoleKeys& keys) {
    RoleFact fact;
    fact.role = role;
    fact.version = metadata.version();
    fact.expires = metadata.expires();
    fact.threshold = keys.threshold;
    fact.keys = fingerprints(keys.keys);
    const auto signers = metadata.signers(keys);
    fact.signers = fingerprints(signers);
    fact.missing = keys.threshold - std::min(keys.threshold, signers.size());
    return fact;
}

RoleFact draft_fact(const Draft& draft) {
    RoleFact drafted = fact(draft.role, draft.metadata, draft.signers.back());
    drafted.signers = fingerprints(draft.present_signers());
    drafted.missing = draft.missing_signatures();
    return drafted;
}

PackFact pack_fact(const std::filesystem::path& directory, const std::string& role,
                   const store::Manifest& manifest) {
    PackFact pack{manifest.publisher, manifest.pack,           role, manifest.issued,
                  manifest.version,   manifest.total_length(), 0,    {}};
    std::set<Digest> seen;
    for (const auto& entry : manifest.objects) {
        if (!seen.insert(entry.object).second) continue;
        ++pack.objects;
        if (find_object(directory, role, entry.object, entry.length).empty())
            pack.missing.push_back(entry.path);
    }
    return pack;
}

Json role_json(const RoleFact& role, Day date) {
    static constexpr const char* kNames[] = {"good", "soon", "past", "unknown"};
    return {{"role", role.role},
            {"version", role.version},
            {"expires", role.expires ? Json(day_text(*role.expires)) : Json()},
            {"expiry", kNames[static_cast<int>(expiry_of(role, date))]},
            {"threshold", role.threshold},
            {"keys", role.keys},
            {"signers", role.signers},
            {"missing", role.missing}};
}

}  // namespace

Expiry expiry_of(const RoleFact& role, Day date) {
    if (!role.expires) return Expiry::Unknown;
    if (*role.expires <= date) return Expiry::Past;
    const bool is_release = role.role == trust::kTimestamp || role.role == trust::kSnapshot;
    const std::chrono::days soon(is_release ? kSoonDaysOfRelease : kSoonDays);
    return *role.expires - date <= soon ? Expiry::Soon : Expiry::Good;
}

Result<Inspection> inspect_repository(const std::filesystem::path& directory,
                                      RefusalLog& refusals) {
    SEN_TRY(const RepositoryState state, read_state(directory, refusals));
    SEN_TRY(const auto drafts, read_drafts(directory, refusals));
    if (!state.root && drafts.empty())
        return refusals.refuse(ErrorKind::NotFound, "publish_no_repository",
                               {{"folder", directory.string()}});
    Inspection inspection;
    std::vector<std::string> roles{"root", "timestamp", "snapshot", "targets"};
    for (const auto& role : state.reachable_roles()) roles.push_back(role);
    for (const auto& role : roles) {
        const Metadata* metadata = state.find(role);
        if (metadata == nullptr) continue;
        inspection.roles.push_back(fact(role, *metadata, state.keys_of(role)));
        for (const auto& [target_path, target] : targets_of(*metadata)) {
            if (!is_manifest_target(target_path)) continue;
            const auto bytes = read_target(directory, target_path, target);
            const auto manifest = bytes ? store::Manifest::parse(*bytes)
                                        : Result<store::Manifest>(tl::unexpected(bytes.error()));
            if (manifest)
                inspection.packs.push_back(pack_fact(directory, role, *manifest));
            else
                inspection.faults.push_back(target_path);
        }
    }
    for (const auto& draft : drafts) inspection.drafts.push_back(draft_fact(draft.second));
    if (state.root) {
        const auto file = directory / tree::metadata_file("root", state.root->version());
        if (const auto bytes = read_file(file, kMaxMetadataBytes))
            inspection.root_fingerprint = trust::fingerprint(sha256(*bytes));
    }
    return inspection;
}

Json inspect_metadata(const Metadata& metadata) {
    const auto expires = metadata.expires();
    Json json{{"type", metadata.type()},
              {"version", metadata.version()},
              {"expires", expires ? Json(day_text(*expires)) : Json()},
              {"targets", Json::array()}};
    for (const auto& target : targets_of(metadata)) json["targets"].push_back(target.first);
    return json;
}

Json to_json(const Inspection& inspection, Day date) {
    Json json{{"roles", Json::array()},
              {"drafts", Json::array()},
              {"packs", Json::array()},
              {"faults", inspection.faults},
              {"root_fingerprint", inspection.root_fingerprint}};
    for (const auto& role : inspection.roles) json["roles"].push_back(role_json(role, date));
    for (const auto& role : inspection.drafts) json["drafts"].push_back(role_json(role, date));
    for (const auto& pack : inspection.packs)
        json["packs"].push_back({{"publisher", pack.publisher},
                                 {"pack", pack.pack},
                                 {"version", pack.version},
                                 {"issued", pack.issued},
                                 {"role", pack.role},
                                 {"bytes", pack.bytes},
                                 {"objects", pack.objects},
                                 {"missing", pack.missing}});
    return json;
}

}  // namespace sen::pack
