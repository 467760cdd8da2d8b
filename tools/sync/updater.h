// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authority_look.h"
#include "http_client.h"
#include "open_repository.h"
#include "store/store_writer.h"

namespace sen::sync {

struct UpdateWishes {
    std::filesystem::path store;
    std::string from;       ///< address or folder; empty: each authority's own mirrors
    std::string authority;  ///< only this one; empty: all
    bool is_again = false;  ///< also versions that somebody went back from
    std::chrono::sys_seconds built;
    HttpLimits limits;
    RetryRules retries;
    store::CatalogueCheck check;
    std::function<void(const store::DiskPlan&)> show_plan;
    store::ProgressFunction progress;
};

struct UpdateReport {
    struct Authority {
        std::string id, source;
        AuthorityLook::Outcome outcome = AuthorityLook::Outcome::Failed;
        std::vector<Sentence> notices;
        std::vector<Complaint> complaints;
    };
    std::vector<Authority> authorities;
    std::optional<store::InstallReport> install;  ///< when there was something to bring
    std::optional<Complaint> complaint;           ///< about the kiosk itself, not one authority
    std::uint64_t bytes = 0, requests = 0;        ///< over the web

    bool is_good() const;
};

/// `sen-sync update`: looks at every authority's repository and makes all that is new one
/// generation. One act at a time; all that is passed in outlives it.
class Updater {
  public:
    Updater(store::SystemCalls& calls, const Clock& clock, Patience& patience)
        : calls_(calls), clock_(clock), patience_(patience) {}

    UpdateReport run(const UpdateWishes& wishes);

  private:
    using Looks = std::vector<std::unique_ptr<AuthorityLook>>;

    void look(const UpdateWishes& wishes, const LookContext& context,
              const std::vector<Authority>& authorities, HttpClient& client, UpdateReport& report,
              Looks& looks);
    void install(const UpdateWishes& wishes, const Looks& looks, UpdateReport& report);

    store::SystemCalls& calls_;
    const Clock& clock_;
    Patience& patience_;
};

}  // namespace sen::sync
