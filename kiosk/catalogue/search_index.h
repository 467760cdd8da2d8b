// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "catalogue/model.h"

/// What stands in the tables search_*: the terms that the writer makes and the reader asks for.
///
/// The index holds each word once, as it is written, with its place in the text: that is all that
/// fits into 60 % of the text. A word without its marks is looked up in search_word and becomes a
/// set of words. A word in a title or a name has a mark before it, so that titles have lists of
/// their own:
///   "+cầu"  in the title        "@cầu"  in the place, the year, or the name of a person or place
///   "cầu"   in the text, a caption or what is spoken in a film      "|"  between two texts
/// An entry's number is its language's position times kEntriesOfLanguage and its rank: those with
/// short titles first, then as in a dictionary. Hits of one sort come in this order.
namespace sen::catalogue {

inline constexpr std::int64_t kEntriesOfLanguage = 1 << 15;

enum class Field { Title, Name, Text };
inline constexpr std::size_t kFields = 3;
inline constexpr std::string_view kFieldMarks[kFields] = {"+", "@", ""};
inline constexpr std::string_view kBreak = "|";

inline std::string to_term(Field field, std::string_view word) {
    return std::string(kFieldMarks[static_cast<std::size_t>(field)]) + std::string(word);
}

/// The table search_facet has a row for each value that exhibits have, the most used first;
/// `entries` holds the ranks that have it, two bytes each, the lower byte first, ascending.
inline constexpr int kFacetKinds = 4;
inline constexpr std::size_t kMaxFacetValues =
    500;  ///< of a kind and language; rarer ones are left out

/// How the names of exhibit kinds stand in search_facet, by ExhibitKind.
inline constexpr std::string_view kKindNames[] = {"story", "album", "film"};

}  // namespace sen::catalogue
