// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sen::trust {

/// Algorithm → lower-case hex, as in TUF 4.4. Errors: Corrupt (empty, or values that are no hex).
Result<std::map<std::string, std::string>> parse_hashes(const nlohmann::json& json);

/// Every hash of a known algorithm (sha256, sha512) must be that of `bytes`, and one at least must
/// be of such. Errors: Untrusted, Unsupported (none is).
Result<void> check_hashes(const std::map<std::string, std::string>& hashes, std::string_view bytes);

}  // namespace sen::trust
