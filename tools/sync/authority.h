// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/system_calls.h"

namespace sen::sync {

/// Whose root of trust this kiosk follows, as `sen-sync trust add` wrote it down: <id>.json in
/// trusted/, beside the folder <id>/ (store/FORMAT.md).
struct Authority {
    std::string id;
    std::uint64_t order = 0;              ///< 1: the first that was added, and the strongest
    std::vector<std::string> mirrors;     ///< addresses of the same tree; none: sticks only
    std::vector<std::string> publishers;  ///< whose packs it may bring; none: all that are free
    bool operator==(const Authority&) const = default;

    std::string to_json() const;
    /// Takes only what to_json could have written. Errors: Corrupt, Unsupported.
    static Result<Authority> parse(std::string_view bytes);
};

inline constexpr std::uint64_t kAuthorityFormat = 1;
inline constexpr std::uint64_t kMaxAuthorityBytes = 256 << 10;
inline constexpr std::size_t kMaxMirrors = 16;
inline constexpr std::size_t kMaxPublishers = 1000;

/// Where something is kept of an authority, besides what store::TrustedFolder keeps.
namespace trusted {
std::filesystem::path file(const std::filesystem::path& store, const std::string& authority);
/// Each root that was trusted, as N.root.json: for `export`.
std::filesystem::path roots(const std::filesystem::path& store, const std::string& authority);
/// The withdrawal lists in force, as they were signed, named by their SHA-256: for `export`.
std::filesystem::path lists(const std::filesystem::path& store, const std::string& authority);
}  // namespace trusted

/// The authorities of a store by their order; none when it has no folder of them. One that cannot
/// be read is an error: without it, publishers of its own would be free for others.
Result<std::vector<Authority>> read_authorities(const std::filesystem::path& store);
Result<void> write_authority(const std::filesystem::path& store, const Authority& authority,
                             store::SystemCalls& calls);

/// A publisher belongs to the authority that names it; one that nobody names to the one whose pack
/// of it is installed; else to the first in order that brings it.
class PublisherTable {
  public:
    explicit PublisherTable(const std::vector<Authority>& authorities);
    /// To be told of all installed packs first, then asked in the order of the authorities.
    void learn(const std::string& publisher, const std::string& authority);
    bool may_bring(const std::string& authority, const std::string& publisher);

  private:
    std::vector<Authority> authorities_;
    std::vector<std::pair<std::string, std::string>> owners_;  ///< publisher, authority
};

}  // namespace sen::sync
