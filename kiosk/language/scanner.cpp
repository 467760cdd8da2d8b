// SPDX-License-Identifier: Apache-2.0
#include "language/scanner.h"

#include <charconv>

#include "base/utf8.h"
#include "language/fold.h"

namespace sen::language {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_space(char32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F;
}
bool is_dash(char32_t c) {
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/// How many characters at the start are of a kind.
std::size_t count(std::string_view text, bool (*is_of_kind)(char)) {
    std::size_t length = 0;
    while (length < text.size() && is_of_kind(text[length])) ++length;
    return length;
}

}  // namespace

Result<Scanner> Scanner::scan(std::string_view text) {
    if (text.size() > kMaxBytes) return fail(ErrorKind::Invalid, "longer than {} bytes", kMaxBytes);
    if (find_invalid_utf8(text)) return fail(ErrorKind::Invalid, "not UTF-8");
    const std::string folded = fold_text(text);
    std::string_view rest = folded;
    Scanner scanner;
    while (const auto code_point = first_code_point(rest)) {
        Token token;
        std::size_t length = code_point->length;
        if (is_space(code_point->value)) {
            rest.remove_prefix(length);
            continue;
        }
        if (is_letter(rest.front())) {
            token.kind = Token::Kind::Word;
            length = count(rest, is_letter);
        } else if (is_digit(rest.front())) {
            token.kind = Token::Kind::Number;
            length = token.digits = count(rest, is_digit);
            if (length > kMaxDigits)
                return fail(ErrorKind::Invalid, "\"{}\" is too long a number",
                            rest.substr(0, length));
            std::from_chars(rest.data(), rest.data() + length, token.value);
        }
        token.text = is_dash(code_point->value) ? "-" : std::string(rest.substr(0, length));
        scanner.tokens_.push_back(std::move(token));
        rest.remove_prefix(length);
    }
    return scanner;
}

std::string Scanner::next_text() const {
    return is_at_end() ? std::string() : tokens_[at_].text;
}

const Token* Scanner::next(Token::Kind kind) const {
    return !is_at_end() && tokens_[at_].kind == kind ? &tokens_[at_] : nullptr;
}

bool Scanner::take_words(std::initializer_list<std::string_view> words) {
    const std::size_t begin = at_;
    for (const auto word : words) {
        const auto* const token = next(Token::Kind::Word);
        if (token == nullptr || token->text != word) {
            at_ = begin;
            return false;
        }
        ++at_;
    }
    return true;
}

bool Scanner::take_symbol(std::string_view symbol) {
    const auto* const token = next(Token::Kind::Symbol);
    if (token == nullptr || token->text != symbol) return false;
    ++at_;
    return true;
}

std::optional<Token> Scanner::take_number() {
    const auto* const token = next(Token::Kind::Number);
    if (token == nullptr) return std::nullopt;
    ++at_;
    return *token;
}

std::optional<std::string> Scanner::take_any_word() {
    const auto* const token = next(Token::Kind::Word);
    if (token == nullptr) return std::nullopt;
    ++at_;
    return token->text;
}

}  // namespace sen::language
