// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/source.h"

namespace sen::sync {

/// What a server said about a file's version, to be shown to it again: see RFC 9110, 8.8.
struct Validators {
    std::string mirror;  ///< whose words they are
    std::string etag, last_modified;
    bool operator==(const Validators&) const = default;
};

/// A file, or the news that it is the one that is known already.
struct FreshFile {
    bool is_unchanged = false;
    std::string bytes;
    Validators validators;  ///< empty when the source gives none
};

/// A published tree (FORMAT.md): on web servers, in a folder, on a stick. Nothing it says is
/// believed. Files are named by their path in it. Errors: NotFound (it has no such file), Invalid
/// (longer than `max_bytes`, or no regular file), Io (it stopped answering). Not thread-safe.
class Repository {
  public:
    virtual ~Repository() = default;
    virtual Result<std::string> read(const std::string& path, std::uint64_t max_bytes) = 0;
    /// As read(), unless `known` tells that nothing has changed.
    virtual Result<FreshFile> read_fresh(const std::string& path, std::uint64_t max_bytes,
                                         const Validators& known) = 0;
    virtual Result<std::unique_ptr<store::ObjectStream>> open(const std::string& path,
                                                              std::uint64_t offset) = 0;
    /// How many copies of the tree there are to ask, 1 or more.
    virtual std::size_t copies() const = 0;
    /// After this copy gave wrong bytes: asks the next one first from now on.
    virtual void turn_to_next_copy() = 0;
    /// For sentences: the address or the folder.
    virtual std::string name() const = 0;
};

}  // namespace sen::sync
