// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "store/faulty_calls.h"

namespace sen::crash {

/// A writer's real calls, but for the flushes that it is told to leave out.
class CrashCalls final : public test::FaultyCalls {
  public:
    struct Flush {
        enum class Kind { File, Folder, Disk };
        Kind kind = Kind::File;
        std::string name;        ///< in the disk that is mounted at `root`
        bool is_empty = false;   ///< a file without bytes
        std::size_t moment = 0;  ///< entries of the disk's log when it was asked for
    };
    enum class Omitted { None, One, Folders, All };

    Omitted omitted = Omitted::None;
    std::size_t omitted_number = 0;            ///< of the One, from 0
    std::optional<std::size_t> failed_number;  ///< is answered with EIO and not made
    /// start_writing() and read_afresh() promise nothing: a kernel under load may do nothing.
    bool ignores_hints = false;
    /// Another program on the same disk flushes a file of its own after each change of a name, and
    /// writes more of them in the end.
    bool has_busy_neighbour = false;
    std::filesystem::path root;             ///< where the disk is mounted
    std::function<std::size_t()> log_size;  ///< of the disk
    std::vector<Flush> flushes;
    std::function<void()>
        halfway;  ///< called by an act that has reported the first of two successes

    CrashCalls() { is_flushing = true; }

    int sync(int fd) override {
        struct stat facts {};
        SystemCalls::status(fd, facts);
        const auto kind = S_ISDIR(facts.st_mode) ? Flush::Kind::Folder : Flush::Kind::File;
        if (!note({kind, name_of(fd), kind == Flush::Kind::File && facts.st_size == 0, 0}))
            return 0;
        if (failed_number == flushes.size() - 1) return -EIO;
        return FaultyCalls::sync(fd);
    }
    int sync_disk(int fd) override {
        return note({Flush::Kind::Disk, "the disk", false, 0}) ? FaultyCalls::sync_disk(fd) : 0;
    }
    int start_writing(int fd) override {
        return ignores_hints ? 0 : FaultyCalls::start_writing(fd);
    }
    int read_afresh(int fd, std::uint64_t length) override {
        return ignores_hints ? 0 : FaultyCalls::read_afresh(fd, length);
    }
    int rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
               unsigned flags) override {
        return disturbed(FaultyCalls::rename(from_directory, from, to_directory, to, flags));
    }
    int make_link(const std::string& target, int directory, const std::string& name) override {
        return disturbed(FaultyCalls::make_link(target, directory, name));
    }
    int make_directory(int directory, const std::string& name, mode_t mode) override {
        return disturbed(FaultyCalls::make_directory(directory, name, mode));
    }
    /// What that program does after the act: it takes the room that became free.
    void take_room() const {
        if (!has_busy_neighbour) return;
        const std::string bytes(15'000, 'x');
        for (int i = 0; i < 8; ++i) {
            const UniqueFd file(::open((root / ("file-" + std::to_string(i))).c_str(),
                                       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
            const auto size = static_cast<off_t>(bytes.size());
            if (file && ::posix_fallocate(file.get(), 0, size) == 0 &&
                ::write(file.get(), bytes.data(), bytes.size()) == size)
                (void)::fsync(file.get());
        }
    }
    /// The reserve that is kept free is larger than the tests' whole disk.
    int space(int fd, struct statvfs& facts) override {
        const int answer = FaultyCalls::space(fd, facts);
        facts.f_blocks = facts.f_bavail = UINT64_C(1) << 30;
        return answer;
    }

  private:
    /// Whether the flush is made.
    bool note(Flush flush) {
        const bool is_folder = flush.kind == Flush::Kind::Folder;
        flush.moment = log_size ? log_size() : 0;
        flushes.push_back(std::move(flush));
        switch (omitted) {
            case Omitted::One:
                return flushes.size() - 1 != omitted_number;
            case Omitted::Folders:
                return !is_folder;
            case Omitted::All:
                return false;
            case Omitted::None:
                break;
        }
        return true;
    }
    std::string name_of(int fd) const {
        std::error_code error;
        const auto path =
            std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd), error);
        return path.lexically_relative(root).string();
    }
    int disturbed(int answer) const {
        if (!has_busy_neighbour) return answer;
        const UniqueFd log(
            ::open((root / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
        if (log && ::write(log.get(), "x", 1) == 1) (void)::fsync(log.get());
        return answer;
    }
};

}  // namespace sen::crash
