// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "build.h"
#include "messages.h"
#include "source.h"

/// The commands of sen-pack. Each says what it did on standard output, what is wrong on standard
/// error, and returns the program's exit code: 0 done, 1 refused or failed.
namespace sen::pack {

int check_command(const std::filesystem::path& folder, const Messages& messages);

struct BuildRequest {
    std::filesystem::path folder, out, cache;
    unsigned jobs = 0;                       ///< 0: as many as cores
    std::uint64_t cache_megabytes = 10'000;  ///< what the cache may hold of other builds' work
    bool is_json = false;
};
int build_command(const BuildRequest& request, const Messages& messages);

/// Reads a source folder for a command; nothing, with all faults on standard error, when it must be
/// refused. `checked` is for check_media().
std::optional<PackSource> read_or_refuse(const std::filesystem::path& folder,
                                         const Messages& messages, CheckedMedia* checked = nullptr);

/// Builds what was read and tells on the terminal how far it is; nothing, with a sentence on
/// standard error, when it cannot be built.
std::optional<BuildReport> build_or_refuse(const PackSource& pack, const BuildRequest& request,
                                           const Messages& messages);

/// "4 collections, 24 exhibits, …".
std::string count_sentence(const PackSource& pack, const Messages& messages);

}  // namespace sen::pack
