// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authority.h"
#include "base/clock.h"
#include "complaint.h"
#include "repository_sources.h"
#include "root_keeper.h"
#include "store/change.h"
#include "store/trusted_folder.h"
#include "trust/client.h"
#include "trust/time_ratchet.h"
#include "update_record.h"

namespace sen::sync {

/// What all looks of one update share; everything outlives them.
struct LookContext {
    const store::Store& store;
    const store::Generation& installed;  ///< empty when nothing is
    const UpdateRecord& record;
    store::SystemCalls& calls;
    const Clock& clock;
    PublisherTable& publishers;
    std::chrono::sys_seconds built;  ///< when this program was: T_low is never below
    bool is_again = false;           ///< also what somebody went back from
};

/// One authority's part of an update: asks its repository, lets trust::Client judge, and fetches
/// the manifests and withdrawal lists of what it offers. Makes nothing current.
class AuthorityLook {
  public:
    /// `repository`: null when there is none to ask.
    AuthorityLook(const LookContext& context, const Authority& authority,
                  std::unique_ptr<Repository> repository);

    enum class Outcome {
        Unchanged,  ///< a quick look was enough: all is as it was taken before
        Looked,     ///< packs() and withdrawals() are what there is
        Failed,     ///< see complaints()
    };
    Outcome look();

    const std::string& id() const { return authority_.id; }
    const std::string& source() const { return source_; }
    Repository* repository() { return repository_.get(); }
    /// What there is to install; the packs' source is this look.
    const std::vector<store::PackOffer>& packs() const { return packs_; }
    const std::vector<store::WithdrawalOffer>& withdrawals() const { return withdrawals_; }
    const std::vector<Complaint>& complaints() const { return complaints_; }
    /// What staff may want to know though nothing is wrong.
    const std::vector<Sentence>& notices() const { return notices_; }
    /// Whether the failure only says that the tree is somebody else's.
    bool is_of_another_authority() const { return is_of_another_; }
    /// What to remember, when everything that was offered is installed or not.
    AuthorityRecord record(bool is_taken) const;

    void complain(Complaint complaint) { complaints_.push_back(std::move(complaint)); }

  private:
    /// `why` gets the store's trouble.
    Result<void> prepare(store::Trouble& why);
    Result<bool> is_quick_look_enough();
    Result<void> refresh();
    void gather(const std::vector<trust::TargetFile>& targets);
    void add_pack(const trust::TargetFile& target, const std::string& publisher,
                  const std::string& pack);
    /// Keeps the lists as they were signed, for sticks that are made here.
    void keep_lists(const std::vector<store::WithdrawalOffer>& offers) const;
    void add_withdrawals(const std::vector<trust::TargetFile>& lists);
    Result<trust::VerifiedBytes> fetch_manifest(const trust::TargetFile& target,
                                                const store::InstalledPack* installed);
    Result<trust::VerifiedBytes> fetch_target(const trust::TargetFile& target,
                                              std::uint64_t max_bytes);
    void expect_catalogue_delta(const store::Manifest& manifest,
                                const store::InstalledPack* installed);
    void fail_with(const Error& error);
    std::uint64_t now() const;

    const LookContext& context_;
    Authority authority_;
    std::unique_ptr<Repository> repository_;
    std::string source_;
    std::unique_ptr<store::TrustedFolder> files_;
    std::optional<RootKeeper> keeper_;
    std::optional<trust::TimeRatchet> ratchet_;
    std::optional<RepositoryMetadata> metadata_;
    std::optional<RepositoryObjects> objects_;
    std::optional<trust::Client> client_;
    AuthorityRecord record_;
    Validators validators_;  ///< of the timestamp.json that is looked at; remembered once trusted
    bool is_looked_ = false, is_of_another_ = false;
    std::vector<store::PackOffer> packs_;
    std::vector<store::WithdrawalOffer> withdrawals_;
    std::vector<Complaint> complaints_;
    std::vector<Sentence> notices_;
};

}  // namespace sen::sync
