// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/result.h"

namespace sen {

/// Strict JSON of untrusted bytes: valid UTF-8 without a byte order mark, no duplicate keys, no
/// floating-point numbers, whole numbers between -2^53 and 2^53 (both excluded), at most
/// `max_depth` levels, nothing after the value. Keys come back sorted by byte. Errors: Corrupt.
Result<nlohmann::json> parse_json(std::string_view bytes, int max_depth = 8);

}  // namespace sen
