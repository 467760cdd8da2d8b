// SPDX-License-Identifier: Apache-2.0
#include "store/offer.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sen::store {

namespace {

using Kind = Trouble::Kind;

constexpr std::string_view kListName = "withdrawn";  // a pack of this id would take its place
constexpr std::string_view kListFile = "withdrawn.json";

/// Bytes that are here already, as a source of one object.
class BytesSource final : public ObjectSource {
  public:
    explicit BytesSource(std::string bytes) : bytes_(std::move(bytes)) {}

    Result<std::unique_ptr<ObjectStream>> open(const Digest&, std::uint64_t) override {
        return std::unique_ptr<ObjectStream>(std::make_unique<Stream>(bytes_));
    }
    bool can_resume() const override { return false; }

  private:
    class Stream final : public ObjectStream {
      public:
        explicit Stream(std::string_view bytes) : left_(bytes) {}
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

    std::string bytes_;
};

Kind manifest_kind(ErrorKind kind) {
    if (kind == ErrorKind::Unsupported) return Kind::ManifestUnsupported;
    return kind == ErrorKind::Untrusted ? Kind::Untrusted : Kind::ManifestDamaged;
}

std::string name_of(const std::string& publisher, const std::string& id) {
    return publisher + "/" + id;
}

tl::unexpected<Error> refuse(TroubleLog& troubles, Kind kind, const std::string& pack,
                             std::string why) {
    Trouble trouble;
    trouble.kind = kind;
    trouble.pack = pack;
    return troubles.report(std::move(trouble), ErrorKind::Invalid, pack + ": " + std::move(why));
}

/// A signature without an authority vouches for nothing, and the other way round.
Result<void> check_signature(const trust::VerifiedBytes& bytes, const std::string& authority) {
    if (bytes.is_signed() != !authority.empty())
        return fail(ErrorKind::Untrusted, "signed, but under no authority, or not signed");
    if (bytes.is_signed() && (!is_identifier(authority) || bytes.role().size() > kMaxRoleBytes))
        return fail(ErrorKind::Untrusted, "the name of its authority or role is not allowed");
    return {};
}

Result<Offer> read_offer(const PackOffer& offer, trust::Policy policy, TroubleLog& troubles) {
    const auto& bytes = offer.manifest;
    const auto read = [&]() -> Result<Offer> {
        if (!bytes.is_signed() && policy == trust::Policy::RequireSignature)
            return fail(ErrorKind::Untrusted, "no signature vouches for this content");
        SEN_CHECK(check_signature(bytes, offer.authority));
        SEN_TRY(auto manifest, Manifest::parse(bytes.bytes()));
        InstalledPack pack{manifest.pack,    manifest.publisher,    manifest.issued,
                           manifest.version, sha256(bytes.bytes()), manifest.catalogue,
                           offer.authority,  bytes.role()};
        return Offer{std::move(manifest), std::move(pack), bytes.bytes().size(),
                     std::make_unique<BytesSource>(bytes.bytes()), offer.objects};
    };
    auto result = read();
    if (!result) {
        Trouble trouble;
        trouble.kind = manifest_kind(result.error().kind);
        trouble.file = layout::kManifestFile;
        trouble.pack = bytes.target_path();
        return troubles.report(std::move(trouble), result.error().kind, result.error().message);
    }
    const std::string name = name_of(result->pack.publisher, result->pack.id);
    if (result->pack.id == kListName)
        return refuse(troubles, Kind::WrongTarget, name, "no pack may have this id");
    if (bytes.is_signed() && bytes.target_path() != name + ".json")
        return refuse(troubles, Kind::WrongTarget, name, "signed as " + bytes.target_path());
    return result;
}

/// Whether an offer may take the place of an installed pack.
Result<void> check_successor(const InstalledPack& installed, const InstalledPack& fresh,
                             TroubleLog& troubles) {
    const auto refuse_it = [&](Kind kind, std::string why) {
        Trouble trouble;
        trouble.kind = kind;
        trouble.pack = name_of(fresh.publisher, fresh.id);
        trouble.offered = fresh.version;
        trouble.installed = installed.version;
        auto message = trouble.pack + ": " + std::move(why);
        return troubles.report(std::move(trouble), ErrorKind::Invalid, std::move(message));
    };
    if (installed.is_signed() && !fresh.is_signed())
        return refuse_it(Kind::UnsignedOverSigned, "an unsigned pack may not replace a signed one");
    // Of a draft that nobody signed no number binds those who sign.
    if (!installed.is_signed() && fresh.is_signed()) return {};
    if (fresh.version < installed.version)
        return refuse_it(Kind::Older, fmt::format("version {} is offered, version {} is installed",
                                                  fresh.version, installed.version));
    // An unsigned version is a draft and may still change; a signed one is what it is for ever.
    if (fresh.version == installed.version && installed.is_signed() &&
        fresh.manifest != installed.manifest)
        return refuse_it(Kind::OtherContent,
                         fmt::format("version {} is installed with other content", fresh.version));
    return {};
}

auto order_of(const InstalledPack& pack) {
    return std::tie(pack.publisher, pack.id);
}

/// Takes out what the change removes.
Result<void> remove_packs(std::vector<InstalledPack>& packs, const Change& change,
                          TroubleLog& troubles) {
    for (const auto& removal : change.removed) {
        const auto found = std::find_if(packs.begin(), packs.end(), [&](const auto& pack) {
            return pack.publisher == removal.publisher && pack.id == removal.id;
        });
        if (found == packs.end()) continue;
        if (found->authority != removal.authority)
            return refuse(troubles, Kind::OtherAuthority, name_of(found->publisher, found->id),
                          "is not removed by who did not sign it");
        packs.erase(found);
    }
    return {};
}

}  // namespace

Result<std::vector<Offer>> read_offers(const Change& change, trust::Policy policy,
                                       TroubleLog& troubles) {
    std::vector<Offer> offers;
    for (const auto& pack : change.packs) {
        SEN_TRY(auto offer, read_offer(pack, policy, troubles));
        for (const auto& other : offers)
            if (order_of(other.pack) == order_of(offer.pack))
                return refuse(troubles, Kind::OfferedTwice,
                              name_of(offer.pack.publisher, offer.pack.id), "is offered twice");
        for (const auto& removal : change.removed)
            if (removal.publisher == offer.pack.publisher && removal.id == offer.pack.id &&
                removal.authority == offer.pack.authority)
                return refuse(troubles, Kind::OfferedTwice, name_of(removal.publisher, removal.id),
                              "is offered and removed");
        offers.push_back(std::move(offer));
    }
    return offers;
}

Result<MergedWithdrawals> merge_withdrawals(const std::vector<WithdrawalOffer>& offers,
                                            TroubleLog& troubles) {
    std::map<std::string, WithdrawalList> lists;
    const auto add = [&](const WithdrawalOffer& offer) -> Result<void> {
        const auto& path = offer.list.target_path();
        if (!offer.list.is_signed()) return fail(ErrorKind::Untrusted, "nobody signed it");
        SEN_CHECK(check_signature(offer.list, offer.authority));
        SEN_TRY(const auto list, WithdrawalList::parse(offer.list.bytes()));
        const auto slash = path.find('/');
        const std::string publisher =
            slash == std::string::npos ? kEveryPublisher : path.substr(0, slash);
        const bool is_list = path.substr(slash == std::string::npos ? 0 : slash + 1) == kListFile;
        if (!is_list || (publisher != kEveryPublisher && !is_identifier(publisher)))
            return fail(ErrorKind::Untrusted, "signed under another name");
        for (const auto& entry : list.entries)
            if (publisher != kEveryPublisher && entry.publisher != publisher)
                return fail(ErrorKind::Untrusted, "it speaks for {}", entry.publisher);
        lists[offer.authority].merge(list);
        return {};
    };
    MergedWithdrawals merged;
    const auto refuse_list = [&](const std::string& name, const Error& error) {
        Trouble trouble;
        trouble.kind = Kind::WithdrawalRefused;
        trouble.file = name;
        return troubles.report(std::move(trouble), error.kind, name + ": " + error.message);
    };
    for (const auto& offer : offers)
        if (const auto added = add(offer); !added)
            return refuse_list(offer.list.target_path(), added.error());
    for (const auto& [authority, list] : lists) {
        auto bytes = list.to_json();
        // Each of the lists was within the bounds, all together must be too.
        if (const auto whole = WithdrawalList::parse(bytes); !whole)
            return refuse_list(layout::withdrawn_file(authority), whole.error());
        merged[authority] = std::move(bytes);
    }
    return merged;
}

Result<std::vector<InstalledPack>> packs_after(const Generation& base, const Change& change,
                                               const std::vector<Offer>& offers,
                                               TroubleLog& troubles) {
    auto packs = base.packs;
    SEN_CHECK(remove_packs(packs, change, troubles));
    for (const auto& offer : offers) {
        const auto& fresh = offer.pack;
        // A publisher's name belongs to one authority at a time.
        for (const auto& other : packs)
            if (other.publisher == fresh.publisher && other.is_signed() && fresh.is_signed() &&
                other.authority != fresh.authority)
                return refuse(troubles, Kind::OtherAuthority, name_of(fresh.publisher, fresh.id),
                              fmt::format("{} vouches for this publisher", other.authority));
        const auto installed = std::find_if(packs.begin(), packs.end(), [&](const auto& pack) {
            return order_of(pack) == order_of(fresh);
        });
        if (installed == packs.end()) {
            packs.push_back(fresh);
            continue;
        }
        SEN_CHECK(check_successor(*installed, fresh, troubles));
        *installed = fresh;
    }
    if (packs.size() > kMaxPacks) {
        Trouble trouble;
        trouble.kind = Kind::TooManyPacks;
        return troubles.report(std::move(trouble), ErrorKind::Invalid,
                               fmt::format("a store holds {} packs at most", kMaxPacks));
    }
    std::sort(packs.begin(), packs.end(),
              [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
    return packs;
}

}  // namespace sen::store
