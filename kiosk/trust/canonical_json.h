// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace sen::trust {

/// OLPC canonical JSON, the bytes that TUF metadata is signed over (TUF 4.1): keys sorted by byte,
/// no white space, and in strings only `"` and `\` escaped; every other byte stands for itself.
/// `value` holds no floating-point and no binary value, as parse_json() sees to.
std::string canonical_json(const nlohmann::json& value);

}  // namespace sen::trust
