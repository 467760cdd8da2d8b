// SPDX-License-Identifier: Apache-2.0
#include "sentences.h"

namespace sen::sync {

std::string_view key_of(const store::Trouble& trouble) {
    using Kind = store::Trouble::Kind;
    switch (trouble.kind) {
        case Kind::Locked:
            return "locked";
        case Kind::ManifestMissing:
            return "manifest_missing";
        case Kind::ManifestDamaged:
            return "manifest_damaged";
        case Kind::ManifestUnsupported:
            return "manifest_unsupported";
        case Kind::Untrusted:
            return "untrusted";
        case Kind::Older:
            return "older";
        case Kind::OtherContent:
            return "other_content";
        case Kind::UnsignedOverSigned:
            return "unsigned_over_signed";
        case Kind::OtherAuthority:
            return "other_authority";
        case Kind::WrongTarget:
            return "wrong_target";
        case Kind::OfferedTwice:
            return "offered_twice";
        case Kind::WithdrawalRefused:
            return "withdrawal_refused";
        case Kind::TooManyPacks:
            return "too_many_packs";
        case Kind::ObjectMissing:
            return "object_missing";
        case Kind::ObjectDamaged:
            return "object_damaged";
        case Kind::SourceUnreadable:
            return "source_unreadable";
        case Kind::CatalogueRefused:
            return "catalogue_refused";
        case Kind::CatalogueUnsupported:
            return "catalogue_unsupported";
        case Kind::NoSpace:
            return trouble.need > 0 ? "no_space" : "no_space_now";
        case Kind::StoreReadOnly:
            return "store_read_only";
        case Kind::StoreNotPermitted:
            return "store_not_permitted";
        case Kind::StoreDamaged:
            return "store_damaged";
        case Kind::StoreUnsupported:
            return "store_unsupported";
        case Kind::NothingInstalled:
            return "nothing_installed";
        case Kind::NoPrevious:
            return "no_previous";
        case Kind::StoreFailed:
        case Kind::None:
            break;
    }
    return "store_failed";
}

std::string_view key_of(store::ObjectFault fault) {
    switch (fault) {
        case store::ObjectFault::Missing:
            return "fault_missing";
        case store::ObjectFault::WrongLength:
            return "fault_wrong_length";
        case store::ObjectFault::WrongBytes:
            return "fault_wrong_bytes";
        case store::ObjectFault::Unreadable:
            break;
    }
    return "fault_unreadable";
}

Sentence sentence_of(const store::Trouble& trouble, const std::filesystem::path& store,
                     const std::string& from) {
    constexpr std::uint64_t kMegabyte = 1'000'000;
    return {std::string(key_of(trouble)),
            {{"pack", trouble.pack},
             {"file", trouble.file},
             {"installed", std::to_string(trouble.installed)},
             {"offered", std::to_string(trouble.offered)},
             {"need", std::to_string((trouble.need + kMegabyte - 1) / kMegabyte)},
             {"has", std::to_string(trouble.has / kMegabyte)},
             {"store", store.string()},
             {"from", from}}};
}

Sentence trusted_unreadable(const store::Trouble& trouble, const std::filesystem::path& store,
                            const std::string& authority) {
    using Kind = store::Trouble::Kind;
    if (trouble.kind == Kind::Locked) return {"update_locked", {{"authority", authority}}};
    if (trouble.kind == Kind::None)
        return {"update_trusted_unreadable", {{"authority", authority}}};
    return sentence_of(trouble, store, "");
}

}  // namespace sen::sync
