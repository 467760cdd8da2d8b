// SPDX-License-Identifier: Apache-2.0
// A line about time out of an author's file: what is read is written so that it reads the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "language/dates.h"

using namespace sen::language;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto span = parse_date({reinterpret_cast<const char*>(data), size});
    if (!span) return 0;
    if (!span->from.is_valid() || (span->to && !span->to->is_valid())) std::abort();
    for (const auto locale : {Locale::Vietnamese, Locale::English})
        for (const auto style : {DateStyle::Short, DateStyle::Long, DateStyle::WithWeekday}) {
            const auto again = parse_date(format_span(*span, locale, style));
            if (!again || *again != *span) std::abort();
        }
    return 0;
}
