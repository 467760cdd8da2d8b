// SPDX-License-Identifier: Apache-2.0
#include "screens/facets.h"

#include <algorithm>
#include <tuple>

#include "screens/library_search.h"

namespace sen::screens {

using catalogue::FacetKind;
using catalogue::FacetValue;

void sort_facets(std::vector<FacetValue>& values) {
    std::stable_sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
        if (a.kind == FacetKind::Decade && b.kind == FacetKind::Decade) return a.name < b.name;
        return std::tuple(a.kind, -a.count) < std::tuple(b.kind, -b.count);
    });
}

std::vector<FacetValue> all_facets(const Library& library, std::string_view language) {
    std::vector<FacetValue> values;
    // Every exhibit has one kind: those of all kinds are all.
    for (const std::string_view kind : catalogue::kKindNames) {
        LibrarySearch search(library, "", language, {{FacetKind::Kind, std::string(kind)}});
        for (const FacetValue& value : search.count().facets) {
            const auto same =
                std::find_if(values.begin(), values.end(), [&](const FacetValue& each) {
                    return each.kind == value.kind && each.name == value.name;
                });
            if (same == values.end())
                values.push_back(value);
            else
                same->count += value.count;
        }
    }
    sort_facets(values);
    return values;
}

const char* icon_of(FacetKind kind) {
    switch (kind) {
        case FacetKind::Person:
            return "person";
        case FacetKind::Place:
            return "map";
        case FacetKind::Decade:
            return "calendar";
        case FacetKind::Kind:
            break;
    }
    return "list";
}

std::string name_of(const Services& services, const FacetValue& value) {
    if (value.kind == FacetKind::Kind) return services.ui.string("kind_" + value.name);
    if (value.kind == FacetKind::Decade)
        return services.ui.strings->format("decade", {{"year", value.name}});
    return value.name;
}

}  // namespace sen::screens
