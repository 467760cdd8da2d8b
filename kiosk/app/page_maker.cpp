// SPDX-License-Identifier: Apache-2.0
#include "app/page_maker.h"

#include <utility>

#include "base/log.h"
#include "screens/album_screen.h"
#include "screens/collection_screen.h"
#include "screens/film_screen.h"
#include "screens/home_screen.h"
#include "screens/search_screen.h"
#include "screens/story_screen.h"

namespace sen::app {

using screens::Place;

namespace {

std::unique_ptr<screens::Screen> make_exhibit_page(screens::Services& services,
                                                   catalogue::Exhibit exhibit) {
    if (exhibit.card.kind == catalogue::ExhibitKind::Album && !exhibit.pictures.empty())
        return std::make_unique<screens::AlbumScreen>(services, std::move(exhibit));
    if (exhibit.card.kind == catalogue::ExhibitKind::Film && exhibit.film)
        return std::make_unique<screens::FilmScreen>(services, std::move(exhibit));
    const auto next = services.library.next_exhibits(exhibit.card.id, services.content_language);
    return std::make_unique<screens::StoryScreen>(
        services, std::move(exhibit), next ? *next : std::vector<catalogue::ExhibitCard>{});
}

std::unique_ptr<screens::Screen> make_bare_page(screens::Services& services, const Place& place) {
    const screens::Library& library = services.library;
    const std::string& language = services.content_language;
    const auto failed = [&](const Error& error) -> std::unique_ptr<screens::Screen> {
        log::error("{}: {}", place.id.empty() ? "home" : place.id, error.message);
        return nullptr;
    };
    switch (place.kind) {
        case Place::Kind::Home: {
            const auto cover = library.cover(language);
            const auto collections = library.collections(language);
            if (!cover) return failed(cover.error());
            if (!collections) return failed(collections.error());
            return std::make_unique<screens::HomeScreen>(services, *cover, *collections);
        }
        case Place::Kind::Collection: {
            const auto collection = library.collection(place.id, language);
            const auto exhibits = library.exhibits(place.id, language);
            if (!collection) return failed(collection.error());
            if (!exhibits) return failed(exhibits.error());
            return std::make_unique<screens::CollectionScreen>(services, *collection, *exhibits);
        }
        case Place::Kind::Search:
            return std::make_unique<screens::SearchScreen>(services);
        case Place::Kind::Exhibit:
            break;
    }
    auto exhibit = library.exhibit(place.id, language);
    if (!exhibit) return failed(exhibit.error());
    auto notes = std::exchange(exhibit->notes, {});
    auto page = make_exhibit_page(services, std::move(*exhibit));
    page->set_guide_notes(std::move(notes));
    return page;
}

/// "Only in Vietnamese", when that is not the visitor's language.
std::string language_notice(const screens::Services& services, const std::string& id) {
    const std::string shown = services.library.language_of(id, services.content_language);
    if (shown == services.language) return {};
    const auto& words = services.ui.strings->entries();
    const auto name = words.find("in_" + shown);
    return services.ui.strings->format("only_in",
                                       {{"language", name == words.end() ? shown : name->second}});
}

}  // namespace

std::unique_ptr<screens::Screen> make_page(screens::Services& services, const Place& place) {
    auto page = make_bare_page(services, place);
    if (page == nullptr || place.id.empty()) return page;
    auto notice = language_notice(services, place.id);
    if (!notice.empty()) page->set_notice(std::move(notice));
    return page;
}

}  // namespace sen::app
