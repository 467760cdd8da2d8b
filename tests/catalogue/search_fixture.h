// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/file.h"
#include "catalogue/catalogue.h"
#include "catalogue/sample.h"
#include "catalogue/search.h"

/// Small catalogues to search in.
namespace sen::catalogue {

using Ids = std::vector<std::string>;

inline ExhibitContent exhibit(const std::string& id, const std::string& title,
                              const std::string& text) {
    ExhibitContent exhibit = sample_content().exhibits[kWharf];
    exhibit.id = id;
    exhibit.year.clear();
    exhibit.place.clear();
    exhibit.title = {{"vi", title}, {"en", title}};
    exhibit.text = {{"vi", {{BlockKind::Paragraph, text, {}}}}};
    exhibit.pictures[0].caption = {{"vi", "Hình"}, {"en", "Picture"}};
    return exhibit;
}

inline SubjectContent subject(SubjectKind kind, const std::string& name,
                              const std::string& other = "") {
    SubjectContent made{kind, {{{{"vi", name}, {"en", name}}, 0, 0}}};
    if (!other.empty()) made.names.push_back({{{"vi", other}, {"en", other}}, 1975, 2020});
    return made;
}

/// A catalogue of these exhibits.
struct Pack {
    explicit Pack(std::vector<ExhibitContent> exhibits)
        : catalogue(Catalogue::open(write_sample(directory.path(), content(std::move(exhibits))))
                        .value()) {}

    static PackContent content(std::vector<ExhibitContent> exhibits) {
        PackContent content = sample_content();
        content.cover = {exhibits.front().id, 0};
        content.attract = {content.cover};
        content.collections = {
            {"tat-ca", {{"vi", "Tất cả"}, {"en", "All"}}, {}, content.cover, {}}};
        for (const auto& exhibit : exhibits) content.collections[0].exhibits.push_back(exhibit.id);
        content.exhibits = std::move(exhibits);
        return content;
    }

    std::vector<SearchHit> hits(const std::string& text, std::vector<SearchFilter> filters = {},
                                const std::string& language = "vi") const {
        Search search = catalogue.search(text, language, std::move(filters));
        REQUIRE(search.finish());
        return search.hits();
    }

    Ids find(const std::string& text, std::vector<SearchFilter> filters = {},
             const std::string& language = "vi") const {
        Ids ids;
        for (const SearchHit& hit : hits(text, std::move(filters), language))
            ids.push_back(hit.exhibit);
        return ids;
    }

    FoundExhibit first(const std::string& text) const {
        Search search = catalogue.search(text, "vi");
        REQUIRE(search.finish());
        REQUIRE_FALSE(search.hits().empty());
        return search.describe(search.hits().front()).value();
    }

    TemporaryDirectory directory = TemporaryDirectory::create().value();
    Catalogue catalogue;
};

inline Ids pieces(const std::string& text, const std::vector<language::ByteRange>& marks) {
    Ids pieces;
    for (const auto& mark : marks) pieces.push_back(text.substr(mark.begin, mark.end - mark.begin));
    return pieces;
}

}  // namespace sen::catalogue
