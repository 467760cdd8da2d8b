// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "faults.h"

namespace sen::pack {

/// A text of a TOML file and where it stands.
struct Located {
    std::string text;
    int line = 0;
};

/// What is in a source folder: the only files that may be named, so that no name leads out of it.
/// Passed over are names that begin with "." or "~$", Thumbs.db and desktop.ini (left behind by
/// Windows, macOS, Word and git) and what lies beside pack.toml, such as a README. One thread.
class Folder {
  public:
    /// Lists the folder; links, devices, bad names and empty files are faults.
    static Folder list(const std::filesystem::path& root, Faults& faults);

    /// Whether there is a regular file of this name ("exhibits/x/vi.md") that may be read.
    bool has(const std::string& name) const;
    /// Whether there is something of this name that has its fault already.
    bool is_refused(const std::string& name) const;
    /// Names of the entries directly in a folder, sorted.
    std::vector<std::string> folders_in(const std::string& folder) const;
    std::vector<std::string> files_in(const std::string& folder) const;

    std::filesystem::path absolute(const std::string& name) const { return root_ / name; }

    /// Takes a file as part of the pack, so that it is not reported as unused.
    void use(const std::string& name);
    /// The same for all that is in a folder, when it cannot be told what is used.
    void use_all_in(const std::string& folder);

    /// The file that `named` of a TOML file names, as a path in the folder ("exhibits/x/a.jpg"),
    /// and takes it; nothing when it has a fault.
    std::optional<std::string> resolve(const std::string& base, const Located& named,
                                       const std::filesystem::path& toml, Faults& faults);

    /// A fault for each file that nothing used.
    void report_unused(Faults& faults) const;

  private:
    struct Entry {
        enum class Kind { File, Folder, Refused } kind = Kind::File;
        std::uint64_t bytes = 0;
        bool is_used = false;
    };
    struct Walk {
        int entries = 0;
        std::uint64_t bytes = 0;
        bool is_full = false;
    };

    explicit Folder(std::filesystem::path root) : root_(std::move(root)) {}
    void walk(const std::string& folder, int depth, Walk& walk, Faults& faults);
    void take(const std::string& name, const std::filesystem::file_status& status, int depth,
              Walk& walk, Faults& faults);

    std::filesystem::path root_;
    std::map<std::string, Entry> entries_;  ///< by name in NFC
};

}  // namespace sen::pack
