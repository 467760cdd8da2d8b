// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace sen::store {

struct InstalledPack {
    std::string id, publisher, issued;
    std::uint64_t version = 0;
    Digest manifest;        ///< an object of the store
    Digest catalogue;       ///< an object of the store
    std::string authority;  ///< whose root of trust vouches for it; empty: nobody signed
    std::string signers;    ///< the role that signed its manifest; empty: nobody signed
    bool is_signed() const { return !authority.empty(); }
    bool operator==(const InstalledPack&) const = default;
};

/// One complete, verified set of installed packs.
struct Generation {
    std::uint64_t number = 0;
    std::uint64_t previous = 0;        ///< what was current when this one was installed; 0: nothing
    std::vector<InstalledPack> packs;  ///< by publisher and id, each once

    const InstalledPack* find(std::string_view publisher, std::string_view id) const;
    /// The bytes of generation.json (canonical, like a manifest; FORMAT.md).
    std::string to_json() const;
    /// Reads formats 1 and 2. Errors: Corrupt, Unsupported (another format number).
    static Result<Generation> parse(std::string_view bytes);
};

inline constexpr std::uint64_t kGenerationFormat = 2;
inline constexpr std::uint64_t kMaxGenerationBytes = 1 << 20;
inline constexpr std::size_t kMaxPacks = 256;
inline constexpr std::size_t kMaxRoleBytes = 255;  ///< of a role's name

}  // namespace sen::store
