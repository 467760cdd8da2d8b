// SPDX-License-Identifier: Apache-2.0
#include "client_check.h"

#include <map>

#include "base/file.h"
#include "trust/client.h"
#include "trust/file_names.h"
#include "trust/held_files.h"

namespace sen::pack {
namespace {

/// The repository as it would be.
class PlannedSource final : public trust::MetadataSource {
  public:
    PlannedSource(const Desk& desk, const RepositoryState& state,
                  const std::set<std::string>& new_roles)
        : directory_(desk.directory()) {
        for (const auto& role : new_roles) {
            const Metadata& metadata = *state.find(role);
            fresh_[tree::metadata_file(role, metadata.version())] = metadata.bytes();
        }
    }

    Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) override {
        const std::string file = fmt::format("{}/{}", tree::kMetadata, name);
        const auto found = fresh_.find(file);
        if (found == fresh_.end()) return read_file(directory_ / file, max_bytes);
        if (found->second.size() > max_bytes)
            return fail(ErrorKind::Invalid, "{}: more than {} bytes", name, max_bytes);
        return found->second;
    }

  private:
    std::filesystem::path directory_;
    std::map<std::string, std::string> fresh_;
};

Result<void> look(const Desk& desk, const RepositoryState& state,
                  const std::set<std::string>& new_roles) {
    PlannedSource source(desk, state, new_roles);
    trust::HeldFiles kept;
    // Kiosks that trust the root in force today must be led to the new one.
    const Metadata& first = desk.released().root ? *desk.released().root : *state.root;
    SEN_TRY(const std::string root,
            source.fetch(trust::metadata_file_name("root", first.version()), kMaxMetadataBytes));
    SEN_CHECK(trust::Client::initialise(kept, root));
    SEN_TRY(auto client, trust::Client::open(kept, source, std::chrono::sys_seconds(desk.date())));
    SEN_CHECK(client.refresh());
    for (const auto& role : new_roles) {
        const Metadata* now = desk.released().find(role);
        const auto before = now == nullptr ? std::map<std::string, TargetFact>{} : targets_of(*now);
        for (const auto& [target_path, fact] : targets_of(*state.find(role))) {
            const auto same = before.find(target_path);
            if (same != before.end() && same->second == fact) continue;
            SEN_TRY(const auto found, client.find_target(target_path));
            if (!found || found->role != role)
                return fail(ErrorKind::Untrusted, "{} is not found", target_path);
        }
    }
    return {};
}

}  // namespace

Result<void> check_with_client(const Desk& desk, const RepositoryState& state,
                               const std::set<std::string>& new_roles) {
    const auto looked = look(desk, state, new_roles);
    if (looked) return looked;
    return desk.refusals().refuse(ErrorKind::Untrusted, "publish_client_refuses",
                                  {{"reason", looked.error().message}});
}

}  // namespace sen::pack
