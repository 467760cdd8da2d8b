// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "base/result.h"
#include "media_job.h"

namespace sen::pack {

/// Results of media jobs in one directory: `<key>.json` says what they are, `<key>.<name>` are
/// their bytes. An entry whose bytes are no longer what was written is not there. Thread-safe; two
/// programs may share it.
class MediaCache {
  public:
    static Result<MediaCache> open(const std::filesystem::path& directory);

    /// Names the result of a job; reads its whole input. Errors: those of the input.
    Result<Digest> key_of(const MediaJob& job) const;

    std::optional<MediaResult> find(const Digest& key) const;

    /// Runs the job in a directory of its own and keeps what it made.
    Result<MediaResult> make(const Digest& key, const MediaJob& job) const;

  private:
    explicit MediaCache(std::filesystem::path directory) : directory_(std::move(directory)) {}
    Result<std::optional<MediaResult>> read(const Digest& key) const;
    Result<MediaResult> keep(const Digest& key, const MediaMade& made,
                             const std::filesystem::path& from) const;
    std::filesystem::path sidecar(const Digest& key) const;
    std::filesystem::path file(const Digest& key, const std::string& name) const;

    std::filesystem::path directory_;
};

}  // namespace sen::pack
