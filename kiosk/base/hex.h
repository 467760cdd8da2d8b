// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sen {

/// Two lower-case digits a byte.
std::string to_hex(std::string_view bytes);

/// The bytes that hexadecimal digits of either case stand for; nothing for an odd number of digits
/// and for any other character.
std::optional<std::string> from_hex(std::string_view digits);

}  // namespace sen
