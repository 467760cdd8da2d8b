// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>

#include "base/file.h"
#include "base/result.h"
#include "media_job.h"

namespace sen::pack {

/// Results of media jobs in one directory: `<key>.json` says what they are, `<key>.<name>` are
/// their bytes. An entry whose bytes are no longer what was written is not there. Thread-safe; two
/// programs may share it: while one is open no other prunes, by a lock on the file `lock`.
class MediaCache {
  public:
    /// How much is kept.
    struct Rule {
        std::uint64_t max_bytes = 10'000'000'000;
        std::chrono::hours max_age = std::chrono::days(180);  ///< since the last use
    };
    struct Pruned {
        std::uint64_t entries = 0, bytes = 0;  ///< that are gone
        std::uint64_t bytes_left = 0;
        bool is_busy = false;  ///< another program has the cache open, so nothing was looked at
    };

    static Result<MediaCache> open(const std::filesystem::path& directory);

    /// Names the result of a job; reads its whole input. Errors: those of the input.
    Result<Digest> key_of(const MediaJob& job) const;

    /// Also notes that it was used, by the time of its `<key>.json`.
    std::optional<MediaResult> find(const Digest& key) const;

    /// Runs the job in a directory of its own and keeps what it made.
    Result<MediaResult> make(const Digest& key, const MediaJob& job) const;

    /// Closes the cache and removes what `rule` does not allow: first what was not used for
    /// max_age, then what was used longest ago, until max_bytes are enough; never one of `used`.
    /// Also what a run that was cut off has left. An entry loses its `<key>.json` first, so a cut
    /// leaves none that lacks something. Files with other names are not touched. `now`: the
    /// system's time. Errors: Io.
    Result<Pruned> prune(const Rule& rule, const std::set<Digest>& used,
                         std::filesystem::file_time_type now) &&;

  private:
    MediaCache(std::filesystem::path directory, UniqueFd lock)
        : directory_(std::move(directory)), lock_(std::move(lock)) {}
    Result<std::optional<MediaResult>> read(const Digest& key) const;
    Result<MediaResult> keep(const Digest& key, const MediaMade& made,
                             const std::filesystem::path& from) const;
    std::filesystem::path sidecar(const Digest& key) const;
    std::filesystem::path file(const Digest& key, const std::string& name) const;

    std::filesystem::path directory_;
    UniqueFd lock_;
};

}  // namespace sen::pack
