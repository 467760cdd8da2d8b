// SPDX-License-Identifier: Apache-2.0
#include "language/calendar_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "language/dates.h"
#include "language/fold.h"

namespace sen::language {

namespace {

constexpr std::array<std::string_view, 12> kEnglishMonths{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 5> kOrdinals{"first", "second", "third", "fourth", "fifth"};
constexpr std::array<std::string_view, 4> kRoman{"I", "II", "III", "IV"};

/// The number, from 1, of the first name that reads so.
template <std::size_t kSize>
std::optional<int> find_number(const std::array<std::string_view, kSize>& names,
                               std::string_view word) {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](std::string_view name) { return fold_text(name) == word; });
    if (found == names.end()) return std::nullopt;
    return static_cast<int>(found - names.begin()) + 1;
}

}  // namespace

std::string_view english_month(int month) {
    return kEnglishMonths[static_cast<std::size_t>(month - 1)];
}

std::string_view english_ordinal(int number) {
    return kOrdinals[static_cast<std::size_t>(number - 1)];
}

std::string_view roman_number(int number) {
    return kRoman[static_cast<std::size_t>(number - 1)];
}

std::optional<int> find_english_month(std::string_view word) {
    if (word.size() != 3) return find_number(kEnglishMonths, word);
    for (int month = 1; month <= 12; ++month)
        if (fold_text(english_month(month).substr(0, 3)) == word) return month;
    return std::nullopt;
}

std::optional<int> find_english_ordinal(std::string_view word) {
    return find_number(kOrdinals, word);
}

std::optional<int> find_roman_number(std::string_view word) {
    return find_number(kRoman, word);
}

std::optional<std::chrono::weekday> take_weekday(Scanner& scanner) {
    const auto begin = scanner.position();
    const auto first = scanner.take_any_word().value_or("");
    const auto after_first = scanner.position();
    const auto both = first + " " + scanner.take_any_word().value_or("");
    for (unsigned i = 0; i < 7; ++i) {
        const std::chrono::weekday day(i);
        if (fold_text(weekday_name(day, Locale::Vietnamese)) == both) return day;
        if (fold_text(weekday_name(day, Locale::English)) != first) continue;
        scanner.return_to(after_first);
        return day;
    }
    scanner.return_to(begin);
    return std::nullopt;
}

}  // namespace sen::language
