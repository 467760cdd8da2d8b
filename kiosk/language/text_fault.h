// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sen::language {

/// What is wrong with a short text that a person wrote: a key of the tables of messages of whoever
/// shows it ("date_unclear"), and what fills the {names} of the sentence there.
struct TextFault {
    std::string key;
    std::vector<std::pair<std::string, std::string>> values;
    bool operator==(const TextFault&) const = default;
};

/// For a log: "date_unclear, word: thu".
std::string to_text(const TextFault& fault);

}  // namespace sen::language
