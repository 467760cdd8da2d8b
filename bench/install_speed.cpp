// SPDX-License-Identifier: Apache-2.0
#include "install_speed.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>
#include <vector>

#include "base/file.h"
#include "process.h"
#include "statistics.h"

namespace sen::bench {

namespace {

constexpr const char* kWarm = "Install from a folder (same file system, page cache warm)";
constexpr const char* kStick = "Install from a stick (a FUSE folder that gives 40 MB/s)";
constexpr const char* kStickRate = "40";
constexpr int kRuns = 5;
constexpr std::size_t kBuffer = 1 << 20;

Result<std::uint64_t> copy_one(const std::filesystem::path& from, const std::filesystem::path& to) {
    SEN_TRY(const UniqueFd in, open_file(from));
    const UniqueFd out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!out) return tl::unexpected(error_from_errno(errno, "make " + to.string()));
    std::vector<char> buffer(kBuffer);
    std::uint64_t bytes = 0;
    for (;;) {
        const ssize_t got = ::read(in.get(), buffer.data(), buffer.size());
        if (got < 0) return tl::unexpected(error_from_errno(errno, "read " + from.string()));
        if (got == 0) break;
        if (::write(out.get(), buffer.data(), static_cast<std::size_t>(got)) != got)
            return tl::unexpected(error_from_errno(errno, "write " + to.string()));
        bytes += static_cast<std::uint64_t>(got);
    }
    if (::fsync(out.get()) != 0)
        return tl::unexpected(error_from_errno(errno, "fsync " + to.string()));
    return bytes;
}

/// What `cp -r` followed by an fsync of every file and directory does.
Result<std::uint64_t> copy_tree(const std::filesystem::path& from,
                                const std::filesystem::path& to) {
    std::filesystem::create_directory(to);
    std::uint64_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(from)) {
        const auto target = to / entry.path().filename();
        SEN_TRY(const std::uint64_t more, entry.is_directory() ? copy_tree(entry.path(), target)
                                                               : copy_one(entry.path(), target));
        bytes += more;
    }
    const UniqueFd directory(::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0)
        return tl::unexpected(error_from_errno(errno, "fsync " + to.string()));
    return bytes;
}

/// Copies and installs `pack` in turns, into folders of `work`, and adds the figures to `group`.
Result<void> compare(const char* group, const std::filesystem::path& sync,
                     const std::filesystem::path& pack, const std::filesystem::path& work,
                     std::optional<Reach> reach, Table& table) {
    std::vector<double> ratios, installs, copies;
    std::uint64_t bytes = 0;
    for (int i = 0; i < kRuns; ++i) {
        const auto plain = work / fmt::format("bench-copy-{}", i),
                   store = work / fmt::format("bench-store-{}", i);
        std::filesystem::remove_all(plain);
        std::filesystem::remove_all(store);
        double begin = milliseconds(CLOCK_MONOTONIC);
        SEN_TRY(bytes, copy_tree(pack, plain));
        copies.push_back(milliseconds(CLOCK_MONOTONIC) - begin);
        begin = milliseconds(CLOCK_MONOTONIC);
        auto installed = run({sync, "install", "--from", pack, "--store", store, "--unsigned"},
                             Milliseconds(300'000));
        installs.push_back(milliseconds(CLOCK_MONOTONIC) - begin);
        std::filesystem::remove_all(plain);
        std::filesystem::remove_all(store);
        SEN_CHECK(std::move(installed));
        ratios.push_back(copies.back() / installs.back());
    }
    const double megabytes = static_cast<double>(bytes) / 1e6;
    table.add({group,
               "sen-sync install, fresh store",
               median(installs),
               "ms",
               fmt::format("{:.1f} MB, {:.0f} to {:.0f} ms", megabytes, percentile(installs, 0),
                           percentile(installs, 1)),
               {}});
    table.add({group,
               "plain copy, fsync of every file",
               median(copies),
               "ms",
               fmt::format("{:.0f} to {:.0f} ms", percentile(copies, 0), percentile(copies, 1)),
               {}});
    table.add({group, "speed of the install, copy = 1", median(ratios), "x",
               fmt::format("median of {} pairs, {:.2f} to {:.2f}", kRuns, percentile(ratios, 0),
                           percentile(ratios, 1)),
               reach});
    return {};
}

/// A folder that reads like a stick; unmounted when it goes.
class SlowFolder {
  public:
    static Result<SlowFolder> open(const std::filesystem::path& program,
                                   const std::filesystem::path& folder,
                                   const std::filesystem::path& mount) {
        std::error_code ignored;
        std::filesystem::create_directories(mount, ignored);
        SEN_TRY(auto process, Process::start({program, folder, mount, kStickRate}));
        // The mount shows the same file; before that the mount point is empty.
        for (int tries = 0; !std::filesystem::exists(mount / "manifest.json", ignored); ++tries)
            if (tries == 100 || process.wait(Milliseconds(50)))
                return fail(ErrorKind::Io,
                            "no stick: it needs root, /dev/fuse and libfuse3-dev when built");
        return SlowFolder(std::move(process));
    }

  private:
    explicit SlowFolder(Process process) : process_(std::move(process)) {}
    Process process_;
};

}  // namespace

Result<void> measure_install(const std::filesystem::path& sync, const std::filesystem::path& pack,
                             const std::filesystem::path& work, Table& table) {
    // Nothing to reach: the disk gives back every byte that it took, and only its speed shows.
    return compare(kWarm, sync, pack, work, {}, table);
}

Result<void> measure_stick(const std::filesystem::path& sync,
                           const std::filesystem::path& slow_folder,
                           const std::filesystem::path& pack, const std::filesystem::path& work,
                           Table& table) {
    const auto mount = work / "bench-stick";
    SEN_TRY(const auto stick, SlowFolder::open(slow_folder, pack, mount));
    return compare(kStick, sync, mount, work, Reach{Reach::Side::AtLeast, 0.8}, table);
}

}  // namespace sen::bench
