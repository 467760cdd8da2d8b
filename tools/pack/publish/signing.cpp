// SPDX-License-Identifier: Apache-2.0
#include "signing.h"

namespace sen::pack {

Result<std::vector<std::string>> sign_drafts(Desk& desk, const std::set<std::string>& roles,
                                             const trust::PrivateKey& key) {
    SEN_CHECK(desk.require_root());
    std::vector<Draft> chosen;
    for (const auto& [role, draft] : desk.drafts())
        if (roles.empty() ? draft.name_of(key.public_key()).has_value() : roles.contains(role))
            chosen.push_back(draft);
    for (const std::string& role : roles)
        if (!desk.drafts().contains(role))
            return desk.refusals().refuse(ErrorKind::NotFound, "publish_no_draft_of",
                                          {{"role", role}});
    if (chosen.empty() && desk.drafts().empty())
        return desk.refusals().refuse(ErrorKind::NotFound, "publish_nothing_to_sign");
    if (chosen.empty()) chosen.push_back(desk.drafts().begin()->second);  // to be refused by name
    std::vector<std::string> signed_roles;
    for (const Draft& draft : chosen) {
        SEN_CHECK(desk.check_version(draft));
        SEN_CHECK(desk.sign(draft.role, key));
        signed_roles.push_back(draft.role);
    }
    return signed_roles;
}

Result<std::vector<std::string>> sign_draft_folder(const std::filesystem::path& folder,
                                                   const trust::PrivateKey& key,
                                                   RefusalLog& refusals) {
    SEN_TRY(Draft draft, Draft::read(folder, refusals));
    store::SystemCalls calls;
    SEN_TRY(auto writer, RepositoryWriter::open(folder, calls, refusals));
    SEN_CHECK(sign_draft(writer, draft_files::kMetadata, draft, key));
    return std::vector{draft.role};
}

}  // namespace sen::pack
