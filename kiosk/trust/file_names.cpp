// SPDX-License-Identifier: Apache-2.0
#include "trust/file_names.h"

#include <fmt/format.h>

#include "base/digest.h"

namespace sen::trust {

namespace {
constexpr std::size_t kMaxNameBytes = 250;  // of the 255 that file systems have

/// RFC 3986, 2.3: what never needs escaping.
bool is_unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}
}  // namespace

std::string escape_name(std::string_view name) {
    std::string escaped;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved(byte))
            escaped += c;
        else
            escaped += fmt::format("%{:02X}", byte);
    }
    return escaped;
}

std::string trusted_file_name(std::string_view role) {
    auto name = escape_name(role) + ".json";
    return name.size() <= kMaxNameBytes ? name : "%~" + sha256(role).hex() + ".json";
}

std::string metadata_file_name(std::string_view role, std::optional<std::uint64_t> version) {
    const auto name = escape_name(role) + ".json";
    return version ? fmt::format("{}.{}", *version, name) : name;
}

}  // namespace sen::trust
