// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "store/generation.h"

namespace sen::store {

/// What of one publisher's content must not be shown any more.
struct WithdrawalEntry {
    std::string publisher;              ///< an id; "*": every publisher of the authority
    std::vector<Digest> objects;        ///< in whichever pack of the publisher
    std::vector<std::string> exhibits;  ///< "<pack>/<exhibit>"
    std::vector<std::string> packs;     ///< ids
    bool operator==(const WithdrawalEntry&) const = default;
};

/// A withdrawal list: as an authority or a publisher signs it, and as the store keeps an
/// authority's merged one. Canonical like a manifest (FORMAT.md).
struct WithdrawalList {
    std::vector<WithdrawalEntry> entries;  ///< by publisher, each once and naming something
    bool operator==(const WithdrawalList&) const = default;

    /// Adds the entries of another list; what both name stands once.
    void merge(const WithdrawalList& other);
    /// Sorted, each name once, without entries that name nothing.
    std::string to_json() const;
    /// Takes only what to_json could have written. Errors: Corrupt, Unsupported.
    static Result<WithdrawalList> parse(std::string_view bytes);
};

inline constexpr std::uint64_t kWithdrawalFormat = 1;
inline constexpr std::uint64_t kMaxWithdrawalBytes = 1 << 20;
inline constexpr std::size_t kMaxWithdrawalEntries = 1000;
inline constexpr std::size_t kMaxWithdrawnNames = 10'000;  ///< of each kind in an entry
inline constexpr std::size_t kMaxAuthorities = 64;         ///< that a store has lists of
inline constexpr const char* kEveryPublisher = "*";

/// The lists of all authorities. A list reaches the packs that its authority signed and those that
/// nobody signed, and of these the publishers that its entries name.
class Withdrawals {
  public:
    void add(const std::string& authority, WithdrawalList list);

    /// Named itself, or its manifest or catalogue is.
    bool hides_pack(const InstalledPack& pack) const;
    /// `exhibit` without the pack's name.
    bool hides_exhibit(const InstalledPack& pack, std::string_view exhibit) const;
    bool hides_object(const InstalledPack& pack, const Digest& object) const;
    bool is_empty() const { return lists_.empty(); }
    bool operator==(const Withdrawals&) const = default;

  private:
    template <class Test>
    bool any_entry(const InstalledPack& pack, Test test) const;

    std::map<std::string, WithdrawalList> lists_;  ///< by authority
};

}  // namespace sen::store
