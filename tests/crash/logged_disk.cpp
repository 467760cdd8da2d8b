// SPDX-License-Identifier: Apache-2.0
#include "crash/logged_disk.h"

#define FUSE_USE_VERSION 31
#include <fuse.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/file.h"

namespace sen::crash {

namespace {

// Far more than any workload writes; pages that are not touched cost nothing.
constexpr std::size_t kMaxEntries = 1 << 16;
constexpr std::size_t kMaxData = 256 << 20;

/// Memory that the server's process shares; it goes with the last of the two.
template <class T>
Result<T*> shared_memory(std::size_t bytes) {
    void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return tl::unexpected(error_from_errno(errno, "share memory"));
    return static_cast<T*>(memory);
}

}  // namespace

/// Written by the server, but for load(), when nobody uses the disk.
struct LoggedDisk::Shared {
    Lie lie;
    std::uint64_t writes = 0, data_size = 0;
    bool is_full = false, has_lied = false;
    std::atomic<std::size_t> entries{0};
};

/// The server's side: one thread, so the log's order is the order in which things were done.
struct LoggedDisk::Server {
    static LoggedDisk& disk() {
        return *static_cast<LoggedDisk*>(::fuse_get_context()->private_data);
    }

    static void log(LoggedDisk& disk, std::uint64_t offset, std::span<const std::byte> bytes) {
        Shared& shared = *disk.shared_;
        const std::size_t count = shared.entries.load();
        if (count == kMaxEntries || shared.data_size + bytes.size() > kMaxData) {
            shared.is_full = true;
            return;
        }
        disk.entries_[count] = {offset, bytes.size(), shared.data_size};
        std::copy(bytes.begin(), bytes.end(), disk.data_ + shared.data_size);
        shared.data_size += bytes.size();
        shared.entries.store(count + 1);
    }

    static bool is_lied_about(const Shared& shared, std::span<const std::byte> bytes) {
        const Lie& lie = shared.lie;
        if (lie.act == Lie::Act::Nothing || shared.has_lied) return false;
        if (lie.number != 0) return lie.number == shared.writes;
        for (std::size_t at = 0; at + sizeof lie.mark <= bytes.size(); at += kBlock)
            if (std::memcmp(bytes.data() + at, lie.mark, sizeof lie.mark) == 0) return true;
        return false;
    }

    static int get_attributes(const char*, struct stat* facts, fuse_file_info*) {
        *facts = {};
        facts->st_mode = S_IFREG | 0600;
        facts->st_nlink = 1;
        facts->st_size = static_cast<off_t>(disk().bytes_.size());
        return 0;
    }
    static int open(const char*, fuse_file_info* file) {
        file->direct_io = 1;  // no page cache between the loop device and the log
        return 0;
    }
    /// Where `length` bytes from `offset` on are really kept, piece by piece.
    template <class Function>
    static int for_each_place(std::size_t length, off_t offset, const Function& function) {
        auto& disk = Server::disk();
        const auto from = static_cast<std::uint64_t>(offset);
        if (from >= disk.bytes_.size()) return 0;
        length = std::min(length, disk.bytes_.size() - from);
        const Lie& lie = disk.shared_->lie;
        for (std::size_t done = 0; done < length;) {
            std::uint64_t place = from + done;
            std::size_t count = length - done;
            if (place < lie.wrap_from) {
                count = std::min(count, lie.wrap_from - place);
            } else if (place < lie.wrap_to) {
                count = std::min(count, lie.wrap_to - place);
                place -= lie.wrap_by;
            }
            function(done, disk.bytes_.subspan(place, count));
            done += count;
        }
        return static_cast<int>(length);
    }
    static int read(const char*, char* buffer, std::size_t length, off_t offset, fuse_file_info*) {
        return for_each_place(length, offset, [&](std::size_t at, std::span<std::byte> kept) {
            std::memcpy(buffer + at, kept.data(), kept.size());
        });
    }
    static int write(const char*, const char* buffer, std::size_t length, off_t offset,
                     fuse_file_info*) {
        auto& disk = Server::disk();
        const auto bytes = std::as_bytes(std::span(buffer, length));
        ++disk.shared_->writes;
        if (is_lied_about(*disk.shared_, bytes)) {
            disk.shared_->has_lied = true;
            if (disk.shared_->lie.act == Lie::Act::Fail) return -EIO;
            return static_cast<int>(length);
        }
        const int count =
            for_each_place(length, offset, [&](std::size_t at, std::span<std::byte> kept) {
                std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), kept.size(),
                            kept.begin());
            });
        log(disk, static_cast<std::uint64_t>(offset), bytes.first(static_cast<std::size_t>(count)));
        return count;
    }
    static int flush(const char*, int, fuse_file_info*) {
        log(Server::disk(), 0, {});
        return 0;
    }

    /// The life of the server's process. A byte to `ready` says that the file shows the disk.
    [[noreturn]] static void run(LoggedDisk& disk, int ready) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
        fuse_operations operations{};
        operations.getattr = get_attributes;
        operations.open = open;
        operations.read = read;
        operations.write = write;
        operations.fsync = flush;
        std::array<char, 6> name{"crash"};
        char* arguments[] = {name.data(), nullptr};
        fuse_args options = FUSE_ARGS_INIT(1, arguments);
        fuse* server = ::fuse_new(&options, &operations, sizeof operations, &disk);
        if (server == nullptr || ::fuse_mount(server, disk.file_.c_str()) != 0) ::_exit(1);
        if (::write(ready, "", 1) != 1) ::_exit(1);
        ::close(ready);
        ::fuse_loop(server);
        ::_exit(0);
    }
};

