// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "refusal.h"
#include "store/disk.h"
#include "store/object_writer.h"

namespace sen::pack {

/// The only one who changes a repository: one at a time, also among processes. Each file gets its
/// name only when its bytes are on the disk; when an act returns, the name is there to stay. Not
/// thread-safe; `calls` and `refusals` outlive it.
class RepositoryWriter {
  public:
    /// Makes the directory when it is missing and takes its lock; empties `staging`. Refusals:
    /// another writer is at work, the directory cannot be made or written.
    static Result<RepositoryWriter> open(const std::filesystem::path& directory,
                                         store::SystemCalls& calls, RefusalLog& refusals);

    const std::filesystem::path& directory() const { return directory_; }
    RefusalLog& refusals() const { return *refusals_; }

    /// Writes `file` (relative, "metadata/2.root.json"), or makes what is there durable when it has
    /// these bytes already.
    Result<void> put(const std::string& file, std::string_view bytes);
    /// Copies objects from their sources into `folder`/ab/, hashed on the way and read back.
    Result<void> bring(std::span<const store::WantedObject> wanted, const std::string& folder);
    /// Takes a file of the folder `from` to the same name in the repository itself. Not durable
    /// before flush().
    Result<void> move(const std::string& file, const std::string& from);
    /// Makes every change until now durable at once.
    Result<void> flush();
    Result<void> remove_file(const std::string& file);
    /// Removes a folder with all that is in it: it is gone in one step, or not at all. Missing is
    /// no error.
    Result<void> remove_folder(const std::string& folder);

  private:
    RepositoryWriter(std::filesystem::path directory, store::SystemCalls& calls,
                     RefusalLog& refusals)
        : directory_(std::move(directory)), calls_(&calls), refusals_(&refusals) {}
    Result<void> begin();
    Result<store::Folder> folder(const std::string& path);
    Result<void> empty_staging();
    Result<void> remove_inner(const store::Folder& parent, const std::string& name);
    /// Turns a failed act of the disk into a refusal.
    tl::unexpected<Error> failed(const Error& error) const;
    template <class Act>
    Result<void> act(Act act);

    std::filesystem::path directory_;
    store::SystemCalls* calls_;
    RefusalLog* refusals_;
    store::TroubleLog troubles_;
    store::Folder root_;
    UniqueFd lock_;
};

}  // namespace sen::pack
