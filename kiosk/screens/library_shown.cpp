// SPDX-License-Identifier: Apache-2.0
// The part of Library that leaves out what is withdrawn and what is damaged. What is withdrawn
// takes all it belongs to with it; of what is damaged another rendition stands in where there is
// one.
#include <algorithm>

#include "screens/library.h"

namespace sen::screens {

using catalogue::AttractItem;
using catalogue::CollectionCard;
using catalogue::Exhibit;
using catalogue::ExhibitCard;
using catalogue::ExhibitKind;
using catalogue::Film;
using catalogue::Picture;

namespace {

/// A film's poster as a picture of its exhibit, without words.
Picture poster_of(const Film& film) {
    Picture picture;
    picture.thumbnail = picture.view = film.poster;
    return picture;
}

}  // namespace

void Library::set_withdrawals(store::Withdrawals withdrawals) {
    withdrawals_ = std::move(withdrawals);
    for (Pack& pack : packs_) pack.withdrawn = objects_of_withdrawn(pack);
    forget_hidden();
}

bool Library::leave_out(const Digest& object) {
    forget_hidden();
    return left_out_.insert({object, objects_.identity(object)}).second;
}

bool Library::forgive_healed() {
    const auto healed = std::erase_if(left_out_, [&](const auto& entry) {
        return objects_.identity(entry.first) != entry.second;
    });
    if (healed > 0) forget_hidden();
    return healed > 0;
}

void Library::forget_hidden() {
    for (const Pack& pack : packs_) pack.hidden.reset();
}

const std::set<std::string, std::less<>>& Library::hidden_exhibits(const Pack& pack) const {
    if (pack.hidden) return *pack.hidden;
    std::set<std::string, std::less<>> hidden;
    // Few are withdrawn or have anything damaged; only those are looked into.
    const auto uses = pack.catalogue.exhibits_with([&](const Digest& object) {
        return is_left_out(object) || withdrawals_.hides_object(pack.installed, object);
    });
    if (uses)
        for (const std::string& id : *uses)
            if (!shown_exhibit(pack, id, "")) hidden.insert(id);
    const auto all = pack.catalogue.exhibits_by_title("");
    if (all)
        for (const std::string& id : *all)
            if (withdrawals_.hides_exhibit(pack.installed, id)) hidden.insert(id);
    return pack.hidden.emplace(std::move(hidden));
}

/// A collection's or the pack's cover may be a picture of an exhibit that is gone.
std::set<Digest> Library::objects_of_withdrawn(const Pack& pack) const {
    std::set<Digest> objects;
    if (withdrawals_.is_empty()) return objects;
    const auto collections = pack.catalogue.collections("");
    if (!collections) return objects;
    for (const auto& collection : *collections) {
        const auto cards = pack.catalogue.exhibits(collection.id, "");
        if (!cards) continue;
        for (const auto& card : *cards) {
            if (!withdrawals_.hides_exhibit(pack.installed, card.id)) continue;
            const auto exhibit = pack.catalogue.exhibit(card.id, "");
            if (!exhibit) continue;
            for (const auto& picture : exhibit->pictures) objects.insert(picture.view.object);
            if (exhibit->film) objects.insert(exhibit->film->poster.object);
        }
    }
    return objects;
}

bool Library::is_withdrawn(const Pack& pack, const catalogue::Asset& asset) const {
    return withdrawals_.hides_object(pack.installed, asset.object);
}

bool Library::mend(const Pack& pack, Picture& picture) const {
    const auto is_gone = [&](const std::optional<catalogue::Asset>& asset) {
        return asset && is_withdrawn(pack, *asset);
    };
    if (is_gone(picture.view) || is_gone(picture.thumbnail) || is_gone(picture.tall) ||
        is_gone(picture.tall_thumbnail) || is_left_out(picture.view.object))
        return false;
    if (is_left_out(picture.thumbnail.object)) picture.thumbnail = picture.view;
    if (picture.tall && is_left_out(picture.tall->object)) picture.tall.reset();
    if (picture.tall_thumbnail && is_left_out(picture.tall_thumbnail->object))
        picture.tall_thumbnail.reset();
    return true;
}

bool Library::mend(const Pack& pack, Film& film) const {
    for (const auto* asset : {&film.media, &film.poster, &film.first_frame, &film.last_frame})
        if (is_withdrawn(pack, *asset)) return false;
    // The three stills are of one film: any of them stands for another.
    const catalogue::Asset* whole = nullptr;
    for (const auto* asset : {&film.poster, &film.first_frame, &film.last_frame})
        if (whole == nullptr && !is_left_out(asset->object)) whole = asset;
    if (whole == nullptr) return true;
    const catalogue::Asset still = *whole;
    for (auto* asset : {&film.poster, &film.first_frame, &film.last_frame})
        if (is_left_out(asset->object)) *asset = still;
    return true;
}

bool Library::mend(const Pack& pack, std::string_view id, Exhibit& exhibit) const {
    if (withdrawals_.hides_exhibit(pack.installed, id)) return false;
    std::erase_if(exhibit.pictures, [&](Picture& picture) { return !mend(pack, picture); });
    if (exhibit.film && !mend(pack, *exhibit.film)) exhibit.film.reset();
    for (auto* speech : {&exhibit.speech, &exhibit.simple_speech})
        if (*speech &&
            (is_withdrawn(pack, (*speech)->sound) || is_left_out((*speech)->sound.object)))
            speech->reset();
    if (exhibit.card.kind == ExhibitKind::Album && exhibit.pictures.empty()) return false;
    if (exhibit.card.kind == ExhibitKind::Film && !exhibit.film) return false;
    if (mend(pack, exhibit.card.cover)) return true;
    exhibit.card.cover = {};
    if (!exhibit.pictures.empty())
        exhibit.card.cover = exhibit.pictures.front();
    else if (exhibit.film && !is_left_out(exhibit.film->poster.object))
        exhibit.card.cover = poster_of(*exhibit.film);
    return true;
}

Result<Exhibit> Library::shown_exhibit(const Pack& pack, std::string_view id,
                                       std::string_view language) const {
    SEN_TRY(Exhibit exhibit, pack.catalogue.exhibit(id, language));
    if (is_whole() || mend(pack, id, exhibit)) return exhibit;
    return fail(ErrorKind::NotFound, "exhibit {} is withdrawn or damaged", id);
}

Result<std::vector<ExhibitCard>> Library::shown_exhibits(const Pack& pack,
                                                         std::string_view collection,
                                                         std::string_view language) const {
    SEN_TRY(auto cards, pack.catalogue.exhibits(collection, language));
    if (is_whole()) return cards;
    std::erase_if(cards, [&](ExhibitCard& card) {
        const auto exhibit = shown_exhibit(pack, card.id, language);
        if (exhibit) card.cover = exhibit->card.cover;
        return !exhibit;
    });
    return cards;
}

bool Library::is_cover_shown(const Pack& pack, Picture& cover) const {
    return !pack.withdrawn.contains(cover.view.object) && mend(pack, cover);
}

Result<std::vector<CollectionCard>> Library::shown_collections(const Pack& pack,
                                                               std::string_view language) const {
    SEN_TRY(auto collections, pack.catalogue.collections(language));
    if (is_whole()) return collections;
    std::vector<CollectionCard> shown;
    for (auto& collection : collections) {
        SEN_TRY(const auto cards, shown_exhibits(pack, collection.id, language));
        if (cards.empty()) continue;
        collection.exhibit_count = static_cast<int>(cards.size());
        if (!is_cover_shown(pack, collection.cover)) {
            const auto other = std::find_if(cards.begin(), cards.end(), [](const auto& card) {
                return card.cover.view.object != Digest{};
            });
            collection.cover = other == cards.end() ? Picture{} : other->cover;
        }
        shown.push_back(std::move(collection));
    }
    return shown;
}

Result<std::vector<AttractItem>> Library::shown_attract(const Pack& pack,
                                                        std::string_view language) const {
    SEN_TRY(auto items, pack.catalogue.attract(language));
    std::erase_if(items, [&](AttractItem& item) {
        if (item.film && is_media_damaged(item.film->media.object)) return true;
        if (is_whole()) return false;
        if (!shown_exhibit(pack, item.exhibit.id, language)) return true;
        if (!item.film) return !mend(pack, item.picture);
        return !mend(pack, *item.film) || is_left_out(item.film->first_frame.object);
    });
    return items;
}

Result<std::vector<ExhibitCard>> Library::shown_next(const Pack& pack, std::string_view id,
                                                     std::string_view language) const {
    if (is_whole()) return pack.catalogue.next_exhibits(id, language);
    constexpr std::size_t kNext = 2;  // as many as the catalogue gives
    SEN_TRY(const auto collections, pack.catalogue.collections(language));
    for (const auto& collection : collections) {
        SEN_TRY(const auto cards, shown_exhibits(pack, collection.id, language));
        const auto own = std::find_if(cards.begin(), cards.end(),
                                      [&](const auto& card) { return card.id == id; });
        if (own == cards.end()) continue;
        std::vector<ExhibitCard> next(own + 1, cards.end());
        next.insert(next.end(), cards.begin(), own);
        next.resize(std::min(next.size(), kNext));
        return next;
    }
    return std::vector<ExhibitCard>{};
}

}  // namespace sen::screens
