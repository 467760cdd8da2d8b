// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/clock.h"
#include "base/result.h"
#include "media_cache.h"
#include "source.h"

namespace sen::pack {

struct BuildProgress {
    int done = 0;
    int total = 0;
    Milliseconds elapsed{0};
    Milliseconds left{0};  ///< estimate; 0 while unknown
    std::string now;       ///< what was finished last
};

struct BuildOptions {
    std::filesystem::path
        out;  ///< gets manifest.json and objects/; what was there is replaced whole
    std::filesystem::path cache;  ///< results of media work by the digest of their input and recipe
    MediaCache::Rule cache_rule;  ///< what the cache keeps of other builds
    unsigned jobs = 0;            ///< 0: as many as cores
    std::function<void(const BuildProgress&)> progress;  ///< called on the calling thread
};

struct BuildReport {
    int media_jobs = 0;      ///< how many there are
    int media_jobs_run = 0;  ///< how many the cache could not answer
    std::uint64_t objects = 0, bytes = 0;
    Result<MediaCache::Pruned> pruned;  ///< of the cache, after all is done
};

/// Renditions, film facts, speech, catalogue, manifest, objects. On an error nothing in `out` has
/// changed. The same source gives the same bytes.
Result<BuildReport> build_pack(const PackSource& source, const BuildOptions& options);

}  // namespace sen::pack
