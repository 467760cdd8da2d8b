// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace sen::trust {

/// PATHPATTERN (TUF 4.5), a shell's wildcards as in glob(7): `*` any text, `?` one character,
/// `[a-z]` and `[!a-z]` one of a set; none of them a slash. A `[` without its end and a backslash
/// stand for themselves; a dot at the beginning is like any other. A pattern or path of more than
/// 1,024 bytes matches nothing. Both are valid UTF-8. `steps` is raised by the bytes of the pattern
/// that were looked at: never more than (bytes of the pattern + 1) x (bytes of the path + 1).
bool matches_pattern(std::string_view pattern, std::string_view path, std::uint64_t& steps);

}  // namespace sen::trust
