// SPDX-License-Identifier: Apache-2.0
// The part of StoreWriter that knows before the first byte what a change asks of the disk.
#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include "store/store_writer.h"

namespace sen::store {

namespace {

constexpr std::uint64_t kBlock = 4096;
constexpr std::uint64_t kLeastReserve = 64'000'000;  // bytes; logs and the state must go on
constexpr std::uint64_t kReserveShare = 20;          // one part in: 5 %

std::uint64_t in_blocks(std::uint64_t bytes) {
    return (bytes + kBlock - 1) / kBlock * kBlock;
}

/// Every object that the offers name, once.
std::map<Digest, WantedObject> objects_of(const std::vector<Offer>& offers) {
    std::map<Digest, WantedObject> all;
    for (const auto& offer : offers) {
        const std::string pack = offer.pack.publisher + "/" + offer.pack.id;
        all.insert({offer.pack.manifest,
                    {offer.pack.manifest, offer.manifest_bytes, layout::kManifestFile, pack,
                     offer.own.get(), false}});
        for (const auto& entry : offer.manifest.objects)
            all.insert({entry.object,
                        {entry.object, entry.length, entry.path, pack, offer.source, false}});
    }
    return all;
}

}  // namespace

Result<StoreWriter::Plan> StoreWriter::plan_change(const std::vector<Offer>& offers,
                                                   bool rehash_present) {
    auto all = objects_of(offers);
    Plan plan;
    for (auto& [digest, object] : all) {
        SEN_TRY(const auto presence, look_at(digest, object.length, rehash_present));
        if (presence == Presence::Good) {
            ++plan.disk.present;
            continue;
        }
        object.is_damaged = presence == Presence::Damaged;
        const auto kept = object.source->can_resume() ? size_of_partial(object) : 0;
        plan.disk.needs += in_blocks(object.length) - in_blocks(kept);
        plan.disk.bytes += object.length;
        plan.disk.kept += kept;
        ++plan.disk.objects;
        plan.wanted.push_back(std::move(object));
    }
    SEN_CHECK(measure(plan.disk, offers));
    return plan;
}

std::uint64_t StoreWriter::size_of_partial(const WantedObject& object) {
    const auto name = std::string(layout::kPartial) + "/" + object.object.hex();
    struct stat facts {};
    if (disk_.calls().status_at(staging_.fd.get(), name, facts) < 0) return 0;
    return std::min(static_cast<std::uint64_t>(facts.st_size), object.length);
}

Result<void> StoreWriter::measure(DiskPlan& plan, const std::vector<Offer>& offers) {
    struct statvfs facts {};
    const int answer = disk_.calls().space(staging_.fd.get(), facts);
    if (answer < 0) return troubles_.store_call(-answer, "measure", "store");
    const std::uint64_t unit = facts.f_frsize;
    const std::uint64_t free = facts.f_bavail * unit;
    const std::uint64_t reserve = std::max(facts.f_blocks * unit / kReserveShare, kLeastReserve);
    plan.has = free > reserve ? free - reserve : 0;
    // Of a damaged store nothing is thrown away.
    auto kept = find_kept(offers);
    if (!kept) return {};
    const auto count = [&]() -> Result<void> {
        SEN_TRY(const auto leftovers, find_leftovers(*kept));
        plan.cleaned = 0;
        plan.cleaned_objects = leftovers.size();
        for (const auto& leftover : leftovers) plan.cleaned += leftover.bytes;
        return {};
    };
    SEN_CHECK(count());
    if (plan.fits() || !kept->previous) return {};
    // A commit would take the previous generation's place anyway.
    const auto with_previous = plan;
    kept->previous.reset();
    kept->named_previous.clear();
    SEN_CHECK(count());
    plan.drops_previous = plan.fits();
    if (!plan.drops_previous) plan = with_previous;
    return {};
}

Result<StoreWriter::Presence> StoreWriter::look_at(const Digest& object, std::uint64_t length,
                                                   bool rehash) {
    const std::string name = layout::object_folder(object) + "/" + object.hex();
    struct stat facts {};
    const int answer = disk_.calls().status_at(objects_.fd.get(), name, facts);
    if (answer == -ENOENT) return Presence::Missing;
    if (answer < 0) return troubles_.store_call(-answer, "look at", objects_.at(name));
    const bool has_length =
        S_ISREG(facts.st_mode) && static_cast<std::uint64_t>(facts.st_size) == length;
    if (!has_length) return Presence::Damaged;
    if (!rehash) return Presence::Good;
    return check_object(store_, object, length) ? Presence::Damaged : Presence::Good;
}

Result<void> StoreWriter::refuse_unless_fits(const DiskPlan& plan) {
    if (plan.fits()) return {};
    Trouble trouble;
    trouble.kind = Kind::NoSpace;
    trouble.need = plan.needs;
    trouble.has = plan.has + plan.cleaned;
    return troubles_.report(
        std::move(trouble), ErrorKind::Full,
        fmt::format("store: {} bytes are needed, {} may be used, {} would become free", plan.needs,
                    plan.has, plan.cleaned));
}

}  // namespace sen::store
