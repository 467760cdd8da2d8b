// SPDX-License-Identifier: Apache-2.0
// sen-slow-folder FOLDER MOUNT MEGABYTES: shows FOLDER at MOUNT, read-only and as slow as a stick,
// until it gets SIGTERM. MEGABYTES (of 10^6) a second is what all reads together get.
#define FUSE_USE_VERSION 31
#include <dirent.h>
#include <fcntl.h>
#include <fuse.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "base/file.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Stick {
    sen::UniqueFd root;
    double bytes_per_second = 0;
    Clock::time_point is_free = Clock::now();  // the moment at which it has done what was asked

    /// Waits as long as a stick takes to give `bytes`; it does one thing at a time.
    void take(std::size_t bytes) {
        const std::chrono::duration<double> seconds(static_cast<double>(bytes) / bytes_per_second);
        is_free =
            std::max(is_free, Clock::now()) + std::chrono::duration_cast<Clock::duration>(seconds);
        std::this_thread::sleep_until(is_free);
    }
};

Stick& stick() {
    return *static_cast<Stick*>(::fuse_get_context()->private_data);
}
std::string below(const char* path) {
    return std::string(".") + path;
}

int get_attributes(const char* path, struct stat* facts, fuse_file_info*) {
    const int answer =
        ::fstatat(stick().root.get(), below(path).c_str(), facts, AT_SYMLINK_NOFOLLOW);
    return answer == 0 ? 0 : -errno;
}

int read_directory(const char* path, void* buffer, fuse_fill_dir_t fill, off_t, fuse_file_info*,
                   fuse_readdir_flags) {
    const int fd = ::openat(stick().root.get(), below(path).c_str(), O_RDONLY | O_DIRECTORY);
    DIR* directory = fd < 0 ? nullptr : ::fdopendir(fd);
    if (directory == nullptr) return -errno;
    while (const dirent* entry = ::readdir(directory))
        fill(buffer, entry->d_name, nullptr, 0, fuse_fill_dir_flags{});
    ::closedir(directory);
    return 0;
}

int open_file(const char* path, fuse_file_info* info) {
    const int fd = ::openat(stick().root.get(), below(path).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -errno;
    info->fh = static_cast<std::uint64_t>(fd);
    return 0;
}

int close_file(const char*, fuse_file_info* info) {
    ::close(static_cast<int>(info->fh));
    return 0;
}

int read_file(const char*, char* buffer, std::size_t size, off_t offset, fuse_file_info* info) {
    const ssize_t count = ::pread(static_cast<int>(info->fh), buffer, size, offset);
    if (count < 0) return -errno;
    stick().take(static_cast<std::size_t>(count));
    return static_cast<int>(count);
}

}  // namespace

int main(int argc, char** argv) {
    Stick slow;
    double megabytes = 0;
    if (argc == 4) {
        const std::string rate = argv[3];
        std::from_chars(rate.data(), rate.data() + rate.size(), megabytes);
        slow.root = sen::UniqueFd(::open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    if (megabytes <= 0 || !slow.root) {
        std::fputs("usage: sen-slow-folder FOLDER MOUNT MEGABYTES-A-SECOND\n", stderr);
        return 2;
    }
    slow.bytes_per_second = megabytes * 1e6;
    fuse_operations operations{};
    operations.getattr = get_attributes;
    operations.readdir = read_directory;
    operations.open = open_file;
    operations.release = close_file;
    operations.read = read_file;
    std::string foreground = "-f", single = "-s", option = "-o", how = "ro";
    std::array<char*, 6> arguments{argv[0],       foreground.data(), single.data(),
                                   option.data(), how.data(),        argv[2]};
    return ::fuse_main(static_cast<int>(arguments.size()), arguments.data(), &operations, &slow);
}
