// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/result.h"

namespace sen::trust {

/// Typed access to the members of a JSON object; `object` may be any value. Each miss is Corrupt
/// and names the key. The pointers point into `object`.
Result<const nlohmann::json*> object_member(const nlohmann::json& object, const char* key);
Result<const nlohmann::json*> list_member(const nlohmann::json& object, const char* key);
Result<std::string> text_member(const nlohmann::json& object, const char* key);
/// A whole number of `least` or more; parse_json() has seen to the other end.
Result<std::uint64_t> number_member(const nlohmann::json& object, const char* key,
                                    std::uint64_t least);
/// False when it is absent.
Result<bool> optional_flag(const nlohmann::json& object, const char* key);
/// Empty when it is absent.
Result<std::vector<std::string>> optional_texts(const nlohmann::json& object, const char* key);

}  // namespace sen::trust
