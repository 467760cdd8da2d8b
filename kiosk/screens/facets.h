// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/search.h"
#include "screens/screen.h"

/// What hits can be narrowed to, as a visitor sees it.
namespace sen::screens {

/// People, places, times and kinds in this order; of each the most used first, times as they went.
void sort_facets(std::vector<catalogue::FacetValue>& values);
/// All values that exhibits of the library have.
std::vector<catalogue::FacetValue> all_facets(const Library& library, std::string_view language);

const char* icon_of(catalogue::FacetKind kind);
/// "Film", "1970s", a name.
std::string name_of(const Services& services, const catalogue::FacetValue& value);

}  // namespace sen::screens
