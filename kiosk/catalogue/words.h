// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How search sees a text: what is written into the index, what a visitor types and what is marked
/// in a hit all go through here, so that they agree.
namespace sen::catalogue {

/// Longer words are cut.
inline constexpr std::size_t kMaxWordBytes = 48;

struct Word {
    std::string typed;   ///< in lower case, with its marks; hoà is hòa
    std::string exact;   ///< the same, with i for a y that sounds alike (quý is quí, Mỹ is mĩ)
    std::string folded;  ///< `exact` without marks
    std::size_t begin = 0, end = 0;  ///< its bytes in the text
};

/// The runs of letters and digits of a text in normal form C, at most `most`. Any bytes are taken;
/// what is not UTF-8 parts words.
std::vector<Word> split_words(std::string_view text,
                              std::size_t most = static_cast<std::size_t>(-1));

/// Where the words are, without looking into them.
struct WordSpan {
    std::size_t begin = 0, end = 0;
};
std::vector<WordSpan> find_words(std::string_view text,
                                 std::size_t most = static_cast<std::size_t>(-1));
/// One word out of its bytes.
Word read_word(std::string_view text, WordSpan span);

/// A visitor's text as search takes it: its first kMaxQueryBytes in normal form C, whole
/// characters.
inline constexpr std::size_t kMaxQueryBytes = 512;
std::string clean_query(std::string_view text);

}  // namespace sen::catalogue
