// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sen::store {

/// Every system call by which the writer reads a source or touches the store, so that tests can
/// let any of them fail, end the process at any of them, or record them. Each returns 0 or more,
/// or a negated errno; an interrupted call is made again.
class SystemCalls {
  public:
    virtual ~SystemCalls() = default;
    /// openat; O_CLOEXEC, O_NOFOLLOW and O_NONBLOCK are always added.
    virtual int open(int directory, const std::string& name, int flags, mode_t mode);
    virtual ssize_t read(int fd, std::span<std::byte> buffer, off_t offset);
    virtual ssize_t write(int fd, std::span<const std::byte> bytes);
    /// Reserves room for that many bytes; the file keeps its size.
    virtual int allocate(int fd, std::uint64_t length);
    virtual int sync(int fd);
    /// Everything that was changed on the disk of `fd`: files, directories, and links, which have
    /// no flush of their own.
    virtual int sync_disk(int fd);
    /// Starts to write the file's new bytes to the disk without waiting. No promise: see sync().
    virtual int start_writing(int fd);
    /// Forgets the kernel's clean copy and starts to read the file again, so that what read() gives
    /// from now on comes from the disk.
    virtual int read_afresh(int fd, std::uint64_t length);
    virtual int change_mode(int fd, mode_t mode);
    virtual int rename(int from_directory, const std::string& from, int to_directory,
                       const std::string& to, unsigned flags);
    virtual int unlink(int directory, const std::string& name, int flags);
    virtual int make_directory(int directory, const std::string& name, mode_t mode);
    virtual int make_link(const std::string& target, int directory, const std::string& name);
    virtual int status(int fd, struct stat& facts);
    /// Of the name itself, not of what a link points to.
    virtual int status_at(int directory, const std::string& name, struct stat& facts);
    virtual int space(int fd, struct statvfs& facts);
    /// The names in a directory without `.` and `..`.
    virtual int list(int directory, std::vector<std::string>& names);
    /// An exclusive lock for the life of `fd`; -EWOULDBLOCK when another process holds it.
    virtual int lock(int fd);
};

}  // namespace sen::store
