// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "draft.h"
#include "repository.h"

namespace sen::pack {

/// Metadata that expires within so many days is named as such: what people sign, and what the
/// publishing computer does, which lives a month.
inline constexpr int kSoonDays = 30, kSoonDaysOfRelease = 10;

struct RoleFact {
    std::string role;
    std::uint64_t version = 0;
    std::optional<Day> expires;
    std::size_t threshold = 0;
    std::vector<std::string> keys;     ///< fingerprints of all that may sign
    std::vector<std::string> signers;  ///< of those that have
    std::size_t missing = 0;           ///< signatures
};

struct PackFact {
    std::string publisher, pack, role, issued;
    std::uint64_t version = 0;
    std::uint64_t bytes = 0, objects = 0;
    std::vector<std::string> missing;  ///< paths of objects that are not there with their length
};

/// What stands in a repository, for people and for machines. Only lengths of objects are looked at.
struct Inspection {
    std::vector<RoleFact> roles;   ///< released
    std::vector<RoleFact> drafts;  ///< not yet
    std::vector<PackFact> packs;
    std::vector<std::string> faults;  ///< target paths that cannot be read
    std::string root_fingerprint;     ///< of the newest root's bytes: what a kiosk is told to trust
};

Result<Inspection> inspect_repository(const std::filesystem::path& directory, RefusalLog& refusals);
/// One file of metadata, or of a public key, by itself: who has signed cannot be told from a file.
Json inspect_metadata(const Metadata& metadata);

Json to_json(const Inspection& inspection, Day date);

enum class Expiry { Good, Soon, Past, Unknown };
Expiry expiry_of(const RoleFact& role, Day date);

}  // namespace sen::pack
