// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "base/result.h"
#include "media_check.h"

namespace sen::pack {

/// Pictures and voices that were looked into and found good, by name, size and time of change: who
/// checks a folder again after each save need not start a program for each of them again. Films
/// are not among them, for their captions are looked at with them. One thread.
class CheckedMedia {
  public:
    /// What `file` remembers; nothing when it is not there or cannot be read.
    static CheckedMedia load(std::filesystem::path file);
    Result<void> save() const;

    /// A name for the file as it is now; empty when it must be looked into each time.
    static std::string mark_of(const MediaUse& use);
    bool has(const std::string& mark) const { return marks_.contains(mark); }
    void add(const std::string& mark) { marks_.insert(mark); }

  private:
    explicit CheckedMedia(std::filesystem::path file) : file_(std::move(file)) {}
    std::filesystem::path file_;
    std::set<std::string> marks_;
};

}  // namespace sen::pack
