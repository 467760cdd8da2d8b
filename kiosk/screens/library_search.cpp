// SPDX-License-Identifier: Apache-2.0
#include "screens/library_search.h"

#include <algorithm>
#include <tuple>

#include "base/log.h"

namespace sen::screens {

using catalogue::FacetKind;
using catalogue::FacetValue;
using catalogue::FoundExhibit;
using catalogue::SearchCounts;
using catalogue::SearchHit;

namespace {

void add_facet(std::vector<FacetValue>& facets, const FacetValue& value) {
    const auto same = std::find_if(facets.begin(), facets.end(), [&](const FacetValue& each) {
        return each.kind == value.kind && each.name == value.name;
    });
    if (same == facets.end())
        facets.push_back(value);
    else
        same->count += value.count;
}

void sort_facets(std::vector<FacetValue>& facets) {
    std::stable_sort(facets.begin(), facets.end(), [](const FacetValue& a, const FacetValue& b) {
        if (a.kind == FacetKind::Decade && b.kind == FacetKind::Decade) return a.name < b.name;
        return std::tuple(a.kind, -a.count) < std::tuple(b.kind, -b.count);
    });
}

}  // namespace

LibrarySearch::LibrarySearch(const Library& library, std::string_view text,
                             std::string_view language, const std::vector<Filter>& filters)
    : library_(library), language_(language) {
    for (const Library::Pack& pack : library.packs_) {
        if (!library.is_shown(pack)) continue;
        packs_.push_back({&pack, pack.catalogue.search(text, language, filters)});
        if (library.is_whole()) continue;
        packs_.back().search.set_shown([this, &pack](std::string_view exhibit) {
            return library_.shown_exhibit(pack, exhibit, language_).has_value();
        });
    }
}

bool LibrarySearch::is_finished() const {
    return std::all_of(packs_.begin(), packs_.end(), [](const InPack& each) {
        return each.is_broken || each.search.is_finished();
    });
}

void LibrarySearch::step() {
    for (InPack& each : packs_) {
        if (each.is_broken || each.search.is_finished()) continue;
        const auto done = each.search.step();
        if (done) continue;
        log::error("search in {}: {}", each.pack->id, done.error().message);
        each.is_broken = true;
    }
}

std::size_t LibrarySearch::hit_count() const {
    std::size_t count = 0;
    for (const InPack& each : packs_) count += each.search.hits().size();
    return count;
}

bool LibrarySearch::is_near() const {
    const auto is_near = [](const SearchHit& hit) {
        return hit.match == catalogue::Match::NearPhrase || hit.match == catalogue::Match::NearWords;
    };
    return hit_count() > 0 && std::all_of(packs_.begin(), packs_.end(), [&](const InPack& each) {
               const auto& hits = each.search.hits();
               return hits.empty() || is_near(hits.front());
           });
}

std::vector<FoundExhibit> LibrarySearch::found(std::size_t most) const {
    std::vector<std::pair<const InPack*, const SearchHit*>> hits;
    for (const InPack& each : packs_)
        for (const SearchHit& hit : each.search.hits()) hits.emplace_back(&each, &hit);
    std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.second->match, a.second->field) <
               std::tuple(b.second->match, b.second->field);
    });
    std::vector<FoundExhibit> found;
    for (const auto& [in, hit] : hits) {
        if (found.size() == most) break;
        auto exhibit = in->search.describe(*hit);
        if (!exhibit) {
            log::error("search in {}: {}", in->pack->id, exhibit.error().message);
            continue;
        }
        if (!library_.is_whole()) {
            const auto shown = library_.shown_exhibit(*in->pack, hit->exhibit, language_);
            if (!shown) continue;
            exhibit->card.cover = shown->card.cover;
        }
        exhibit->card.id = in->pack->id + "/" + exhibit->card.id;
        found.push_back(std::move(*exhibit));
    }
    return found;
}

SearchCounts LibrarySearch::count() {
    SearchCounts all;
    for (InPack& each : packs_) {
        if (each.is_broken) continue;
        const auto counts = each.search.count();
        if (!counts) {
            log::error("search in {}: {}", each.pack->id, counts.error().message);
            continue;
        }
        all.total += counts->total;
        for (const FacetValue& value : counts->facets) add_facet(all.facets, value);
    }
    sort_facets(all.facets);
    return all;
}

std::vector<FacetValue> all_facets(const Library& library, std::string_view language) {
    std::vector<FacetValue> facets;
    // Every exhibit has one kind: those of all kinds are all.
    for (const std::string_view kind : catalogue::kKindNames) {
        LibrarySearch search(library, "", language, {{FacetKind::Kind, std::string(kind)}});
        for (const FacetValue& value : search.count().facets) add_facet(facets, value);
    }
    sort_facets(facets);
    return facets;
}

}  // namespace sen::screens
