// SPDX-License-Identifier: Apache-2.0
#include "screens/library.h"

#include <algorithm>

#include "base/log.h"

namespace sen::screens {

using catalogue::AttractItem;
using catalogue::CollectionCard;
using catalogue::Exhibit;
using catalogue::ExhibitCard;

Result<std::unique_ptr<Library>> Library::open(store::CheckedObjects& objects) {
    const store::Store& store = objects.store();
    SEN_TRY(const store::Generation generation, store.current());
    auto library = std::unique_ptr<Library>(new Library(objects));
    library->generation_ = generation.number;
    std::vector<Error> faults;
    for (const auto& installed : generation.packs) {
        const auto file = objects.identity(installed.catalogue);
        const auto open = [&]() -> Result<catalogue::Catalogue> {
            SEN_CHECK(objects.check(installed.catalogue));
            return catalogue::Catalogue::open(store.object_path(installed.catalogue));
        };
        auto opened = open();
        if (!opened) {
            faults.push_back({opened.error().kind,
                              fmt::format("pack {}: {}", installed.id, opened.error().message)});
            library->leave_out(installed.catalogue);
            continue;
        }
        library->packs_.push_back({installed.id, installed, std::move(*opened), file, {}, {}});
    }
    if (library->packs_.empty() && !faults.empty()) return tl::unexpected(faults.front());
    if (library->packs_.empty()) return fail(ErrorKind::NotFound, "the store has no pack");
    // The other packs are shown: a visitor misses one, and not all.
    for (const auto& fault : faults) log::error("{}", fault.message);
    library->has_lost_packs_ = !faults.empty();
    for (const Pack& pack : library->packs_)
        for (const auto& language : pack.catalogue.languages())
            if (std::find(library->languages_.begin(), library->languages_.end(), language) ==
                library->languages_.end())
                library->languages_.push_back(language);
    return library;
}

bool Library::has_other_catalogues() const {
    return std::any_of(packs_.begin(), packs_.end(), [&](const Pack& pack) {
        const auto now = objects_.identity(pack.installed.catalogue);
        return now != store::FileIdentity{} && now != pack.catalogue_file;
    });
}

Result<Library::Found> Library::find(std::string_view qualified) const {
    const auto slash = qualified.find('/');
    if (slash != std::string_view::npos)
        for (const Pack& pack : packs_)
            if (pack.id == qualified.substr(0, slash) && is_shown(pack))
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

std::string Library::language_of(std::string_view id, std::string_view wanted) const {
    const auto found = find(id);
    if (!found) return std::string(wanted);
    const auto& languages = found->pack->catalogue.languages();
    const bool has_it = std::find(languages.begin(), languages.end(), wanted) != languages.end();
    return has_it ? std::string(wanted) : languages.front();
}

Result<catalogue::PackCard> Library::cover(std::string_view language) const {
    for (const Pack& pack : packs_) {
        if (!is_shown(pack)) continue;
        SEN_TRY(auto card, pack.catalogue.pack(language));
        if (is_cover_shown(pack, card.cover)) return card;
        card.cover = {};
        SEN_TRY(const auto collections, shown_collections(pack, language));
        if (!collections.empty()) card.cover = collections.front().cover;
        return card;
    }
    return fail(ErrorKind::NotFound, "every pack is withdrawn");
}

Result<std::vector<CollectionCard>> Library::collections(std::string_view language) const {
    std::vector<CollectionCard> all;
    for (const Pack& pack : packs_) {
        if (!is_shown(pack)) continue;
        SEN_TRY(auto cards, qualified(pack.id, shown_collections(pack, language)));
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
    return qualified(found.pack->id, shown_exhibits(*found.pack, found.id, language));
}

Result<Exhibit> Library::exhibit(std::string_view id, std::string_view language) const {
    SEN_TRY(const Found found, find(id));
    SEN_TRY(Exhibit exhibit, shown_exhibit(*found.pack, found.id, language));
    qualify(found.pack->id, exhibit.card);
    return exhibit;
}

bool Library::has_simple_text(std::string_view language) const {
    return std::any_of(packs_.begin(), packs_.end(), [&](const Pack& pack) {
        return is_shown(pack) && pack.catalogue.has_simple_text(language).value_or(false);
    });
}

Result<std::vector<AttractItem>> Library::attract(std::string_view language) const {
    std::vector<AttractItem> all;
    for (const Pack& pack : packs_) {
        if (!is_shown(pack)) continue;
        SEN_TRY(auto items, qualified(pack.id, shown_attract(pack, language)));
        std::move(items.begin(), items.end(), std::back_inserter(all));
    }
    return all;
}

Result<std::vector<ExhibitCard>> Library::next_exhibits(std::string_view id,
                                                        std::string_view language) const {
    SEN_TRY(const Found found, find(id));
    return qualified(found.pack->id, shown_next(*found.pack, found.id, language));
}

}  // namespace sen::screens
