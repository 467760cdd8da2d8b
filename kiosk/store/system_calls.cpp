// SPDX-License-Identifier: Apache-2.0
#include "store/system_calls.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

namespace sen::store {

namespace {

/// Makes a call that answers -1 and errno, again while it is interrupted.
template <class Function>
auto call(Function function) {
    while (true) {
        const auto answer = function();
        if (answer >= 0) return answer;
        if (errno != EINTR) return static_cast<decltype(function())>(-errno);
    }
}

}  // namespace

int SystemCalls::open(int directory, const std::string& name, int flags, mode_t mode) {
    return call([&] {
        return ::openat(directory, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode);
    });
}

ssize_t SystemCalls::read(int fd, std::span<std::byte> buffer, off_t offset) {
    return call([&] { return ::pread(fd, buffer.data(), buffer.size(), offset); });
}

ssize_t SystemCalls::write(int fd, std::span<const std::byte> bytes) {
    return call([&] { return ::write(fd, bytes.data(), bytes.size()); });
}

int SystemCalls::allocate(int fd, std::uint64_t length) {
    // The size stays what was written: after a cut it tells how far that was.
    const int answer =
        call([&] { return ::fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(length)); });
    // A file system that cannot reserve says "full" later, and no worse.
    return answer == -EOPNOTSUPP ? 0 : answer;
}

int SystemCalls::sync(int fd) {
    // Not through call(): whatever it answers, an fsync is never asked twice.
    return ::fsync(fd) == 0 ? 0 : -errno;
}

int SystemCalls::sync_disk(int fd) {
    // ext4 without a journal writes its names after it has told the disk to empty its cache; the
    // second flush empties it again.
    return ::syncfs(fd) == 0 && ::fsync(fd) == 0 ? 0 : -errno;
}

int SystemCalls::start_writing(int fd) {
    return call([&] { return ::sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE); });
}

int SystemCalls::read_afresh(int fd, std::uint64_t length) {
    const int code = ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    if (code != 0) return -code;
    // In steps, because one request is cut to the device's read-ahead.
    constexpr std::uint64_t kStep = 128 << 10;
    for (std::uint64_t at = 0; at < length; at += kStep)
        (void)::posix_fadvise(fd, static_cast<off_t>(at), static_cast<off_t>(kStep),
                              POSIX_FADV_WILLNEED);
    return 0;
}

int SystemCalls::change_mode(int fd, mode_t mode) {
    return call([&] { return ::fchmod(fd, mode); });
}

int SystemCalls::rename(int from_directory, const std::string& from, int to_directory,
                        const std::string& to, unsigned flags) {
    return call(
        [&] { return ::renameat2(from_directory, from.c_str(), to_directory, to.c_str(), flags); });
}

int SystemCalls::unlink(int directory, const std::string& name, int flags) {
    return call([&] { return ::unlinkat(directory, name.c_str(), flags); });
}

int SystemCalls::make_directory(int directory, const std::string& name, mode_t mode) {
    return call([&] { return ::mkdirat(directory, name.c_str(), mode); });
}

int SystemCalls::make_link(const std::string& target, int directory, const std::string& name) {
    return call([&] { return ::symlinkat(target.c_str(), directory, name.c_str()); });
}

int SystemCalls::status(int fd, struct stat& facts) {
    return call([&] { return ::fstat(fd, &facts); });
}

int SystemCalls::status_at(int directory, const std::string& name, struct stat& facts) {
    return call([&] { return ::fstatat(directory, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW); });
}

int SystemCalls::space(int fd, struct statvfs& facts) {
    return call([&] { return ::fstatvfs(fd, &facts); });
}

int SystemCalls::list(int directory, std::vector<std::string>& names) {
    // A second descriptor, because closedir closes the one it was given.
    const int fd =
        call([&] { return ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (fd < 0) return fd;
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(fd), &::closedir);
    if (!stream) {
        const int code = errno;
        ::close(fd);
        return -code;
    }
    while (true) {
        errno = 0;
        const dirent* entry = ::readdir(stream.get());
        if (entry == nullptr) return -errno;
        const std::string name = entry->d_name;
        if (name != "." && name != "..") names.push_back(name);
    }
}

int SystemCalls::lock(int fd) {
    return call([&] { return ::flock(fd, LOCK_EX | LOCK_NB); });
}

}  // namespace sen::store
