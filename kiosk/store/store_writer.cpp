// SPDX-License-Identifier: Apache-2.0
#include "store/store_writer.h"

#include <algorithm>
#include <cerrno>
#include <map>

namespace sen::store {

namespace {

using Kind = Trouble::Kind;

constexpr std::uint64_t kBlock = 4096;
constexpr std::uint64_t kLeastReserve = 64'000'000;  // bytes; logs and the state must go on
constexpr std::uint64_t kReserveShare = 20;          // one part in: 5 %

/// The manifest is stored as an object too; this source knows its bytes already.
class OfferSource final : public ObjectSource {
  public:
    OfferSource(ObjectSource& source, const Digest& digest, const std::string& bytes)
        : source_(source), digest_(digest), bytes_(bytes) {}

    Result<std::string> manifest() override { return bytes_; }
    Result<std::unique_ptr<ObjectStream>> open(const Digest& object) override {
        if (object != digest_) return source_.open(object);
        return std::unique_ptr<ObjectStream>(std::make_unique<MemoryStream>(bytes_));
    }

  private:
    class MemoryStream final : public ObjectStream {
      public:
        explicit MemoryStream(std::string_view bytes) : left_(bytes) {}
        Result<std::size_t> read(std::span<std::byte> buffer) override {
            const auto count = std::min(buffer.size(), left_.size());
            const auto piece = std::as_bytes(std::span(left_.data(), count));
            std::copy(piece.begin(), piece.end(), buffer.begin());
            left_.remove_prefix(count);
            return count;
        }

      private:
        std::string_view left_;
    };

    ObjectSource& source_;
    const Digest& digest_;
    const std::string& bytes_;
};

Kind manifest_kind(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::NotFound:
            return Kind::ManifestMissing;
        case ErrorKind::Io:
            return Kind::SourceUnreadable;
        case ErrorKind::Unsupported:
            return Kind::ManifestUnsupported;
        case ErrorKind::Untrusted:
            return Kind::Untrusted;
        default:
            return Kind::ManifestDamaged;
    }
}

Trouble trouble_of(const InstalledPack& pack, Kind kind) {
    Trouble trouble;
    trouble.kind = kind;
    trouble.pack = pack.publisher + "/" + pack.id;
    trouble.offered = pack.version;
    return trouble;
}

}  // namespace

Result<InstallReport> StoreWriter::install(ObjectSource& source, const InstallOptions& options) {
    troubles_.clear();
    SEN_TRY(const Offer offer, read_offer(source, options.policy));
    SEN_CHECK(open_store(IfMissing::Make));
    SEN_TRY(const Generation base, base_generation());
    SEN_CHECK(check_version(base, offer));
    clean_up(&offer.manifest);
    SEN_TRY(const Plan plan_made, plan(offer, base, options.rehash_present));
    InstallReport report{InstallReport::Outcome::NothingToDo, offer.pack, base,
                         plan_made.wanted.size(), 0};
    for (const auto& wanted : plan_made.wanted) report.bytes += wanted.length;
    const auto* installed = base.find(offer.pack.publisher, offer.pack.id);
    const bool is_installed = installed != nullptr && *installed == offer.pack;
    if (is_installed && plan_made.wanted.empty()) {
        // The install that committed it may have been cut just before its last flush.
        SEN_CHECK(disk_.sync(root_));
        return report;
    }
    SEN_CHECK(bring_objects(plan_made, offer, source, options.progress));
    SEN_CHECK(check_catalogue(offer, options.check));
    report.outcome = InstallReport::Outcome::Repaired;
    if (!is_installed) {
        report.outcome = InstallReport::Outcome::Installed;
        SEN_TRY(report.generation, commit(base, offer.pack));
        clean_up(nullptr);
    }
    return report;
}

Result<StoreWriter::Offer> StoreWriter::read_offer(ObjectSource& source, trust::Policy policy) {
    const auto read = [&]() -> Result<Offer> {
        SEN_TRY(auto untrusted, source.manifest());
        SEN_TRY(const auto verified, trust::decide(std::move(untrusted), policy));
        SEN_TRY(auto manifest, Manifest::parse(verified.bytes()));
        InstalledPack pack{manifest.pack,       manifest.publisher,       manifest.issued,
                           manifest.version,    sha256(verified.bytes()), manifest.catalogue,
                           verified.is_signed()};
        return Offer{verified.bytes(), std::move(manifest), std::move(pack)};
    };
    auto offer = read();
    if (offer) return offer;
    Trouble trouble;
    trouble.kind = manifest_kind(offer.error().kind);
    trouble.file = layout::kManifestFile;
    return troubles_.report(std::move(trouble), offer.error().kind, offer.error().message);
}

