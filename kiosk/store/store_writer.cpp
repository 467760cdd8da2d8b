// SPDX-License-Identifier: Apache-2.0
#include "store/store_writer.h"

#include <utility>

namespace sen::store {

namespace {

using Kind = Trouble::Kind;

/// What the change did to the packs of `base`, for the report.
void describe(const Generation& base, const Change& change, const std::vector<Offer>& offers,
              InstallReport& report) {
    for (const auto& offer : offers) {
        const auto* installed = base.find(offer.pack.publisher, offer.pack.id);
        report.packs.push_back({offer.pack, installed == nullptr || *installed != offer.pack});
    }
    for (const auto& removal : change.removed)
        if (const auto* installed = base.find(removal.publisher, removal.id))
            report.removed.push_back(*installed);
}

Kind folder_kind(ErrorKind kind) {
    if (kind == ErrorKind::NotFound) return Kind::ManifestMissing;
    return kind == ErrorKind::Io ? Kind::SourceUnreadable : Kind::ManifestDamaged;
}

}  // namespace

Result<InstallReport> StoreWriter::install_folder(DirectorySource& folder,
                                                  const InstallOptions& options) {
    troubles_.clear();
    auto manifest = folder.manifest();
    if (!manifest) {
        Trouble trouble;
        trouble.kind = folder_kind(manifest.error().kind);
        trouble.file = layout::kManifestFile;
        return troubles_.report(std::move(trouble), manifest.error().kind,
                                manifest.error().message);
    }
    Change change;
    change.packs.push_back({trust::allow_unsigned(std::move(*manifest)), "", &folder});
    return install(change, options);
}

Result<InstallReport> StoreWriter::install(const Change& change, const InstallOptions& options) {
    troubles_.clear();
    SEN_TRY(const auto offers, read_offers(change, options.policy, troubles_));
    SEN_TRY(const auto withdrawals, merge_withdrawals(change.withdrawals, troubles_));
    SEN_CHECK(open_store(IfMissing::Make));
    SEN_TRY(const Generation base, base_generation());
    InstallReport report;
    report.generation = base;
    SEN_TRY(report.has_new_withdrawals, write_withdrawals(withdrawals));
    SEN_TRY(auto packs, packs_after(base, change, offers, troubles_));
    describe(base, change, offers, report);
    SEN_TRY(const Plan plan, plan_change(offers, options.rehash_present));
    report.plan = plan.disk;
    report.objects = plan.disk.objects;
    report.bytes = plan.disk.bytes;
    if (options.show_plan) options.show_plan(plan.disk);
    SEN_CHECK(refuse_unless_fits(plan.disk));
    const bool is_installed = packs == base.packs;
    // The install that committed it may have been cut just before its last flush.
    if (is_installed && plan.wanted.empty()) SEN_CHECK(disk_.sync(root_));
    SEN_CHECK(clean_up(offers, plan.disk.drops_previous ? Previous::Drop : Previous::Keep));
    if (is_installed && plan.wanted.empty()) return report;
    SEN_CHECK(bring_objects(plan, options.progress));
    SEN_CHECK(check_catalogues(offers, options.check));
    report.outcome = InstallReport::Outcome::Repaired;
    if (!is_installed) {
        report.outcome = InstallReport::Outcome::Installed;
        SEN_TRY(report.generation, commit(base, std::move(packs)));
    } else {
        SEN_CHECK(disk_.sync_disk(root_));
    }
    clean_up_last();
    return report;
}

Result<bool> StoreWriter::write_withdrawals(const MergedWithdrawals& withdrawals) {
    if (withdrawals.empty()) return false;
    SEN_TRY(const auto ensured, disk_.ensure_folder(root_, layout::kWithdrawn));
    // Nor may the folders above it be durable.
    if (ensured.was_made) SEN_CHECK(disk_.sync_disk(root_));
    bool has_changed = false;
    for (const auto& [authority, bytes] : withdrawals) {
        const auto name = layout::withdrawn_file(authority);
        const auto before = read_file(directory_ / layout::kWithdrawn / name, kMaxWithdrawalBytes);
        if (before && *before == bytes) continue;
        SEN_CHECK(disk_.write_whole(ensured.folder, name, bytes));
        has_changed = true;
    }
    // What was written before may have been cut just before its flush.
    if (!has_changed) SEN_CHECK(disk_.sync_disk(root_));
    return has_changed;
}

Result<void> StoreWriter::bring_objects(const Plan& plan, const ProgressFunction& progress) {
    return ObjectWriter(disk_, staging_, objects_).write(plan.wanted, progress);
}

Result<void> StoreWriter::check_catalogues(const std::vector<Offer>& offers,
                                           const CatalogueCheck& check) {
    if (!check) return {};
    for (const auto& offer : offers) {
        auto verdict = check(store_.object_path(offer.manifest.catalogue), offer.manifest);
        if (verdict) continue;
        clean_up_last();
        Trouble trouble;
        trouble.kind = verdict.error().kind == ErrorKind::Unsupported ? Kind::CatalogueUnsupported
                                                                      : Kind::CatalogueRefused;
        trouble.pack = offer.pack.publisher + "/" + offer.pack.id;
        trouble.offered = offer.pack.version;
        return troubles_.report(std::move(trouble), verdict.error().kind, verdict.error().message);
    }
    return {};
}

Result<Generation> StoreWriter::roll_back() {
    troubles_.clear();
    SEN_CHECK(open_store(IfMissing::Fail));
    const auto current = store_.current();
    auto target = store_.previous();
    if (!current && current.error().kind == ErrorKind::Corrupt) {
        if (auto other = newest_readable()) target = std::move(*other);
    }
    if (!target) {
        Trouble trouble;
        trouble.kind = current ? Kind::NoPrevious : Kind::NothingInstalled;
        return troubles_.report(std::move(trouble), target.error().kind, target.error().message);
    }
    SEN_CHECK(check_complete(*target));
    if (current && current->previous == target->number) {
        // Durable with the flush before `current` moves: without it the way back would be
        // forgotten. Until then it means nothing, because it only counts when it was installed on
        // top of what is current.
        SEN_CHECK(disk_.point(root_, layout::kUndone, layout::generation_target(current->number)));
    }
    SEN_CHECK(make_current(target->number));
    return target;
}

Result<void> StoreWriter::check_complete(const Generation& generation) {
    for (const auto& pack : generation.packs) {
        Trouble trouble;
        trouble.kind = Kind::StoreDamaged;
        trouble.pack = pack.publisher + "/" + pack.id;
        trouble.file = layout::kManifestFile;
        const auto manifest = store_.manifest(pack);
        if (!manifest)
            return troubles_.report(std::move(trouble), ErrorKind::Corrupt,
                                    manifest.error().message);
        for (const auto& entry : manifest->objects) {
            SEN_TRY(const auto presence, look_at(entry.object, entry.length, false));
            if (presence == Presence::Good) continue;
            trouble.file = entry.path;
            return troubles_.report(
                std::move(trouble), ErrorKind::Corrupt,
                fmt::format("generation {} lacks {}", generation.number, entry.path));
        }
    }
    return {};
}

}  // namespace sen::store
