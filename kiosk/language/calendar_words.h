// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "language/scanner.h"

namespace sen::language {

/// The words of calendars that are both written and read. What is looked up is a folded word.

std::string_view english_month(int month);     ///< 1 to 12: "January"
std::string_view english_ordinal(int number);  ///< 1 to 5: "first"
std::string_view roman_number(int number);     ///< 1 to 4: "III"

/// "january" or "jan"
std::optional<int> find_english_month(std::string_view word);
std::optional<int> find_english_ordinal(std::string_view word);
std::optional<int> find_roman_number(std::string_view word);

/// "thứ hai", "chủ nhật", "monday".
std::optional<std::chrono::weekday> take_weekday(Scanner& scanner);

}  // namespace sen::language
