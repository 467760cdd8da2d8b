// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/connection.h"
#include "catalogue/search_index.h"

namespace sen::catalogue {

/// A word of the index in one spelling, and in how many entries' titles, names and texts it stands.
struct KnownWord {
    std::string exact, folded;
    std::array<std::int64_t, kFields> uses{};
    bool is_in(Field field) const { return uses[static_cast<std::size_t>(field)] > 0; }
};

/// The words of one language of a pack, by the table search_word. Each question is bounded, and the
/// answer has the most used words first.
class Vocabulary {
  public:
    Vocabulary(Connection& connection, std::int64_t language_position)
        : connection_(connection), language_(language_position) {}

    /// All spellings of a word without marks.
    Result<std::vector<KnownWord>> spellings(std::string_view folded) const;
    /// Words that begin so, without marks, and are longer; `exact`, if not empty, is how they begin
    /// with marks. Of a beginning of one letter those in titles, of two letters those in titles and
    /// names; in texts they would be too many to help.
    Result<std::vector<KnownWord>> completions(std::string_view beginning,
                                               std::string_view exact) const;
    /// Words that one typing error makes into this one: a letter more, less, another or two
    /// swapped. Only between words of a to z, of which the longer one has kLeastLetters and more.
    Result<std::vector<KnownWord>> neighbours(std::string_view folded) const;

    static constexpr std::size_t kLeastLetters = 4;

  private:
    Connection& connection_;
    std::int64_t language_;
};

}  // namespace sen::catalogue
