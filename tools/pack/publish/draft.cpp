// SPDX-License-Identifier: Apache-2.0
#include "draft.h"

#include <algorithm>

#include "base/file.h"
#include "base/json.h"
#include "trust/canonical_json.h"
#include "trust/file_names.h"
#include "trust/fingerprint.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSignersFormat = 1;

Result<void> read_signers(Draft& draft, const Json& json) {
    const bool is_known = json.is_object() && json.value("format", Json()) == kSignersFormat &&
                          json.contains("role") && json["role"].is_string() &&
                          json.contains("sets") && json["sets"].is_array();
    if (!is_known) return fail(ErrorKind::Corrupt, "not format {}", kSignersFormat);
    draft.role = json["role"].get<std::string>();
    for (const Json& set : json["sets"]) {
        if (!set.is_object() || !set.contains("keys"))
            return fail(ErrorKind::Corrupt, "a set without keys");
        draft.signers.push_back(read_role_keys(set["keys"], set));
    }
    if (draft.signers.empty()) return fail(ErrorKind::Corrupt, "nobody may sign");
    return {};
}

}  // namespace

namespace draft_files {
std::string folder_of(const std::string& role) {
    return fmt::format("{}/{}", tree::kPending, trust::escape_name(role));
}
}  // namespace draft_files

Result<Draft> Draft::read(const fs::path& folder, RefusalLog& refusals) {
    const auto refuse = [&](const char* key) {
        return refusals.refuse(ErrorKind::Corrupt, key, {{"folder", folder.string()}});
    };
    const auto bytes = read_file(folder / draft_files::kMetadata, kMaxMetadataBytes);
    const auto signers = read_file(folder / draft_files::kSigners, kMaxMetadataBytes);
    if (!bytes || !signers) return refuse("publish_no_draft");
    auto metadata = Metadata::parse(*bytes);
    const auto json = parse_json(*signers, kMaxMetadataDepth);
    if (!metadata || !json) return refuse("publish_draft_damaged");
    Draft draft{"", folder, *std::move(metadata), {}};
    if (!read_signers(draft, *json)) return refuse("publish_draft_damaged");
    return draft;
}

std::optional<std::string> Draft::name_of(const trust::PublicKey& key) const {
    for (const RoleKeys& set : signers)
        if (auto name = set.name_of(key)) return name;
    return std::nullopt;
}

std::size_t Draft::missing_signatures() const {
    std::size_t missing = 0;
    for (const RoleKeys& set : signers) {
        const std::size_t needed = std::max(set.threshold, std::size_t{1});
        const std::size_t present = metadata.signers(set).size();
        missing = std::max(missing, needed - std::min(needed, present));
    }
    return missing;
}

std::vector<RoleKeys::Named> Draft::present_signers() const {
    RoleKeys all;
    for (const RoleKeys& set : signers)
        all.keys.insert(all.keys.end(), set.keys.begin(), set.keys.end());
    return metadata.signers(all);
}

std::string signers_json(const std::string& role, const std::vector<RoleKeys>& signers) {
    Json sets = Json::array();
    for (const RoleKeys& set : signers) {
        Json keys = Json::object(), ids = Json::array();
        for (const auto& named : set.keys) {
            keys[named.id] = named.key.json();
            ids.push_back(named.id);
        }
        sets.push_back({{"keys", keys}, {"keyids", ids}, {"threshold", set.threshold}});
    }
    return trust::canonical_json({{"format", kSignersFormat}, {"role", role}, {"sets", sets}});
}

std::string fingerprint_of(const trust::PublicKey& key) {
    const auto id = Digest::from_hex(key.id());
    return id ? trust::fingerprint(*id) : key.id();
}

Result<void> sign_draft(RepositoryWriter& writer, const std::string& file, Draft& draft,
                        const trust::PrivateKey& key) {
    const auto name = draft.name_of(key.public_key());
    if (!name)
        return writer.refusals().refuse(
            ErrorKind::Untrusted, "publish_key_not_of_role",
            {{"role", draft.role}, {"fingerprint", fingerprint_of(key.public_key())}});
    SEN_CHECK(draft.metadata.sign(key, *name));
    return writer.put(file, draft.metadata.bytes());
}

Result<std::map<std::string, Draft>> read_drafts(const fs::path& repository, RefusalLog& refusals) {
    std::map<std::string, Draft> drafts;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(repository / tree::kPending, error)) {
        // A draft without metadata is one whose making was cut; it is made again.
        if (!fs::exists(entry.path() / draft_files::kMetadata, error)) continue;
        SEN_TRY(Draft draft, Draft::read(entry.path(), refusals));
        std::string role = draft.role;
        drafts.emplace(std::move(role), std::move(draft));
    }
    return drafts;
}

}  // namespace sen::pack
