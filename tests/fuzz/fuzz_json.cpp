// SPDX-License-Identifier: Apache-2.0
// Untrusted JSON, and the canonical form of what is let through.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "base/utf8.h"
#include "trust/canonical_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto value = sen::parse_json(bytes, 32);
    if (!value) return 0;

    // What is let through is UTF-8 and means the same when it is written and read again.
    if (sen::find_invalid_utf8(bytes)) std::abort();
    const auto again = sen::parse_json(value->dump(), 32);
    if (!again || *again != *value) std::abort();
    if (sen::trust::canonical_json(*again) != sen::trust::canonical_json(*value)) std::abort();
    return 0;
}
