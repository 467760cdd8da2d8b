// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/file.h"
#include "base/result.h"
#include "store/generation.h"
#include "store/manifest.h"
#include "store/withdrawal.h"

namespace sen::store {

/// The reading side of the store directory; what the kiosk links. Holds no descriptor between
/// calls but the directory's path. Thread-safe; an install may run at the same time.
class Store {
  public:
    explicit Store(std::filesystem::path directory) : directory_(std::move(directory)) {}

    /// What `current` points to. NotFound: no store or nothing installed; Corrupt: damaged.
    Result<Generation> current() const;
    /// What a rollback would make current. NotFound: there is none.
    Result<Generation> previous() const;
    /// Any generation that is still there. Errors: NotFound, Corrupt, Unsupported, Io.
    Result<Generation> generation(std::uint64_t number) const;
    /// The numbers in generations/, ascending, whatever their state.
    Result<std::vector<std::uint64_t>> generation_numbers() const;

    /// Where an object lies (it may be missing).
    std::filesystem::path object_path(const Digest& object) const;
    Result<UniqueFd> open_object(const Digest& object) const;
    /// The bytes of an object, its hash checked. Corrupt when they are not what the name says.
    Result<std::string> read_object(const Digest& object, std::uint64_t max_bytes) const;
    /// The manifest of an installed pack; Corrupt when it is not the one of that pack.
    Result<Manifest> manifest(const InstalledPack& pack) const;
    /// What must not be shown, whatever is installed. A list that cannot be read is left out and
    /// told in `faults`: the others count all the same.
    struct WithdrawalsFound {
        Withdrawals lists;
        std::vector<Error> faults;
    };
    WithdrawalsFound withdrawals() const;
    /// The latest time that an authority has signed, of all that are trusted
    /// (trust/time_ratchet.h): a clock before it is wrong. Nothing where none is readable.
    std::optional<std::chrono::sys_seconds> signed_time() const;
    const std::filesystem::path& directory() const { return directory_; }

  private:
    std::filesystem::path directory_;
};

/// The names of the layout (FORMAT.md), relative to the store directory or as said.
namespace layout {
inline constexpr const char* kObjects = "objects";
inline constexpr const char* kGenerations = "generations";
inline constexpr const char* kStaging = "staging";
inline constexpr const char* kLock = "lock";
inline constexpr const char* kCurrent = "current";  ///< symbolic link to generations/<n>
inline constexpr const char* kUndone = "undone";    ///< the same, to what a rollback left
inline constexpr const char* kGenerationFile = "generation.json";  ///< in generations/<n>/
inline constexpr const char* kManifestFile = "manifest.json";      ///< in a built pack
inline constexpr const char* kWithdrawn = "withdrawn";
inline constexpr const char* kTrusted = "trusted";
inline constexpr const char* kPartial = "partial";        ///< in staging/
inline constexpr const char* kScrubbed = "scrubbed";      ///< where the last scrub stopped
inline constexpr const char* kQuarantine = "quarantine";  ///< damaged objects

std::string object_folder(const Digest& object);         ///< "ab", in objects/
std::string object_file(const Digest& object);           ///< "objects/ab/<sha256>"
std::string generation_target(std::uint64_t number);     ///< "generations/<n>"
std::string withdrawn_file(std::string_view authority);  ///< "<authority>.json", in withdrawn/
/// The number of "generations/<n>"; 0 when `target` is anything else.
std::uint64_t number_of_target(std::string_view target);
/// The number that a folder name spells, as to_string writes it; 0 when it is none.
std::uint64_t number_of_name(std::string_view name);
}  // namespace layout

}  // namespace sen::store
