// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <string>
#include <vector>

#include "catalogue/connection.h"
#include "catalogue/search.h"
#include "catalogue/search_index.h"

namespace sen::catalogue {

/// Some entries of one language, by rank.
using EntrySet = std::bitset<static_cast<std::size_t>(kEntriesOfLanguage)>;

/// The entries that pass all filters; a value that no exhibit has lets none pass.
Result<EntrySet> entries_of(Connection& connection, std::int64_t language_position,
                            const std::vector<SearchFilter>& filters);

/// How many of the entries have each value, the most first; at most kMostValues of a kind.
Result<std::vector<FacetValue>> count_facets(Connection& connection, std::int64_t language_position,
                                             const EntrySet& entries);

}  // namespace sen::catalogue
