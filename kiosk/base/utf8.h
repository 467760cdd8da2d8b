// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sen {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;  ///< bytes it takes
};

/// The code point at the start of `text`; nothing if it is empty or not valid UTF-8 (Unicode 15,
/// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
std::optional<CodePoint> first_code_point(std::string_view text);

/// Byte offset of the first invalid sequence, or nothing when all is valid.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

std::string encode_utf8(char32_t code_point);

/// How many bytes the first `count` code points take; those before what is no UTF-8.
std::size_t bytes_of_first(std::size_t count, std::string_view text);

}  // namespace sen
