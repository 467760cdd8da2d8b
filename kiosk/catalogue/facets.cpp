// SPDX-License-Identifier: Apache-2.0
#include "catalogue/facets.h"

#include <algorithm>

#include "catalogue/limits.h"

namespace sen::catalogue {
namespace {

constexpr std::size_t kMostValues = 12;
constexpr int kMostRows = static_cast<int>(kMaxFacetValues);

/// Calls `take` with each rank in a row's `entries`.
template <class Take>
void each_rank(Row& row, int column, Take take) {
    const auto bytes = row.bytes(column, 2 * std::size_t{kMaxExhibits});
    row.require(bytes.size() % 2 == 0, "half a rank");
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const auto rank = static_cast<std::size_t>(static_cast<unsigned char>(bytes[at]) |
                                                   static_cast<unsigned char>(bytes[at + 1]) << 8);
        row.require(rank < static_cast<std::size_t>(kEntriesOfLanguage), "a rank out of bounds");
        if (rank < static_cast<std::size_t>(kEntriesOfLanguage)) take(rank);
    }
}

}  // namespace

Result<EntrySet> entries_of(Connection& connection, std::int64_t language_position,
                            const std::vector<SearchFilter>& filters) {
    EntrySet entries;
    entries.set();
    for (const SearchFilter& filter : filters) {
        EntrySet having;
        SEN_CHECK(connection.each(
            "SELECT entries FROM search_facet"
            " WHERE language = ? AND kind = ? AND name = ?",
            {language_position, static_cast<std::int64_t>(filter.kind),
             std::string_view(filter.name)},
            kMostRows,
            [&](Row& row) { each_rank(row, 0, [&](std::size_t r) { having.set(r); }); }));
        entries &= having;
    }
    return entries;
}

Result<std::vector<FacetValue>> count_facets(Connection& connection, std::int64_t language_position,
                                             const EntrySet& entries) {
    std::vector<FacetValue> all;
    for (int kind = 0; kind < kFacetKinds; ++kind) {
        std::vector<FacetValue> values;
        SEN_CHECK(connection.each(
            "SELECT name, entries FROM search_facet WHERE language = ? AND kind = ?"
            " ORDER BY position",
            {language_position, std::int64_t{kind}}, kMostRows, [&](Row& row) {
                FacetValue value{static_cast<FacetKind>(kind), row.text(0), 0};
                each_rank(row, 1, [&](std::size_t rank) { value.count += entries[rank] ? 1 : 0; });
                if (value.count > 0) values.push_back(std::move(value));
            }));
        std::stable_sort(values.begin(), values.end(),
                         [](const auto& a, const auto& b) { return a.count > b.count; });
        values.resize(std::min(values.size(), kMostValues));
        std::move(values.begin(), values.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace sen::catalogue
