// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "store/system_calls.h"
#include "store/trouble.h"

namespace sen::store {

/// An open directory of the store and its name for messages ("objects/ab").
struct Folder {
    UniqueFd fd;
    std::string name;

    std::string at(std::string_view child) const {
        return name.empty() ? std::string(child) : name + "/" + std::string(child);
    }
};

/// The writer's acts on the store: system calls with their failures turned into troubles.
class Disk {
  public:
    Disk(SystemCalls& calls, TroubleLog& troubles) : calls_(calls), troubles_(troubles) {}

    SystemCalls& calls() { return calls_; }
    TroubleLog& troubles() { return troubles_; }

    /// Makes a directory and those above it; whether one was missing. Not yet durable.
    Result<bool> make_path(const std::filesystem::path& path);
    /// The store's own directory, by a path that may lead over links.
    Result<Folder> open_root(const std::filesystem::path& path);
    Result<Folder> open_folder(const Folder& parent, const std::string& name);
    /// Nothing when there is none.
    Result<std::optional<Folder>> open_if_there(const Folder& parent, const std::string& name);
    struct Ensured {
        Folder folder;
        bool was_made = false;  ///< and its name is not yet durable
    };
    Result<Ensured> ensure_folder(const Folder& parent, const std::string& name);
    /// An exclusive lock for as long as the descriptor lives; the trouble Locked when another
    /// program has it.
    Result<UniqueFd> lock(const Folder& folder, const std::string& name);
    /// A new file, open for reading and writing; one of that name must not exist.
    Result<UniqueFd> create_file(const Folder& folder, const std::string& name);
    Result<void> write(const UniqueFd& file, std::string_view bytes, std::string_view name);
    /// The old or the new bytes under `name`, never a part of them, and durable.
    Result<void> write_whole(const Folder& folder, const std::string& name, std::string_view bytes);
    /// Once a file or folder: what a failed fsync leaves in the page cache cannot be known.
    Result<void> sync(const UniqueFd& file, std::string_view name);
    Result<void> sync(const Folder& folder) { return sync(folder.fd, folder.name); }
    /// Everything that was changed on the disk of `folder`.
    Result<void> sync_disk(const Folder& folder);
    enum class IfThere { Fail, Replace };
    Result<void> rename(const Folder& from, const std::string& from_name, const Folder& to,
                        const std::string& to_name, IfThere if_there);
    /// Makes `name` a link to `target` in one step, whatever it was before. Not yet durable, and
    /// what it was may be lost.
    Result<void> point(const Folder& folder, const std::string& name, const std::string& target);
    /// The same, durable; with all else that was changed on this disk, which becomes so before it.
    Result<void> point_last(const Folder& folder, const std::string& name,
                            const std::string& target);
    /// A name that is not there is no error.
    Result<void> remove_file(const Folder& folder, const std::string& name);
    /// A folder and the files in it, or a file.
    Result<void> remove(const Folder& folder, const std::string& name);
    Result<std::vector<std::string>> list(const Folder& folder);

  private:
    Result<std::string> make_fresh_link(const Folder& folder, const std::string& name,
                                        const std::string& target);
    Result<void> replace(const Folder& folder, const std::string& fresh, const std::string& name);

    SystemCalls& calls_;
    TroubleLog& troubles_;
};

}  // namespace sen::store
