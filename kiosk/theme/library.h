// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "theme/theme.h"

namespace sen::theme {

/// The themes of a directory by name. References to one stay valid while the library lives, also
/// over a reload, which changes it in place. Main thread only.
class Library {
  public:
    /// Reads every *.toml. A faulty one is left out and its fault kept; NotFound when none is left.
    static Result<Library> open(std::filesystem::path directory, CheckFont check_font);

    /// Reads every file again. A faulty one leaves what was read before.
    void reload();
    /// Null when it is not there or has never been without fault.
    const Theme* find(const std::string& name) const;
    /// The theme wanted or, where that cannot be had, "sen", or else the first there is.
    const Theme& find_or_default(const std::string& name) const;
    const std::map<std::string, Theme>& themes() const { return themes_; }
    /// Of the files that were faulty when read last, by name.
    const std::map<std::string, Error>& faults() const { return faults_; }
    const std::filesystem::path& directory() const { return directory_; }

  private:
    Library(std::filesystem::path directory, CheckFont check_font)
        : directory_(std::move(directory)), check_font_(std::move(check_font)) {}

    std::filesystem::path directory_;
    CheckFont check_font_;
    std::map<std::string, Theme> themes_;
    std::map<std::string, Error> faults_;
};

}  // namespace sen::theme
