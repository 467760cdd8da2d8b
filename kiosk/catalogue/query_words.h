// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/vocabulary.h"
#include "catalogue/words.h"

namespace sen::catalogue {

/// How freely the words of a query are read; each level takes all that the one before it takes.
enum class Level { Exact, Folded, Near };

/// A visitor's query: its words, and which words of the index each may stand for.
class QueryWords {
  public:
    /// Any bytes; at most `most` words are read.
    QueryWords(std::string_view text, std::size_t most);

    std::size_t size() const { return words_.size(); }
    bool is_empty() const { return words_.empty(); }
    const std::vector<Word>& words() const { return words_; }
    /// Whether this word, the last one, may go on.
    bool is_open(std::size_t index) const { return is_last_open_ && index + 1 == words_.size(); }

    /// Looks the words up as they are; before anything below.
    Result<void> look_up(const Vocabulary& vocabulary);
    /// Looks up what a typing error made of one of the words; at Level::Near all must have been.
    Result<void> look_up_neighbours(const Vocabulary& vocabulary, std::size_t index);

    /// Folded finds no other words than Exact; Near none that Folded does not.
    bool adds_words(Level level) const;

    /// The terms of each word in any of the fields; nothing when a word has none.
    std::vector<std::vector<std::string>> terms(Level level,
                                                const std::vector<Field>& fields) const;

    /// Each word stands in the texts of thousands of entries: then a phrase of other words is no
    /// likelier to be meant than these, and takes longest to look for.
    bool are_everywhere() const;

    /// Which words to guess at when each error costs: those that the pack does not know, together;
    /// when it knows them all, each by itself that may be another. True for a word to be guessed.
    std::vector<std::vector<bool>> guesses() const;
    /// The terms of each word: of a guessed one what an error may have made of it, of any other
    /// those of Level::Folded. Nothing when a word has none.
    std::vector<std::vector<std::string>> terms(const std::vector<bool>& guess,
                                                const std::vector<Field>& fields) const;

    /// Which word of the query a word of a text answers, -1 for none.
    int find(std::string_view text, WordSpan span, Level level) const;

  private:
    struct Readings {
        std::vector<KnownWord> exact, folded, near;  ///< each without those before it
        std::string begin_folded, loose;  ///< what was typed without marks; `folded` with i for y
        std::vector<std::string> near_loose;
    };
    std::vector<Word> words_;
    std::vector<Readings> readings_;
    bool is_last_open_ = false;
};

}  // namespace sen::catalogue
