// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sen::language {

/// The other spelling of a word that is written with i as well as with y: quý and quí, Mỹ and Mĩ,
/// lý and lí, quít and quýt; nothing for a word that has none (tai and tay are two words). Case and
/// marks stay, and it works on folded words too, so that a query can ask for both. Only one word at
/// a time; it has at most one twin, and the twin's twin is the word. Rule: i and y are one vowel
/// when they are the whole rhyme, or follow "qu".
std::optional<std::string> twin_of(std::string_view word);

}  // namespace sen::language
