// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "trust/envelope.h"
#include "trust/key.h"

namespace sen::trust {

/// Key ids are labels: which key an id means is said by the signed table that it stands in. Keys of
/// a type that is not known here, or that are none, are left out: they count as not having signed.
using KeyTable = std::map<std::string, PublicKey>;

/// Errors: Corrupt.
Result<KeyTable> parse_key_table(const nlohmann::json& keys);

/// Who must sign for a role (TUF 4.3).
struct RoleKeys {
    std::vector<std::string> keyids;  ///< each once
    std::uint64_t threshold = 1;      ///< 1 or more
};

/// Errors: Corrupt.
Result<RoleKeys> parse_role_keys(const nlohmann::json& role);

/// The ids of the role's keys whose signatures `envelope` carries, each *key* once, however many
/// ids it has; Untrusted when they are fewer than the threshold.
Result<std::vector<std::string>> check_threshold(const RoleKeys& role, const KeyTable& keys,
                                                 const Envelope& envelope);

/// Whether a key of `before` is none of `after` (TUF 5.3.11: rotated).
bool has_lost_a_key(const RoleKeys& before, const KeyTable& keys_before, const RoleKeys& after,
                    const KeyTable& keys_after);

}  // namespace sen::trust
