// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/result.h"

namespace sen {

/// Owns one file descriptor.
class UniqueFd {
  public:
    UniqueFd() = default;
    explicit UniqueFd(int fd) : fd_(fd) {}
    ~UniqueFd() { reset(); }
    UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    UniqueFd& operator=(UniqueFd&& other) noexcept {
        if (this != &other) reset(std::exchange(other.fd_, -1));
        return *this;
    }
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    int release() { return std::exchange(fd_, -1); }
    void reset(int fd = -1);

  private:
    int fd_ = -1;
};

/// "No space left on device" as an Error of the fitting kind; `what` names the act and the file.
Error error_from_errno(int code, std::string_view what);

/// Opens a regular file for reading; a symbolic link, a directory or a device is refused.
Result<UniqueFd> open_file(const std::filesystem::path& path);

/// Size in bytes of an open file.
Result<std::uint64_t> file_size(const UniqueFd& file);

/// The whole of an open file from its start; more than `max_bytes` is an error (Invalid).
Result<std::string> read_all(const UniqueFd& file, std::uint64_t max_bytes);
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes);

/// Streams an open file through SHA-256 with constant memory.
Result<Digest> digest_file(const UniqueFd& file);
/// The same, given up (Io) soon after another thread sets `is_stopped`.
Result<Digest> digest_file(const UniqueFd& file, const std::atomic<bool>& is_stopped);

/// Temporary name, fsync, rename, fsync of the directory: the old or the new file, never a part.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// A directory of its own, removed with what is in it at the end. Only this user may look into it.
class TemporaryDirectory {
  public:
    /// Under the system's temporary one.
    static Result<TemporaryDirectory> create();
    /// In `parent`, which must be there, so that what is made in it can be renamed into a place
    /// beside it; its name begins with `beginning`.
    static Result<TemporaryDirectory> create_in(const std::filesystem::path& parent,
                                                std::string_view beginning);
    ~TemporaryDirectory();
    TemporaryDirectory(TemporaryDirectory&& other) noexcept
        : path_(std::exchange(other.path_, {})) {}
    TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    explicit TemporaryDirectory(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

}  // namespace sen
