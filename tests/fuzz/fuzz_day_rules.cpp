// SPDX-License-Identifier: Apache-2.0
// A rule of an author: it is written so that it reads the same, and its days come one after the
// other.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "language/day_rules.h"

using namespace sen::language;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto rule = parse_day_rule({reinterpret_cast<const char*>(data), size});
    if (!rule) return 0;
    const auto again = parse_day_rule(to_text(*rule));
    if (!again || *again != *rule) std::abort();

    SolarDay from(std::chrono::year(2020) / 1 / 1);
    for (int i = 0; i < 5; ++i) {
        const auto next = next_occurrence(*rule, from);
        if (!next) return 0;
        if (next->last < from || next->last - next->first >= std::chrono::days(DayRule::kMaxLength))
            std::abort();
        if (!occurrence_on(*rule, next->last)) std::abort();
        from = next->last + std::chrono::days(1);
    }
    return 0;
}
