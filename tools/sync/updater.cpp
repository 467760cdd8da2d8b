// SPDX-License-Identifier: Apache-2.0
#include "updater.h"

#include <algorithm>

#include "base/log.h"
#include "sentences.h"

namespace sen::sync {

namespace {

using store::Trouble;
using Outcome = AuthorityLook::Outcome;

constexpr int kTriesOfOneCopy = 2;

/// Troubles of the source, in the words of an update: nobody copies packs by hand here.
const char* key_of_source(Trouble::Kind kind, const std::string& from) {
    if (kind == Trouble::Kind::ObjectMissing) return "update_object_missing";
    if (kind == Trouble::Kind::ObjectDamaged) return "update_object_damaged";
    const bool is_stick = !from.empty() && !is_mirror_address(from);
    return is_stick ? "update_stick_lost" : "update_source_lost";
}

std::string name_of(const store::PackOffer& offer) {
    const auto& path = offer.manifest.target_path();
    return path.substr(0, path.rfind('.'));
}

/// What is to be installed of all looks, less what turned out to be impossible.
struct Shipment {
    store::Change change;
    std::vector<AuthorityLook*> owners;  ///< of change.packs

    bool is_empty() const { return change.packs.empty() && change.withdrawals.empty(); }

    AuthorityLook* owner_of(const std::string& pack) const {
        for (std::size_t i = 0; i < owners.size(); ++i)
            if (name_of(change.packs[i]) == pack) return owners[i];
        return nullptr;
    }
    void drop(const std::string& pack) {
        for (std::size_t i = owners.size(); i-- > 0;) {
            if (name_of(change.packs[i]) != pack) continue;
            change.packs.erase(change.packs.begin() + static_cast<std::ptrdiff_t>(i));
            owners.erase(owners.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
};

bool is_of_source(Trouble::Kind kind) {
    return kind == Trouble::Kind::ObjectMissing || kind == Trouble::Kind::ObjectDamaged ||
           kind == Trouble::Kind::SourceUnreadable;
}

/// Troubles of one pack that leave the others as they are.
bool is_of_pack(Trouble::Kind kind) {
    switch (kind) {
        case Trouble::Kind::Older:
        case Trouble::Kind::OtherContent:
        case Trouble::Kind::OtherAuthority:
        case Trouble::Kind::WrongTarget:
        case Trouble::Kind::OfferedTwice:
        case Trouble::Kind::TooManyPacks:
        case Trouble::Kind::CatalogueRefused:
        case Trouble::Kind::CatalogueUnsupported:
            return true;
        default:
            return is_of_source(kind);
    }
}

}  // namespace

bool UpdateReport::is_good() const {
    return !complaint && std::all_of(authorities.begin(), authorities.end(),
                                     [](const auto& one) { return one.complaints.empty(); });
}

void Updater::look(const UpdateWishes& wishes, const LookContext& context,
                   const std::vector<Authority>& authorities, HttpClient& client,
                   UpdateReport& report, Looks& looks) {
    bool has_accepted = false;
    for (const auto& authority : authorities) {
        if (!wishes.authority.empty() && authority.id != wishes.authority) continue;
        auto repository = open_repository(wishes.from, authority.mirrors,
                                          {client, patience_, calls_, wishes.retries});
        if (!repository) {
            report.complaint = {{"source_missing", {{"from", wishes.from}}},
                                repository.error().message};
            return;
        }
        if (*repository == nullptr) continue;
        auto look = std::make_unique<AuthorityLook>(context, authority, std::move(*repository));
        const auto outcome = look->look();
        has_accepted = has_accepted || outcome != Outcome::Failed;
        report.authorities.push_back({look->id(), look->source(), outcome, {}, {}});
        looks.push_back(std::move(look));
    }
    if (looks.empty())
        report.complaint = {{wishes.authority.empty() ? "update_no_source" : "no_such_authority",
                             {{"authority", wishes.authority}}},
                            ""};
    // A stick is one authority's: that the others do not know its keys says nothing.
    if (wishes.from.empty() || !has_accepted) return;
    for (std::size_t i = looks.size(); i-- > 0;) {
        if (report.authorities[i].outcome != Outcome::Failed) continue;
        if (!looks[i]->is_of_another_authority()) continue;
        looks.erase(looks.begin() + static_cast<std::ptrdiff_t>(i));
        report.authorities.erase(report.authorities.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

void Updater::install(const UpdateWishes& wishes, const Looks& looks, UpdateReport& report) {
    Shipment shipment;
    for (const auto& look : looks) {
        for (const auto& pack : look->packs()) {
            shipment.change.packs.push_back(pack);
            shipment.owners.push_back(look.get());
        }
        shipment.change.withdrawals.insert(shipment.change.withdrawals.end(),
                                           look->withdrawals().begin(), look->withdrawals().end());
    }
    store::InstallOptions options;
    options.check = wishes.check;
    options.show_plan = wishes.show_plan;
    options.progress = wishes.progress;
    std::map<std::string, std::size_t> tries;
    while (!shipment.is_empty()) {
        store::StoreWriter writer(wishes.store, calls_);
        auto installed = writer.install(shipment.change, options);
        if (installed) {
            report.install = std::move(*installed);
            return;
        }
        const Trouble trouble = writer.trouble();
        AuthorityLook* owner = shipment.owner_of(trouble.pack);
        const std::string from = owner != nullptr ? owner->source() : wishes.from;
        Complaint complaint{sentence_of(trouble, wishes.store, from), installed.error().message};
        if (owner == nullptr || !is_of_pack(trouble.kind)) {
            report.complaint = std::move(complaint);
            return;
        }
        if (is_of_source(trouble.kind)) {
            complaint.sentence.key = key_of_source(trouble.kind, wishes.from);
            // What is here already stays, so that another try costs only what is missing.
            log::info("{}; once more", complaint.details);
            owner->repository()->turn_to_next_copy();
            if (++tries[trouble.pack] < kTriesOfOneCopy * owner->repository()->copies()) continue;
        }
        // A stick that is gone is gone for all of its packs: one sentence is enough.
        const auto& told = owner->complaints();
        const bool is_told = complaint.sentence.key == std::string_view("update_stick_lost") &&
                             std::any_of(told.begin(), told.end(), [&](const auto& one) {
                                 return one.sentence.key == complaint.sentence.key;
                             });
        if (!is_told) owner->complain(std::move(complaint));
        shipment.drop(trouble.pack);
    }
}

UpdateReport Updater::run(const UpdateWishes& wishes) {
    UpdateReport report;
    auto record = UpdateRecord::read(wishes.store);
    const auto finish = [&] {
        record.tried = static_cast<std::uint64_t>(
            std::max<std::chrono::seconds::rep>(clock_.wall().time_since_epoch().count(), 0));
        record.error.reset();
        if (report.complaint) record.error = report.complaint->sentence;
        // A store that takes nothing is complained about already.
        if (auto written = record.write(wishes.store, calls_); !written && report.is_good())
            log::warning("{}", written.error().message);
    };
    const auto authorities = read_authorities(wishes.store);
    if (!authorities || authorities->empty()) {
        report.complaint = {{authorities ? "update_trusts_nobody" : "update_authority_unreadable",
                             {{"store", wishes.store.string()}}},
                            authorities ? "" : authorities.error().message};
        return report;
    }
    const store::Store store(wishes.store);
    const auto installed = store.current().value_or(store::Generation{});
    PublisherTable publishers(*authorities);
    for (const auto& pack : installed.packs)
        if (pack.is_signed()) publishers.learn(pack.publisher, pack.authority);
    const LookContext context{store,  installed,  record,       calls_,
                              clock_, publishers, wishes.built, wishes.is_again};
    HttpClient client(wishes.limits);
    Looks looks;
    look(wishes, context, *authorities, client, report, looks);
    if (!report.complaint) install(wishes, looks, report);
    // Nobody was asked: what was wrong with them before is not what is wrong now.
    if (looks.empty())
        for (auto& [id, known] : record.authorities) known.error.reset();
    for (std::size_t i = 0; i < looks.size(); ++i) {
        report.authorities[i].notices = looks[i]->notices();
        report.authorities[i].complaints = looks[i]->complaints();
        record.authorities[looks[i]->id()] = looks[i]->record(!report.complaint);
    }
    if (report.install)
        for (const auto& [pack, is_new] : report.install->packs)
            if (is_new) record.forget_declined(pack.publisher, pack.id);
    report.bytes = client.bytes_received();
    report.requests = client.requests();
    finish();
    return report;
}

}  // namespace sen::sync
