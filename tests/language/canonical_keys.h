// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "language/typing.h"

namespace sen::test {

/// The keys that one presses for a word as the textbook says: each mark after its letter, the tone
/// last.
std::u32string canonical_keys(std::string_view word, language::TypingMethod method);

/// The text after all the keys.
std::string type(const language::Typing& typing, std::u32string_view keys,
                 std::string_view text = {});

}  // namespace sen::test
