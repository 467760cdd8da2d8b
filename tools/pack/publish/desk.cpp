// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

#include <utility>

namespace sen::pack {
namespace {

std::string_view type_of(const std::string& role) {
    if (role == "root" || role == "snapshot" || role == "timestamp") return role;
    return "targets";
}

/// The content but for what every new version changes.
Json lasting_content(const Metadata& metadata) {
    Json content = metadata.content();
    for (const char* key : {"version", "issued", "expires"}) content.erase(key);
    return content;
}

}  // namespace

Day default_expiry(const std::string& role, Day date) {
    if (role == "root") return months_after(date, kRootMonths);
    if (role == "targets") return months_after(date, kTargetsMonths);
    if (role == "snapshot" || role == "timestamp") return date + std::chrono::days(kFreshDays);
    return months_after(date, kDelegatedMonths);
}

Result<Desk> Desk::open(const std::filesystem::path& directory, Day date, store::SystemCalls& calls,
                        RefusalLog& refusals) {
    SEN_TRY(auto writer, RepositoryWriter::open(directory, calls, refusals));
    Desk desk(std::move(writer), date);
    SEN_TRY(desk.released_, read_state(directory, refusals));
    SEN_TRY(desk.drafts_, read_drafts(directory, refusals));
    if (const auto newest = desk.released_.newest_day(); newest && date < *newest)
        return refusals.refuse(ErrorKind::Invalid, "publish_clock_back",
                               {{"date", day_text(date)}, {"last", day_text(*newest)}});
    SEN_CHECK(desk.drop_released_drafts());
    return desk;
}

/// A release that died after its timestamp was written has left them.
Result<void> Desk::drop_released_drafts() {
    std::vector<std::string> done;
    for (const auto& [role, draft] : drafts_)
        if (const Metadata* now = released_.find(role);
            now != nullptr && now->has_same_content(draft.metadata))
            done.push_back(role);
    for (const std::string& role : done) SEN_CHECK(discard(role));
    return {};
}

RepositoryState Desk::planned() const {
    RepositoryState state = released_;
    for (const auto& [role, draft] : drafts_) state.set(role, draft.metadata);
    return state;
}

Result<void> Desk::require_root() const {
    if (released_.root || drafts_.contains("root")) return {};
    return refusals().refuse(ErrorKind::NotFound, "publish_no_repository",
                             {{"folder", directory().string()}});
}

std::uint64_t Desk::next_version(const std::string& role) const {
    const Metadata* now = released_.find(role);
    return now == nullptr ? 1 : now->version() + 1;
}

Result<void> Desk::check_version(const Draft& draft) const {
    if (draft.metadata.version() == next_version(draft.role)) return {};
    return refusals().refuse(ErrorKind::Invalid, "publish_draft_old",
                             {{"role", draft.role},
                              {"draft", std::to_string(draft.metadata.version())},
                              {"next", std::to_string(next_version(draft.role))}});
}

Result<Metadata> Desk::start(const std::string& role) const {
    if (const auto draft = drafts_.find(role); draft != drafts_.end()) {
        SEN_CHECK(check_version(draft->second));
        return draft->second.metadata;
    }
    if (const Metadata* now = released_.find(role)) return *now;
    return Metadata::create(type_of(role));
}

Result<bool> Desk::save(const std::string& role, Metadata changed) {
    return save(role, std::move(changed), default_expiry(role, date_));
}

Result<bool> Desk::save(const std::string& role, Metadata changed, Day expires) {
    const auto draft = drafts_.find(role);
    const Metadata* now = draft != drafts_.end() ? &draft->second.metadata : released_.find(role);
    if (now != nullptr && lasting_content(*now) == lasting_content(changed)) return false;
    SEN_CHECK(save_renewed(role, std::move(changed), expires));
    return true;
}

Result<void> Desk::save_renewed(const std::string& role, Metadata changed, Day expires) {
    changed.set_version(next_version(role));
    changed.set_days(date_, expires);
    const auto draft = drafts_.find(role);
    if (draft != drafts_.end() && draft->second.metadata.has_same_content(changed)) return {};
    return write(role, changed);
}

Result<void> Desk::write(const std::string& role, const Metadata& metadata) {
    RepositoryState state = planned();
    state.set(role, metadata);
    std::vector<RoleKeys> signers;
    if (role == "root" && released_.root) signers.push_back(released_.root->keys_of("root"));
    signers.push_back(state.keys_of(role));
    const std::string folder = draft_files::folder_of(role);
    // The metadata last: it is what makes the folder a draft.
    SEN_CHECK(writer_.put(folder + "/" + draft_files::kSigners, signers_json(role, signers)));
    SEN_CHECK(writer_.put(folder + "/" + draft_files::kMetadata, metadata.bytes()));
    drafts_.insert_or_assign(role, Draft{role, directory() / folder, metadata, std::move(signers)});
    return {};
}

Result<void> Desk::sign(const std::string& role, const trust::PrivateKey& key) {
    return sign_draft(writer_, draft_files::folder_of(role) + "/" + draft_files::kMetadata,
                      drafts_.at(role), key);
}

Result<void> Desk::discard(const std::string& role) {
    drafts_.erase(role);
    return writer_.remove_folder(draft_files::folder_of(role));
}

}  // namespace sen::pack
