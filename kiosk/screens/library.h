// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "store/store.h"

namespace sen::screens {

/// All packs of one generation as one: their catalogues joined in order. Ids are "pack/id". Main
/// thread only, but for read_object.
class Library {
  public:
    /// Opens what the store's `current` points to; a damaged catalogue is an error, since a
    /// generation is whole or nothing.
    static Result<std::unique_ptr<Library>> open(const store::Store& store);

    std::uint64_t generation() const { return generation_; }
    /// Languages that any pack has, the first pack's first.
    const std::vector<std::string>& languages() const { return languages_; }

    Result<catalogue::PackCard> cover(std::string_view language) const;
    Result<std::vector<catalogue::CollectionCard>> collections(std::string_view language) const;
    Result<catalogue::CollectionCard> collection(std::string_view id,
                                                 std::string_view language) const;
    Result<std::vector<catalogue::ExhibitCard>> exhibits(std::string_view collection,
                                                         std::string_view language) const;
    Result<catalogue::Exhibit> exhibit(std::string_view id, std::string_view language) const;
    Result<std::vector<catalogue::AttractItem>> attract(std::string_view language) const;
    Result<std::vector<catalogue::ExhibitCard>> next_exhibits(std::string_view id,
                                                              std::string_view language) const;
    Result<UniqueFd> open_media(const Digest& object) const { return store_.open_object(object); }

  private:
    struct Pack {
        std::string id;
        catalogue::Catalogue catalogue;
    };
    explicit Library(store::Store store) : store_(std::move(store)) {}
    struct Found {
        const Pack* pack = nullptr;
        std::string_view id;
    };
    Result<Found> find(std::string_view qualified) const;

    store::Store store_;
    std::uint64_t generation_ = 0;
    std::vector<std::string> languages_;
    std::vector<Pack> packs_;
};

}  // namespace sen::screens
