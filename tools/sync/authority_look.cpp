// SPDX-License-Identifier: Apache-2.0
#include "authority_look.h"

#include <algorithm>
#include <system_error>

#include "base/log.h"
#include "http_repository.h"
#include "sentences.h"
#include "small_file.h"
#include "store/delta.h"
#include "store/withdrawal.h"

namespace sen::sync {

namespace {

using trust::TrustFault;

constexpr std::uint64_t kMaxTimestampBytes = 16 << 10;
constexpr std::uint64_t kDay = 24 * 60 * 60;
constexpr std::string_view kWithdrawn = "withdrawn";

/// "<publisher>/<pack>.json".
struct PackName {
    std::string publisher, pack;
};
std::optional<PackName> parse_pack_name(const std::string& path) {
    constexpr std::string_view kEnding = ".json";
    const auto slash = path.find('/');
    if (slash == std::string::npos || !path.ends_with(kEnding)) return std::nullopt;
    PackName name{path.substr(0, slash),
                  path.substr(slash + 1, path.size() - slash - 1 - kEnding.size())};
    if (!store::is_identifier(name.publisher) || !store::is_identifier(name.pack))
        return std::nullopt;
    return name;
}

std::optional<Digest> sha256_of(const trust::TargetFile& target) {
    const auto found = target.hashes.find("sha256");
    if (found == target.hashes.end()) return std::nullopt;
    const auto digest = Digest::from_hex(found->second);
    return digest ? std::optional(*digest) : std::nullopt;
}

std::uint64_t seconds_of(std::chrono::sys_seconds time) {
    return static_cast<std::uint64_t>(
        std::max<std::chrono::seconds::rep>(time.time_since_epoch().count(), 0));
}

/// Everything that the lists are, in one value: the same again need not be fetched again.
std::string stamp_of(const std::vector<trust::TargetFile>& lists) {
    std::string text;
    for (const auto& list : lists) {
        text += list.path + '\n';
        for (const auto& [algorithm, hash] : list.hashes) text += algorithm + hash + '\n';
    }
    return sha256(text).hex();
}

}  // namespace

AuthorityLook::AuthorityLook(const LookContext& context, const Authority& authority,
                             std::unique_ptr<Repository> repository)
    : context_(context), authority_(authority), repository_(std::move(repository)) {
    const auto known = context.record.authorities.find(authority.id);
    if (known != context.record.authorities.end()) record_ = known->second;
    record_.error.reset();
    if (repository_) source_ = repository_->name();
}

std::uint64_t AuthorityLook::now() const {
    return seconds_of(context_.clock.wall());
}

void AuthorityLook::fail_with(const Error& error) {
    trust::FaultReport report;
    report.fault = TrustFault::SourceFailed;
    if (client_ && client_->fault().fault != TrustFault::None) report = client_->fault();
    is_of_another_ = report.fault == TrustFault::BadSignature;
    auto sentence = sentence_of(report, authority_.id, source_);
    const auto* web = dynamic_cast<const HttpRepository*>(repository_.get());
    const bool is_source = report.fault == TrustFault::SourceFailed;
    if (web != nullptr && web->has_met_web_page() &&
        (is_source || report.fault == TrustFault::Malformed))
        sentence.key = "update_web_page";
    else if (is_source && error.kind == ErrorKind::NotFound)
        // timestamp.json is asked for before there is a client; what lacks later belongs to it.
        sentence.key = client_ ? "update_mismatch" : "update_no_content";
    else if (is_source && web == nullptr)
        sentence.key = "update_stick_unreadable";
    complain({std::move(sentence), error.message});
}

AuthorityLook::Outcome AuthorityLook::look() {
    store::Trouble trouble;
    if (auto ready = prepare(trouble); !ready) {
        complain({trusted_unreadable(trouble, context_.store.directory(), authority_.id),
                  ready.error().message});
        return Outcome::Failed;
    }
    const auto is_enough = is_quick_look_enough();
    if (!is_enough) {
        fail_with(is_enough.error());
        return Outcome::Failed;
    }
    if (*is_enough) {
        record_.confirmed = now();
        record_.source = source_;
        return Outcome::Unchanged;
    }
    const auto targets = [&]() -> Result<std::vector<trust::TargetFile>> {
        SEN_CHECK(refresh());
        return client_->list_targets();
    }();
    if (!targets) {
        fail_with(targets.error());
        return Outcome::Failed;
    }
    gather(*targets);
    return Outcome::Looked;
}

Result<void> AuthorityLook::prepare(store::Trouble& why) {
    const auto& directory = context_.store.directory();
    SEN_TRY(files_, store::TrustedFolder::open(directory, authority_.id, context_.calls, &why));
    keeper_.emplace(*files_, trusted::roots(directory, authority_.id), context_.calls);
    SEN_TRY(ratchet_, trust::TimeRatchet::open(*keeper_, context_.built));
    metadata_.emplace(*repository_);
    objects_.emplace(*repository_, context_.store);
    return {};
}

/// One small request tells whether anything is new: whoever publishes writes timestamp.json last,
/// after everything else and with every new root.
Result<bool> AuthorityLook::is_quick_look_enough() {
    const auto known = keeper_->load("timestamp.json");
    const std::string stamp = known ? sha256(*known).hex() : "";
    const bool is_taken = known && record_.taken == stamp;
    SEN_TRY(auto fresh, repository_->read_fresh(RepositoryMetadata::path_of("timestamp.json"),
                                                kMaxTimestampBytes,
                                                is_taken ? record_.validators : Validators{}));
    source_ = repository_->name();
    const bool is_same = fresh.is_unchanged || (known && fresh.bytes == *known);
    validators_ = fresh.is_unchanged ? record_.validators : fresh.validators;
    if (is_same) record_.validators = validators_;
    const auto age = now() > record_.looked ? now() - record_.looked : record_.looked - now();
    const bool is_valid = record_.expires > seconds_of(ratchet_->reference_time());
    if (is_taken && is_same && is_valid && age < kDay && !context_.is_again) return true;
    metadata_->set_timestamp(fresh.is_unchanged ? *known : std::move(fresh.bytes));
    return false;
}

Result<void> AuthorityLook::refresh() {
    for (std::size_t left = repository_->copies();; --left) {
        SEN_TRY(client_, trust::Client::open(*keeper_, *metadata_, ratchet_->reference_time()));
        auto refreshed = client_->refresh();
        if (refreshed) break;
        const bool is_ours = client_->fault().fault == TrustFault::StorageFailed;
        if (is_ours || left <= 1) return refreshed;
        // One copy may be old or spoilt where another is not.
        repository_->turn_to_next_copy();
        metadata_->forget_timestamp();
        validators_ = {};
    }
    source_ = repository_->name();
    record_.validators = validators_;
    is_looked_ = true;
    if (const auto issued = client_->issued()) {
        record_.issued = seconds_of(*issued);
        SEN_CHECK(ratchet_->raise(*issued));
    }
    return {};
}

void AuthorityLook::gather(const std::vector<trust::TargetFile>& targets) {
    // Publishers' roles are known only now that the targets are listed.
    record_.expires = 0;
    for (const auto& role : client_->roles())
        if (record_.expires == 0 || seconds_of(role.expires) < record_.expires)
            record_.expires = seconds_of(role.expires);
    for (const auto& skipped : client_->skipped()) {
        auto sentence = sentence_of(skipped, authority_.id, source_);
        const bool is_whole_role = skipped.fault != TrustFault::NotDelegated;
        complain({std::move(sentence),
                  fmt::format("the role {}{} is left out", skipped.role,
                              is_whole_role ? "" : ": what it was not given to sign")});
    }
    std::vector<trust::TargetFile> lists;
    for (const auto& target : targets) {
        const auto name = parse_pack_name(target.path);
        if (target.path == std::string(kWithdrawn) + ".json" || (name && name->pack == kWithdrawn))
            lists.push_back(target);
        else if (name)
            add_pack(target, name->publisher, name->pack);
    }
    add_withdrawals(lists);
}

void AuthorityLook::add_pack(const trust::TargetFile& target, const std::string& publisher,
                             const std::string& pack) {
    const std::string full_name = publisher + "/" + pack;
    const auto about = [&](const char* key, std::string version) {
        return Sentence{key,
                        {{"authority", authority_.id},
                         {"pack", full_name},
                         {"version", std::move(version)},
                         {"source", source_}}};
    };
    if (!context_.publishers.may_bring(authority_.id, publisher)) {
        notices_.push_back(about("update_not_its_publisher", ""));
        return;
    }
    const auto* installed = context_.installed.find(publisher, pack);
    auto bytes = fetch_manifest(target, installed);
    if (!bytes) {
        complain({about("update_no_manifest", ""), bytes.error().message});
        return;
    }
    const auto manifest = store::Manifest::parse(bytes->bytes());
    if (!manifest) {
        const bool is_newer = manifest.error().kind == ErrorKind::Unsupported;
        complain({about(is_newer ? "update_pack_unsupported" : "update_no_manifest", ""),
                  manifest.error().message});
        return;
    }
    if (!context_.is_again && context_.record.is_declined(publisher, pack, manifest->version) &&
        (installed == nullptr || installed->version < manifest->version)) {
        notices_.push_back(about("update_declined", std::to_string(manifest->version)));
        return;
    }
    expect_catalogue_delta(*manifest, installed);
    packs_.push_back({std::move(*bytes), authority_.id, &*objects_});
}

void AuthorityLook::expect_catalogue_delta(const store::Manifest& manifest,
                                           const store::InstalledPack* installed) {
    if (installed == nullptr) return;
    for (const auto& entry : manifest.objects)
        if (entry.object == manifest.catalogue && entry.length <= store::kMaxDeltaFile)
            objects_->expect_delta(entry.object, entry.length, installed->catalogue);
}

Result<trust::VerifiedBytes> AuthorityLook::fetch_manifest(const trust::TargetFile& target,
                                                           const store::InstalledPack* installed) {
    const auto digest = sha256_of(target);
    if (digest) {
        if (auto held = context_.store.read_object(*digest, store::kMaxManifestBytes))
            if (auto verified = trust::verify_target(target, std::move(*held))) return verified;
        if (installed != nullptr)
            if (auto rebuilt = objects_->rebuild(*digest, target.length, installed->manifest))
                if (auto verified = trust::verify_target(target, std::move(*rebuilt)))
                    return verified;
    }
    return fetch_target(target, store::kMaxManifestBytes);
}

Result<trust::VerifiedBytes> AuthorityLook::fetch_target(const trust::TargetFile& target,
                                                         std::uint64_t max_bytes) {
    if (target.length > max_bytes)
        return fail(ErrorKind::Invalid, "{}: {} bytes are more than the {} allowed", target.path,
                    target.length, max_bytes);
    const std::string file =
        "targets/" + trust::target_file_name(target, client_->root().is_consistent_snapshot);
    for (std::size_t left = repository_->copies();; --left) {
        auto bytes = repository_->read(file, target.length);
        auto verified = bytes ? trust::verify_target(target, std::move(*bytes))
                              : Result<trust::VerifiedBytes>(tl::unexpected(bytes.error()));
        if (verified || left <= 1) return verified;
        repository_->turn_to_next_copy();
    }
}

void AuthorityLook::keep_lists(const std::vector<store::WithdrawalOffer>& offers) const {
    const auto folder = trusted::lists(context_.store.directory(), authority_.id);
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    for (const auto& offer : offers) {
        const auto& bytes = offer.list.bytes();
        if (auto kept = write_small_file(folder / sha256(bytes).hex(), bytes, context_.calls);
            !kept)
            log::warning("{}", kept.error().message);
    }
}

void AuthorityLook::add_withdrawals(const std::vector<trust::TargetFile>& lists) {
    if (lists.empty()) return;
    const std::string stamp = stamp_of(lists);
    if (stamp == record_.withdrawn) return;
    std::vector<store::WithdrawalOffer> offers;
    for (const auto& list : lists) {
        auto bytes = fetch_target(list, store::kMaxWithdrawalBytes);
        if (!bytes) {
            // All or none: a part of the lists would bring back what the rest withdraws.
            complain({{"update_no_withdrawals",
                       {{"authority", authority_.id}, {"file", list.path}, {"source", source_}}},
                      bytes.error().message});
            return;
        }
        offers.push_back({std::move(*bytes), authority_.id});
    }
    keep_lists(offers);
    withdrawals_ = std::move(offers);
    record_.withdrawn = stamp;
}

AuthorityRecord AuthorityLook::record(bool is_taken) const {
    AuthorityRecord record = record_;
    if (!complaints_.empty()) record.error = complaints_.front().sentence;
    if (!is_looked_) return record;
    record.confirmed = record.looked = now();
    record.source = source_;
    const auto timestamp = files_->load("timestamp.json");
    record.taken = is_taken && complaints_.empty() && timestamp ? sha256(*timestamp).hex() : "";
    return record;
}

}  // namespace sen::sync
