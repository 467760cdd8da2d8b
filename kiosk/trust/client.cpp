// SPDX-License-Identifier: Apache-2.0
#include "trust/client.h"

#include <algorithm>

#include "trust/file_names.h"
#include "trust/time_ratchet.h"
#include "trust/workflow.h"

namespace sen::trust {

namespace {

RoleFacts facts_of(const std::string& role, const Envelope& envelope,
                   std::vector<std::string> signers) {
    return {role, envelope.version, envelope.expires, std::move(signers)};
}

}  // namespace

Client::Client(std::unique_ptr<Workflow> workflow) : workflow_(std::move(workflow)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::open(TrustedFiles& trusted, MetadataSource& source,
                            std::chrono::sys_seconds reference_time, const Limits& limits) {
    const auto bytes = trusted.load(trusted_file_name(kRoot));
    if (!bytes) return add_context(bytes.error(), "the trusted root");
    auto set = TrustedSet::create(*bytes, reference_time);
    if (!set) return add_context(set.error(), "the trusted root");
    auto workflow = std::make_unique<Workflow>(trusted, source, std::move(*set), limits);
    SEN_CHECK(workflow->load());
    return Client(std::move(workflow));
}

Result<void> Client::initialise(TrustedFiles& trusted, std::string_view root_bytes) {
    SEN_CHECK(TrustedSet::create(root_bytes, {}));
    // First what the former root vouched for: a cut leaves the former root alone, never a mixture.
    for (const char* role : {kTimestamp, kSnapshot, kTargets})
        SEN_CHECK(trusted.remove(trusted_file_name(role)));
    SEN_CHECK(trusted.remove(kTimeFile));
    return trusted.save(trusted_file_name(kRoot), root_bytes);
}

Result<void> Client::refresh() {
    return workflow_->refresh();
}

Result<std::optional<TargetFile>> Client::find_target(const std::string& path) {
    return workflow_->find_target(path);
}

Result<std::vector<TargetFile>> Client::list_targets() {
    return workflow_->list_targets();
}

const std::vector<FaultReport>& Client::skipped() const {
    return workflow_->skipped();
}

const Root& Client::root() const {
    return workflow_->set().root();
}

std::vector<RoleFacts> Client::roles() const {
    const auto& set = workflow_->set();
    const auto top_level = [&](const char* role, const Envelope& envelope) {
        return facts_of(role, envelope,
                        check_threshold(root().role(role), root().keys, envelope)
                            .value_or(std::vector<std::string>{}));
    };
    std::vector<RoleFacts> facts{top_level(kRoot, root())};
    if (set.timestamp()) facts.push_back(top_level(kTimestamp, *set.timestamp()));
    if (set.snapshot()) facts.push_back(top_level(kSnapshot, *set.snapshot()));
    const auto first_delegated = facts.size();
    for (const auto& [role, loaded] : set.targets()) {
        const auto place = role == kTargets ? first_delegated : facts.size();
        facts.insert(facts.begin() + static_cast<std::ptrdiff_t>(place),
                     facts_of(role, loaded.targets, loaded.signers.begin()->second));
    }
    return facts;
}

std::optional<std::chrono::sys_seconds> Client::issued() const {
    const auto& set = workflow_->set();
    std::vector<const Envelope*> top_level{&root()};
    if (set.timestamp()) top_level.push_back(&*set.timestamp());
    if (set.snapshot()) top_level.push_back(&*set.snapshot());
    if (const auto targets = set.targets().find(kTargets); targets != set.targets().end())
        top_level.push_back(&targets->second.targets);
    std::optional<std::chrono::sys_seconds> latest;
    for (const auto* envelope : top_level) {
        if (!envelope->issued || envelope->issued < latest) continue;
        const auto is_outlived = [&](const Envelope* other) {
            return other->is_expired(*envelope->issued);
        };
        if (std::none_of(top_level.begin(), top_level.end(), is_outlived))
            latest = envelope->issued;
    }
    return latest;
}

const FaultReport& Client::fault() const {
    return workflow_->fault();
}

}  // namespace sen::trust
