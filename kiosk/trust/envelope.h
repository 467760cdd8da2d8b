// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sen::trust {

/// One entry of "signatures".
struct Signature {
    std::string keyid;
    std::string bytes;  ///< raw; empty when the entry holds no hexadecimal digits
};

/// What metadata of every role has (TUF 4.2, 4.3).
struct Envelope {
    std::uint64_t version = 0;         ///< 1 to 2^53-1
    std::chrono::sys_seconds expires;  ///< valid before that second
    /// Our own field "issued": when it was signed. Unknown to TUF, so nothing fails for want of it.
    std::optional<std::chrono::sys_seconds> issued;
    std::vector<Signature> signatures;  ///< each keyid once
    std::string signed_bytes;  ///< canonical JSON of the very object that the values were read from

    /// TUF 5.3.10 and its like: expires must be later than the time of the update.
    bool is_expired(std::chrono::sys_seconds now) const { return expires <= now; }
};

/// Reads what all roles share and gives "signed" back for the rest.
/// Errors: Corrupt, Unsupported (spec_version).
Result<nlohmann::json> parse_envelope(std::string_view bytes, std::string_view type,
                                      Envelope& envelope);

}  // namespace sen::trust
