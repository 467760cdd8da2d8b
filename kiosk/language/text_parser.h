// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "language/scanner.h"
#include "language/text_fault.h"

namespace sen::language {

/// What the parsers of short texts have in common: the tokens that are left, and what was wrong.
class TextParser {
  public:
    /// What was wrong when parse() has failed.
    const TextFault& fault() const { return fault_; }

  protected:
    /// `kind` begins the keys of the faults that any text can have: "date_cut", "date_unclear".
    TextParser(Scanner scanner, std::string_view kind) : in_(std::move(scanner)), kind_(kind) {}

    tl::unexpected<Error> refuse(TextFault fault);
    /// At the next word.
    tl::unexpected<Error> unclear();

    Scanner in_;

  private:
    std::string kind_;
    TextFault fault_;
};

/// Reads all of a text with a Parser, whose parse() gives a Result; `what` it is, for a log.
template <class Parser>
auto parse_text(std::string_view text, std::string_view what)
    -> decltype(std::declval<Parser&>().parse()) {
    auto scanner = Scanner::scan(text);
    if (!scanner) return add_context(std::move(scanner).error(), "{}", what);
    auto value = Parser(std::move(*scanner)).parse();
    if (!value) return add_context(std::move(value).error(), "{} \"{}\"", what, text);
    return value;
}

/// What is wrong with a text, nothing if a Parser can read it; `too_long` when nobody looked.
template <class Parser>
std::optional<TextFault> find_fault(std::string_view text, const char* too_long) {
    auto scanner = Scanner::scan(text);
    if (!scanner) return TextFault{too_long, {}};
    Parser parser(std::move(*scanner));
    if (parser.parse()) return std::nullopt;
    return parser.fault();
}

}  // namespace sen::language
