// SPDX-License-Identifier: Apache-2.0
#include "screens/library.h"

#include <algorithm>

namespace sen::screens {

using catalogue::AttractItem;
using catalogue::CollectionCard;
using catalogue::Exhibit;
using catalogue::ExhibitCard;

Result<std::unique_ptr<Library>> Library::open(const store::Store& store) {
    SEN_TRY(const store::Generation generation, store.current());
    auto library = std::unique_ptr<Library>(new Library(store));
    library->generation_ = generation.number;
    for (const auto& pack : generation.packs) {
        // The kiosk hashes what it opens: a catalogue that changed on the disk is not shown.
        SEN_TRY(const UniqueFd file, store.open_object(pack.catalogue));
        SEN_TRY(const Digest digest, digest_file(file));
        if (digest != pack.catalogue)
            return fail(ErrorKind::Corrupt,
                        "pack {}: the catalogue's bytes are not what was installed", pack.id);
        auto opened = catalogue::Catalogue::open(store.object_path(pack.catalogue));
        if (!opened) return add_context(std::move(opened).error(), "pack {}", pack.id);
        for (const auto& language : opened->languages())
            if (std::find(library->languages_.begin(), library->languages_.end(), language) ==
                library->languages_.end())
                library->languages_.push_back(language);
        library->packs_.push_back({pack.id, std::move(*opened)});
    }
    if (library->packs_.empty()) return fail(ErrorKind::NotFound, "the store has no pack");
    return library;
}

Result<Library::Found> Library::find(std::string_view qualified) const {
    const auto slash = qualified.find('/');
    if (slash != std::string_view::npos)
        for (const Pack& pack : packs_)
            if (pack.id == qualified.substr(0, slash))
                return Found{&pack, qualified.substr(slash + 1)};
    return fail(ErrorKind::NotFound, "no pack has {}", qualified);
}

namespace {
void qualify(const std::string& pack, CollectionCard& card) {
    card.id = pack + "/" + card.id;
}
void qualify(const std::string& pack, ExhibitCard& card) {
    card.id = pack + "/" + card.id;
}
void qualify(const std::string& pack, AttractItem& item) {
    qualify(pack, item.exhibit);
}

/// Gives every card of a list its pack's name.
template <class T>
Result<std::vector<T>> qualified(const std::string& pack, Result<std::vector<T>> cards) {
    if (cards)
        for (T& card : *cards) qualify(pack, card);
    return cards;
}
}  // namespace

Result<catalogue::PackCard> Library::cover(std::string_view language) const {
    return packs_.front().catalogue.pack(language);
}

Result<std::vector<CollectionCard>> Library::collections(std::string_view language) const {
    std::vector<CollectionCard> all;
    for (const Pack& pack : packs_) {
        SEN_TRY(auto cards, qualified(pack.id, pack.catalogue.collections(language)));
        std::move(cards.begin(), cards.end(), std::back_inserter(all));
    }
    return all;
}

Result<CollectionCard> Library::collection(std::string_view id, std::string_view language) const {
    SEN_TRY(auto cards, collections(language));
    for (CollectionCard& card : cards)
        if (card.id == id) return std::move(card);
    return fail(ErrorKind::NotFound, "no collection {}", id);
}

Result<std::vector<ExhibitCard>> Library::exhibits(std::string_view collection,
                                                   std::string_view language) const {
    SEN_TRY(const Found found, find(collection));
    return qualified(found.pack->id, found.pack->catalogue.exhibits(found.id, language));
}

Result<Exhibit> Library::exhibit(std::string_view id, std::string_view language) const {
    SEN_TRY(const Found found, find(id));
    SEN_TRY(Exhibit exhibit, found.pack->catalogue.exhibit(found.id, language));
    qualify(found.pack->id, exhibit.card);
    return exhibit;
}

Result<std::vector<AttractItem>> Library::attract(std::string_view language) const {
    std::vector<AttractItem> all;
    for (const Pack& pack : packs_) {
        SEN_TRY(auto items, qualified(pack.id, pack.catalogue.attract(language)));
        std::move(items.begin(), items.end(), std::back_inserter(all));
    }
    return all;
}

Result<std::vector<ExhibitCard>> Library::next_exhibits(std::string_view id,
                                                        std::string_view language) const {
    SEN_TRY(const Found found, find(id));
    return qualified(found.pack->id, found.pack->catalogue.next_exhibits(found.id, language));
}

}  // namespace sen::screens
