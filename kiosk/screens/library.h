// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "store/checked_objects.h"
#include "store/withdrawal.h"

namespace sen::screens {

/// All packs of one generation as one: their catalogues joined in order, without what is withdrawn
/// and what is damaged. Ids are "pack/id". Main thread only.
class Library {
    friend class LibrarySearch;

  public:
    /// Opens what the store's `current` points to. A pack whose catalogue is damaged is left out;
    /// an error when none is left. `objects` outlives the library.
    static Result<std::unique_ptr<Library>> open(store::CheckedObjects& objects);

    std::uint64_t generation() const { return generation_; }
    /// A pack's catalogue was damaged.
    bool has_lost_packs() const { return has_lost_packs_; }
    /// A catalogue that is open is not the store's file any more: it was damaged, and is mended.
    bool has_other_catalogues() const;
    /// Languages that any pack has, the first pack's first.
    const std::vector<std::string>& languages() const { return languages_; }

    /// The language that an exhibit or a collection is shown in when `wanted` is asked for: the
    /// pack's own where the pack lacks it. `wanted` when there is no such pack.
    std::string language_of(std::string_view id, std::string_view wanted) const;

    Result<catalogue::PackCard> cover(std::string_view language) const;
    /// Those that have an exhibit to show.
    Result<std::vector<catalogue::CollectionCard>> collections(std::string_view language) const;
    Result<catalogue::CollectionCard> collection(std::string_view id,
                                                 std::string_view language) const;
    Result<std::vector<catalogue::ExhibitCard>> exhibits(std::string_view collection,
                                                         std::string_view language) const;
    Result<catalogue::Exhibit> exhibit(std::string_view id, std::string_view language) const;
    /// Whether any exhibit of a pack that is shown has a simple text in `language`, or in the
    /// language that stands in for it. A pack that cannot say has none.
    bool has_simple_text(std::string_view language) const;
    Result<std::vector<catalogue::AttractItem>> attract(std::string_view language) const;
    Result<std::vector<catalogue::ExhibitCard>> next_exhibits(std::string_view id,
                                                              std::string_view language) const;

    /// A film or a voice, for the player. Corrupt when it is damaged.
    Result<UniqueFd> open_media(const Digest& object) const { return objects_.open(object); }
    /// Has it hashed before it is wanted.
    void prepare_media(const Digest& object) const { objects_.prepare(object); }
    /// Whether it has been hashed and is what was installed.
    bool is_media_checked(const Digest& object) const {
        return objects_.state(object) == store::CheckedObjects::State::Good;
    }

    bool is_media_damaged(const Digest& object) const {
        return objects_.state(object) == store::CheckedObjects::State::Damaged;
    }

    const store::Withdrawals& withdrawals() const { return withdrawals_; }
    void set_withdrawals(store::Withdrawals withdrawals);
    /// An object that cannot be shown: what needs it is left out from now on. False when that was
    /// known.
    bool leave_out(const Digest& object);
    bool is_left_out(const Digest& object) const { return left_out_.contains(object); }
    /// Tries again what has another file now. True when there is any.
    bool forgive_healed();

  private:
    struct Pack {
        std::string id;
        store::InstalledPack installed;
        catalogue::Catalogue catalogue;
        store::FileIdentity catalogue_file;  ///< that is open
        std::set<Digest> withdrawn;          ///< objects of exhibits that are withdrawn by name
        /// Exhibits that are not shown; nothing until somebody asks.
        mutable std::optional<std::set<std::string, std::less<>>> hidden;
    };
    explicit Library(store::CheckedObjects& objects) : objects_(objects) {}
    struct Found {
        const Pack* pack = nullptr;
        std::string_view id;
    };
    Result<Found> find(std::string_view qualified) const;
    bool is_shown(const Pack& pack) const { return !withdrawals_.hides_pack(pack.installed); }
    /// Nothing is withdrawn and nothing is damaged.
    bool is_whole() const { return withdrawals_.is_empty() && left_out_.empty(); }
    std::set<Digest> objects_of_withdrawn(const Pack& pack) const;
    /// Those that are withdrawn, and those of which nothing is left to show.
    const std::set<std::string, std::less<>>& hidden_exhibits(const Pack& pack) const;
    void forget_hidden();

    /// False when nothing of the picture may be shown; else without what may not.
    bool mend(const Pack& pack, catalogue::Picture& picture) const;
    bool mend(const Pack& pack, catalogue::Film& film) const;
    /// False when the exhibit has lost what it is about.
    bool mend(const Pack& pack, std::string_view id, catalogue::Exhibit& exhibit) const;
    bool is_withdrawn(const Pack& pack, const catalogue::Asset& asset) const;
    /// A pack's exhibit as it may be shown; NotFound when it may not.
    Result<catalogue::Exhibit> shown_exhibit(const Pack& pack, std::string_view id,
                                             std::string_view language) const;
    Result<std::vector<catalogue::ExhibitCard>> shown_exhibits(const Pack& pack,
                                                               std::string_view collection,
                                                               std::string_view language) const;
    Result<std::vector<catalogue::CollectionCard>> shown_collections(
        const Pack& pack, std::string_view language) const;
    Result<std::vector<catalogue::AttractItem>> shown_attract(const Pack& pack,
                                                              std::string_view language) const;
    Result<std::vector<catalogue::ExhibitCard>> shown_next(const Pack& pack, std::string_view id,
                                                           std::string_view language) const;
    /// Of a collection or a pack: its own, or of the first exhibit that has one, or none.
    bool is_cover_shown(const Pack& pack, catalogue::Picture& cover) const;

    store::CheckedObjects& objects_;
    std::uint64_t generation_ = 0;
    bool has_lost_packs_ = false;
    std::vector<std::string> languages_;
    std::vector<Pack> packs_;
    store::Withdrawals withdrawals_;
    std::map<Digest, store::FileIdentity> left_out_;
};

}  // namespace sen::screens
