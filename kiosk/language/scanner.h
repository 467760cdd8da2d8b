// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sen::language {

/// A piece of a short text that a person wrote: "Ngày", "22", "/".
struct Token {
    enum class Kind { Word, Number, Symbol } kind = Kind::Symbol;
    std::string text;        ///< folded; all dashes are "-"
    int value = 0;           ///< of a number
    std::size_t digits = 0;  ///< of a number, leading zeros included
};

/// Goes through the tokens of a text. What `take…` does not find it leaves alone.
class Scanner {
  public:
    static constexpr std::size_t kMaxBytes = 200;
    static constexpr std::size_t kMaxDigits = 9;

    /// Invalid when the text is longer than kMaxBytes, not UTF-8, or a number has too many digits.
    static Result<Scanner> scan(std::string_view text);

    bool is_at_end() const { return at_ == tokens_.size(); }
    /// What is next, for a message; empty at the end.
    std::string next_text() const;

    bool take_word(std::string_view word) { return take_words({word}); }
    /// All of them in this order, or none.
    bool take_words(std::initializer_list<std::string_view> words);
    bool take_symbol(std::string_view symbol);
    std::optional<Token> take_number();
    /// Any word.
    std::optional<std::string> take_any_word();

    std::size_t position() const { return at_; }
    void return_to(std::size_t position) { at_ = position; }

  private:
    const Token* next(Token::Kind kind) const;

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace sen::language
