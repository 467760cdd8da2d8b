// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sen::trust {

/// Any text as one harmless file name: letters, digits and `-_.~` stand for themselves, every other
/// byte as %XX. May be "." or "..", or long; so only with something appended.
std::string escape_name(std::string_view name);

/// The name of a role's metadata in the trusted folder: "<escaped role>.json", at most 250 bytes. A
/// longer one becomes "%~<SHA-256 of the role's name>.json", which no escaped name can be.
std::string trusted_file_name(std::string_view role);

/// The name of a role's metadata on the repository (TUF 3.1.2, 6.2), for MetadataSource::fetch:
/// "<escaped role>.json", or "<version>.<escaped role>.json".
std::string metadata_file_name(std::string_view role, std::optional<std::uint64_t> version);

}  // namespace sen::trust
