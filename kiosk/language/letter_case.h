// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sen::language {

/// Every letter's simple case mapping (Unicode), which is right for all 134 Vietnamese letters and
/// depends on no locale. What is not UTF-8 stays as it is.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
/// The first letter in upper case, the rest as it is: to begin a sentence.
std::string capitalise(std::string_view text);

}  // namespace sen::language
