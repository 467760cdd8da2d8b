// SPDX-License-Identifier: Apache-2.0
#include "screens/library_search.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/log.h"

namespace sen::screens {

using catalogue::FacetValue;
using catalogue::FoundExhibit;
using catalogue::SearchCounts;
using catalogue::SearchFilter;

namespace {

/// Whether a snippet is out of the words of a picture that is not shown.
bool is_of_hidden_picture(std::string_view snippet, const catalogue::Exhibit& whole,
                          const catalogue::Exhibit& shown) {
    constexpr std::string_view kEllipsis = "…";
    if (snippet.starts_with(kEllipsis)) snippet.remove_prefix(kEllipsis.size());
    if (snippet.ends_with(kEllipsis)) snippet.remove_suffix(kEllipsis.size());
    return std::any_of(whole.pictures.begin(), whole.pictures.end(), [&](const auto& picture) {
        const auto& left = shown.pictures;
        const bool is_shown = std::any_of(left.begin(), left.end(), [&](const auto& other) {
            return other.view.object == picture.view.object;
        });
        return !is_shown && picture.caption.find(snippet) != std::string::npos;
    });
}

}  // namespace

LibrarySearch::LibrarySearch(const Library& library, std::string_view text,
                             std::string_view language, const std::vector<SearchFilter>& filters)
    : library_(library), language_(language) {
    for (const Library::Pack& pack : library.packs_) {
        if (!library.is_shown(pack)) continue;
        parts_.push_back({&pack, pack.catalogue.search(text, language, filters)});
        if (library.is_whole()) continue;
        parts_.back().search.set_shown([hidden = library.hidden_exhibits(pack)](
                                           std::string_view id) { return !hidden.contains(id); });
    }
}

bool LibrarySearch::is_finished() const {
    return std::all_of(parts_.begin(), parts_.end(),
                       [&](const Part& part) { return is_over(part); });
}

void LibrarySearch::step() {
    for (std::size_t index = 0; index < parts_.size(); ++index) {
        Part& part = parts_[index];
        if (is_over(part)) continue;
        if (const auto done = part.search.step(); !done) lose(part, done.error());
        take_hits(index);
    }
}

void LibrarySearch::lose(Part& part, const Error& error) const {
    part.is_lost = true;
    log::error("search in pack {}: {}", part.pack->id, error.message);
}

void LibrarySearch::take_hits(std::size_t index) {
    Part& part = parts_[index];
    const auto& hits = part.search.hits();
    for (; part.taken < hits.size(); ++part.taken) hits_.push_back({index, hits[part.taken]});
    // Those of one pack stand in their order already.
    std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
        return std::tie(a.hit.match, a.hit.field, a.part) <
               std::tie(b.hit.match, b.hit.field, b.part);
    });
}

std::string LibrarySearch::id(std::size_t index) const {
    return parts_[hits_[index].part].pack->id + "/" + hits_[index].hit.exhibit;
}

Result<FoundExhibit> LibrarySearch::describe(std::size_t index) const {
    const Part& part = parts_[hits_[index].part];
    const auto& hit = hits_[index].hit;
    SEN_TRY(FoundExhibit found, part.search.describe(hit));
    if (!library_.is_whole()) {
        SEN_TRY(const auto shown, library_.shown_exhibit(*part.pack, hit.exhibit, language_));
        SEN_TRY(const auto whole, part.pack->catalogue.exhibit(hit.exhibit, language_));
        found.card.cover = shown.card.cover;
        if (is_of_hidden_picture(found.snippet, whole, shown)) {
            found.snippet.clear();
            found.snippet_marks.clear();
        }
    }
    found.card.id = id(index);
    return found;
}

SearchCounts LibrarySearch::count() {
    SearchCounts all;
    std::map<std::pair<catalogue::FacetKind, std::string>, int> counts;
    for (std::size_t index = 0; index < parts_.size(); ++index) {
        Part& part = parts_[index];
        const auto own = part.is_lost ? Result<SearchCounts>(SearchCounts{}) : part.search.count();
        if (!own) lose(part, own.error());
        take_hits(index);
        // What was found before a pack was lost stays in sight.
        if (part.is_lost) {
            all.total += static_cast<int>(part.taken);
            continue;
        }
        all.total += own->total;
        for (const FacetValue& value : own->facets) counts[{value.kind, value.name}] += value.count;
    }
    for (const auto& [key, count] : counts) all.facets.push_back({key.first, key.second, count});
    std::stable_sort(all.facets.begin(), all.facets.end(), [](const auto& a, const auto& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.count > b.count;
    });
    return all;
}

}  // namespace sen::screens
