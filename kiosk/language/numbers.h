// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "language/locale.h"

namespace sen::language {

/// Numbers as the Unicode CLDR has them for vi and en: 1.234.567,89 · 93,44% · 12.000 ₫ (with a
/// no-break space), and 1,234,567.89 · 93.44% · ₫12,000. Years are no numbers: they are never
/// grouped.
std::string format_integer(std::int64_t value, Locale locale);
/// `decimals` 0 to 9, filled with zeros; the last digit is rounded. A value that is not finite is
/// "–".
std::string format_decimal(double value, int decimals, Locale locale);
/// `percent` 93.44 is 93,44%.
std::string format_percent(double percent, int decimals, Locale locale);
std::string format_dong(std::int64_t value, Locale locale);

/// How Vietnamese is counted: linh and nghìn (the standard, and school books), or lẻ and ngàn.
enum class Dialect { Northern, Southern };

/// For a voice: "hai mươi mốt", "một trăm linh năm", "twenty-one", "one hundred and five". In lower
/// case.
std::string number_in_words(std::int64_t value, Locale locale, Dialect dialect = Dialect::Northern);

}  // namespace sen::language
