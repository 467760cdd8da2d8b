// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "repository.h"
#include "store/system_calls.h"
#include "voice.h"

namespace sen::sync {

/// What the last updates left for the next one and for `status`. Nothing here is believed when it
/// comes to what may be installed. Times: seconds since 1970, 0: never.
struct AuthorityRecord {
    std::uint64_t confirmed = 0;  ///< by this kiosk's clock: the source was asked and answered well
    std::uint64_t looked = 0;     ///< the same of the last whole look, not only the quick one
    std::uint64_t issued = 0;     ///< what the metadata says of itself
    std::uint64_t expires = 0;    ///< the first of its roles to do so
    std::string source;           ///< address or folder that was read
    std::string taken;      ///< SHA-256 of the timestamp.json all of whose content is installed
    std::string withdrawn;  ///< SHA-256 over the names and hashes of the lists that are in force
    Validators validators;  ///< of timestamp.json
    std::optional<Sentence> error;
    bool operator==(const AuthorityRecord&) const = default;
};

/// A version that somebody went back from: not installed again by itself.
struct Declined {
    std::string publisher, id;
    std::uint64_t version = 0;
    bool operator==(const Declined&) const = default;
};

struct UpdateRecord {
    std::map<std::string, AuthorityRecord> authorities;
    std::vector<Declined> declined;
    std::uint64_t tried = 0;  ///< when the last update ended, well or not
    std::optional<Sentence> error;
    bool operator==(const UpdateRecord&) const = default;

    bool is_declined(const std::string& publisher, const std::string& id,
                     std::uint64_t version) const;
    void decline(const Declined& pack);
    void forget_declined(const std::string& publisher, const std::string& id);

    std::string to_json() const;
    static Result<UpdateRecord> parse(std::string_view bytes);
    /// An empty one where there is none or it is damaged.
    static UpdateRecord read(const std::filesystem::path& store);
    Result<void> write(const std::filesystem::path& store, store::SystemCalls& calls) const;
};

inline constexpr std::uint64_t kUpdateRecordFormat = 1;
inline constexpr std::uint64_t kMaxUpdateRecordBytes = 1 << 20;

}  // namespace sen::sync