Result<void> StoreWriter::check_version(const Generation& base, const Offer& offer) {
    const auto& fresh = offer.pack;
    const auto* installed = base.find(fresh.publisher, fresh.id);
    const auto refuse = [&](Kind kind, std::string why) {
        Trouble trouble = trouble_of(fresh, kind);
        if (installed != nullptr) trouble.installed = installed->version;
        return troubles_.report(std::move(trouble), ErrorKind::Invalid, std::move(why));
    };
    if (installed == nullptr) {
        if (base.packs.size() < kMaxPacks) return {};
        return refuse(Kind::TooManyPacks, fmt::format("{} packs are installed", kMaxPacks));
    }
    if (installed->is_signed && !fresh.is_signed)
        return refuse(Kind::UnsignedOverSigned, "an unsigned pack may not replace a signed one");
    if (fresh.version < installed->version)
        return refuse(Kind::Older, fmt::format("version {} is offered, version {} is installed",
                                               fresh.version, installed->version));
    // An unsigned version is a draft and may still change; a signed one is what it is for ever.
    if (fresh.version == installed->version && installed->is_signed &&
        fresh.manifest != installed->manifest)
        return refuse(Kind::OtherContent,
                      fmt::format("version {} is installed with other content", fresh.version));
    return {};
}

Result<StoreWriter::Plan> StoreWriter::plan(const Offer& offer, const Generation& base,
                                            bool rehash_present) {
    std::map<Digest, WantedObject> all;
    all[offer.pack.manifest] = {offer.pack.manifest, offer.bytes.size(), layout::kManifestFile,
                                false};
    for (const auto& entry : offer.manifest.objects)
        all.insert({entry.object, {entry.object, entry.length, entry.path, false}});
    const auto durable = objects_of(store_, base);
    Plan plan;
    for (auto& [digest, object] : all) {
        SEN_TRY(const auto presence, look_at(object, rehash_present));
        if (presence == Presence::Good) {
            if (!durable || !durable->contains(digest)) plan.adopted.push_back(digest);
            continue;
        }
        object.is_damaged = presence == Presence::Damaged;
        plan.bytes += (object.length + kBlock - 1) / kBlock * kBlock;
        plan.wanted.push_back(std::move(object));
    }
    return plan;
}

Result<StoreWriter::Presence> StoreWriter::look_at(const WantedObject& object, bool rehash) {
    const std::string name = layout::object_folder(object.object) + "/" + object.object.hex();
    struct stat facts {};
    const int answer = disk_.calls().status_at(objects_.fd.get(), name, facts);
    if (answer == -ENOENT) return Presence::Missing;
    if (answer < 0) return troubles_.store_call(-answer, "look at", objects_.at(name));
    const bool has_length =
        S_ISREG(facts.st_mode) && static_cast<std::uint64_t>(facts.st_size) == object.length;
    if (!has_length) return Presence::Damaged;
    if (!rehash) return Presence::Good;
    const auto finding = check_object(store_, object.object, object.length);
    return finding ? Presence::Damaged : Presence::Good;
}

Result<void> StoreWriter::check_space(const Plan& plan) {
    if (plan.wanted.empty()) return {};
    struct statvfs facts {};
    const int answer = disk_.calls().space(staging_.fd.get(), facts);
    if (answer < 0) return troubles_.store_call(-answer, "measure", "store");
    const std::uint64_t unit = facts.f_frsize;
    const std::uint64_t free = facts.f_bavail * unit;
    const std::uint64_t reserve = std::max(facts.f_blocks * unit / kReserveShare, kLeastReserve);
    Trouble trouble;
    trouble.kind = Kind::NoSpace;
    trouble.need = plan.bytes;
    trouble.has = free > reserve ? free - reserve : 0;
    if (trouble.need <= trouble.has) return {};
    const auto message = fmt::format("store: {} bytes are needed, {} may be used, {} stay free",
                                     trouble.need, trouble.has, reserve);
    return troubles_.report(std::move(trouble), ErrorKind::Full, message);
}

Result<void> StoreWriter::bring_objects(const Plan& plan, const Offer& offer, ObjectSource& source,
                                        const ProgressFunction& progress) {
    SEN_CHECK(check_space(plan));
    ObjectWriter writer(disk_, staging_, objects_);
    OfferSource with_manifest(source, offer.pack.manifest, offer.bytes);
    SEN_CHECK(writer.write(plan.wanted, with_manifest, progress));
    for (const auto& digest : plan.adopted) writer.touch(digest);
    return writer.sync_folders();
}

Result<void> StoreWriter::check_catalogue(const Offer& offer, const CatalogueCheck& check) {
    if (!check) return {};
    auto verdict = check(store_.object_path(offer.manifest.catalogue), offer.manifest);
    if (verdict) return {};
    clean_up(nullptr);
    return troubles_.report(trouble_of(offer.pack, Kind::CatalogueRefused), verdict.error().kind,
                            verdict.error().message);
}

}  // namespace sen::store
