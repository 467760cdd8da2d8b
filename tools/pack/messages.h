// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "faults.h"
#include "language/string_table.h"

namespace sen::pack {

/// The text, shortened, without control characters: names and texts come out of files that anybody
/// wrote, and end on a terminal.
std::string printable(std::string_view text);

/// What the program says, in one language: strings/pack.<language>.toml.
class Messages {
  public:
    using Values = std::vector<std::pair<std::string, std::string>>;

    /// "vi" or "en".
    static Result<Messages> load(std::string_view language);

    /// The text of a key with its {names} filled in; values are shortened and made printable.
    std::string text(std::string_view key, const Values& values = {}) const;
    /// "exhibits/x/exhibit.toml:12: sentence".
    std::string fault(const Fault& fault) const;

  private:
    explicit Messages(language::StringTable strings) : strings_(std::move(strings)) {}
    language::StringTable strings_;
};

/// The language of the user's locale: Vietnamese when LC_ALL, else LC_MESSAGES, else LANG starts
/// with "vi"; English otherwise.
std::string locale_language();

}  // namespace sen::pack
