// SPDX-License-Identifier: Apache-2.0
#include "language/letter_case.h"

#include <utf8proc.h>

#include "base/utf8.h"

namespace sen::language {

namespace {

using Mapping = utf8proc_int32_t (*)(utf8proc_int32_t);

std::string map_letters(std::string_view text, Mapping mapping) {
    std::string mapped;
    mapped.reserve(text.size());
    while (!text.empty()) {
        const auto code_point = first_code_point(text);
        const std::size_t length = code_point ? code_point->length : 1;
        if (code_point) {
            const auto value = mapping(static_cast<utf8proc_int32_t>(code_point->value));
            mapped += encode_utf8(static_cast<char32_t>(value));
        } else {
            mapped += text.front();
        }
        text.remove_prefix(length);
    }
    return mapped;
}

}  // namespace

std::string to_lower(std::string_view text) {
    return map_letters(text, &utf8proc_tolower);
}

std::string to_upper(std::string_view text) {
    return map_letters(text, &utf8proc_toupper);
}

std::string capitalise(std::string_view text) {
    const auto first = first_code_point(text);
    if (!first) return std::string(text);
    return to_upper(text.substr(0, first->length)) + std::string(text.substr(first->length));
}

}  // namespace sen::language
