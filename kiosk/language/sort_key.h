// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sen::language {

enum class ToneOrder {
    Dictionary,  ///< ngang, huyền, hỏi, ngã, sắc, nặng (Vietnam Lexicography Centre)
    School,      ///< ngang, sắc, huyền, hỏi, ngã, nặng, as first-graders recite them
};

/// Bytes whose order (memcmp, a shorter one first: std::string's `<`, and a BLOB column of SQLite)
/// is that of a Vietnamese dictionary. Word for word, so that Ba Son stands before Bà Chiểu; in a
/// word first the letters a ă â b c d đ e ê f g … o ô ơ … u ư v w x y z, then the tone; the shorter
/// first. Only when all that is equal, lower case stands before upper.
/// - Numbers stand before letters, by their value: Khu phố 2 before Khu phố 10. 1.000 is two
/// numbers.
/// - Letters with other marks (ü, ç) stand as their base letter; other scripts after z, by code
/// point.
/// - Spaces, hyphens and all punctuation only part words; how many there are does not matter.
/// - hòa and hoà have one key. For a fixed order of such pairs sort by the text second.
/// Any bytes are taken; what is not UTF-8 parts words. Reads at most kMaxSortBytes.
std::string sort_key(std::string_view text, ToneOrder order = ToneOrder::Dictionary);

inline constexpr std::size_t kMaxSortBytes = 1024;

}  // namespace sen::language
