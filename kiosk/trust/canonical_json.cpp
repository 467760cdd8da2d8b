// SPDX-License-Identifier: Apache-2.0
#include "trust/canonical_json.h"

#include <cassert>

namespace sen::trust {

namespace {

using nlohmann::json;

void append_string(std::string& out, const std::string& text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

/// Recursive: the depth was bounded when the value was parsed.
void append(std::string& out, const json& value) {
    switch (value.type()) {
        case json::value_t::object: {
            char separator = '{';
            for (const auto& [key, member] : value.items()) {
                out += separator;
                append_string(out, key);
                out += ':';
                append(out, member);
                separator = ',';
            }
            out += value.empty() ? "{}" : "}";
            return;
        }
        case json::value_t::array: {
            char separator = '[';
            for (const auto& element : value) {
                out += separator;
                append(out, element);
                separator = ',';
            }
            out += value.empty() ? "[]" : "]";
            return;
        }
        case json::value_t::string:
            return append_string(out, value.get_ref<const std::string&>());
        default:
            assert(!value.is_number_float() && !value.is_binary() && !value.is_discarded());
            out += value.dump();  // null, true, false and whole numbers have one form
    }
}

}  // namespace

std::string canonical_json(const json& value) {
    std::string out;
    append(out, value);
    return out;
}

}  // namespace sen::trust