Result<std::unique_ptr<LoggedDisk>> LoggedDisk::create(const std::filesystem::path& file,
                                                       std::uint64_t size) {
    std::unique_ptr<LoggedDisk> disk(new LoggedDisk(file));
    SEN_CHECK(disk->share(size));
    SEN_CHECK(disk->start());
    return disk;
}

Result<void> LoggedDisk::share(std::uint64_t size) {
    SEN_TRY(auto* const bytes, shared_memory<std::byte>(size));
    bytes_ = {bytes, size};
    SEN_TRY(auto* const shared, shared_memory<Shared>(sizeof(Shared)));
    shared_ = new (shared) Shared;
    SEN_TRY(entries_, shared_memory<BlockLog::Entry>(kMaxEntries * sizeof(BlockLog::Entry)));
    SEN_TRY(data_, shared_memory<std::byte>(kMaxData));
    return {};
}

Result<void> LoggedDisk::start() {
    if (::access("/dev/fuse", R_OK | W_OK) != 0)
        return tl::unexpected(error_from_errno(errno, "use /dev/fuse"));
    std::ofstream(file_, std::ios::binary).flush();
    int ends[2];
    if (::pipe(ends) != 0) return tl::unexpected(error_from_errno(errno, "pipe"));
    const UniqueFd reading(ends[0]);
    UniqueFd writing(ends[1]);
    server_ = ::fork();
    if (server_ < 0) return tl::unexpected(error_from_errno(errno, "fork"));
    if (server_ == 0) Server::run(*this, writing.get());
    writing.reset();
    char ready = 0;
    if (::read(reading.get(), &ready, 1) != 1)
        return fail(ErrorKind::Io, "a FUSE file system cannot be mounted");
    return {};
}

LoggedDisk::~LoggedDisk() {
    if (server_ > 0) {
        // The server's loop ends with its mount.
        ::umount2(file_.c_str(), MNT_DETACH);
        ::waitpid(server_, nullptr, 0);
    }
    if (data_ != nullptr) ::munmap(data_, kMaxData);
    if (entries_ != nullptr) ::munmap(entries_, kMaxEntries * sizeof(BlockLog::Entry));
    if (shared_ != nullptr) ::munmap(shared_, sizeof(Shared));
    if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
}

void LoggedDisk::load(std::span<const std::byte> image, const Lie& lie) {
    std::copy(image.begin(), image.end(), bytes_.begin());
    new (shared_) Shared;
    shared_->lie = lie;
}

Image LoggedDisk::image() const {
    Image image(bytes_.begin(), bytes_.end());
    const Lie& lie = shared_->lie;
    for (auto at = lie.wrap_from; at < std::min(lie.wrap_to, image.size()); ++at)
        image[at] = bytes_[at - lie.wrap_by];
    return image;
}

std::size_t LoggedDisk::log_size() const {
    return shared_->entries.load();
}

Result<BlockLog> LoggedDisk::log() const {
    if (shared_->is_full) return fail(ErrorKind::Full, "the log of block writes is full");
    BlockLog log;
    log.entries.assign(entries_, entries_ + shared_->entries.load());
    log.data.assign(data_, data_ + shared_->data_size);
    return log;
}

bool LoggedDisk::has_lied() const {
    return shared_->has_lied;
}

}  // namespace sen::crash
