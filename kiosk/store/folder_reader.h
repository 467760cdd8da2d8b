// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/file.h"
#include "store/source.h"
#include "store/system_calls.h"

namespace sen::store {

/// Reads files of a folder that nobody vouches for (a stick) by names that the caller knows: lists
/// nothing, follows no link below the folder, reads regular files only. `calls` outlives it.
/// Errors: NotFound, Invalid (no regular file, a link, too long), Io (it stopped answering).
class FolderReader {
  public:
    static Result<FolderReader> open(const std::filesystem::path& folder, SystemCalls& calls);

    /// A folder in it, by a single name, as a reader of its own.
    Result<FolderReader> enter(const std::string& name) const;
    /// `path`: "objects/ab/<sha256>", names of the caller's making without "." and "..".
    Result<std::unique_ptr<ObjectStream>> stream(const std::string& path,
                                                 std::uint64_t offset = 0) const;
    /// The whole of a file; more than `max_bytes` is Invalid.
    Result<std::string> read(const std::string& path, std::uint64_t max_bytes) const;

  private:
    FolderReader(UniqueFd root, SystemCalls& calls) : root_(std::move(root)), calls_(&calls) {}
    Result<UniqueFd> open_file(const std::string& path) const;

    UniqueFd root_;
    SystemCalls* calls_;
};

}  // namespace sen::store
