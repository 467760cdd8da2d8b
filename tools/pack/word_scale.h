// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sen::pack {

/// Words with letters beyond ASCII, and how many of them make sense.
struct WordCount {
    std::size_t words = 0, valid = 0;
    WordCount& operator+=(const WordCount& other) {
        words += other.words;
        valid += other.valid;
        return *this;
    }
};

/// Counts the words of texts, and remembers what it has seen: the same few thousand come again and
/// again, in seven readings. Abbreviations, signs and what has a digit in it do not count. One
/// thread.
class WordScale {
  public:
    /// `text` is UTF-8 in normal form C. Valid are Vietnamese syllables; with `accepts_western`
    /// words that may be French, German, Spanish too.
    WordCount weigh(std::string_view text, bool accepts_western);

  private:
    WordCount weigh_word(const std::u32string& word, bool accepts_western);

    std::array<std::unordered_map<std::u32string, WordCount>, 2> known_;
};

/// Whether there is a letter that no byte of an old encoding stands for: then a text was written in
/// Unicode.
bool has_unicode_letter(std::string_view text);

}  // namespace sen::pack
