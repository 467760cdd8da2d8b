// SPDX-License-Identifier: Apache-2.0
#include "language/nfc.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace sen::language {

Result<std::string> to_nfc(std::string_view text) {
    const bool is_ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
    if (is_ascii) return std::string(text);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (length < 0) return fail(ErrorKind::Invalid, "{}", utf8proc_errmsg(length));
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

bool is_nfc(std::string_view text) {
    const auto normal = to_nfc(text);
    return normal && *normal == text;
}

}  // namespace sen::language
