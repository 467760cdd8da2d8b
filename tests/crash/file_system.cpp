// SPDX-License-Identifier: Apache-2.0
#include "crash/file_system.h"

#include <fstream>

#include "base/file.h"
#include "crash/laboratory.h"

namespace sen::crash {

namespace {

constexpr std::uint64_t kDiskBytes = 16 << 20;
constexpr std::uint64_t kSuperblockCopy = kDiskBytes / kBlock / 2;  // its block, of an ext4
constexpr std::size_t kFew = 200;
constexpr int kNotRepaired = 4;  // and more: an exit status of e2fsck

/// Its metadata lies together at its beginning, but for a copy of the superblock in the middle.
std::vector<std::string> make_ext4(std::string features) {
    // sbin is not in everyone's PATH.
    return {"/sbin/mkfs.ext4",
            "-q",
            "-F",
            "-b",
            std::to_string(kBlock),
            "-m",
            "0",
            "-N",
            "1024",
            "-g",
            std::to_string(kSuperblockCopy),
            "-O",
            "^resize_inode" + std::move(features),
            "-E",
            "lazy_itable_init=0,lazy_journal_init=0,packed_meta_blocks=1"};
}

}  // namespace

std::span<const FileSystem> file_systems() {
    using Check = FileSystem::Check;
    static const std::vector<FileSystem> all = {
        {"ext4", "ext4", "ext4", "", "commit=3000", kDiskBytes, Check::WhenRefused, false, true,
         true, SIZE_MAX, make_ext4("")},
        {"no-journal", "ext4 without a journal", "ext4", "", "", kDiskBytes, Check::BeforeEachMount,
         true, true, true, SIZE_MAX, make_ext4(",^has_journal")},
        {"writeback", "ext4, data=writeback", "ext4", "data=writeback",
         "data=writeback,commit=3000", kDiskBytes, Check::WhenRefused, false, false, true, SIZE_MAX,
         make_ext4("")},
        // A fast commit of two blocks, the first one new and the second one left from before: Linux
        // refuses the whole journal, and e2fsck throws away what was in it.
        {"fast-commit", "ext4 with fast_commit", "ext4", "", "commit=3000", kDiskBytes,
         Check::WhenRefused, false, false, false, SIZE_MAX, make_ext4(",fast_commit")},
        {"btrfs",
         "btrfs",
         "btrfs",
         "",
         "commit=3000",
         2 * kDiskBytes,
         Check::WhenRefused,
         false,
         false,
         false,
         kFew,
         {"/sbin/mkfs.btrfs", "-q", "-f", "--mixed"}},
        {"xfs",
         "xfs",
         "xfs",
         "nouuid",  // the same disk is looked at in several states at a time
         "nouuid",
         4 * kDiskBytes,
         Check::WhenRefused,
         false,
         false,
         false,
         kFew,
         // So it calls disks below 300 MB, which are as good for this.
         {"/sbin/mkfs.xfs", "--unsupported", "-q", "-f", "-d", "agcount=1"}},
    };
    return all;
}

Result<Image> make_file_system(const FileSystem& kind, const std::filesystem::path& folder) {
    const auto file = folder / "fresh";
    {
        std::ofstream(file, std::ios::binary).flush();
        std::filesystem::resize_file(file, kind.disk_bytes);
    }
    auto arguments = kind.make;
    arguments.push_back(file.string());
    SEN_TRY(const int status, run_program(arguments));
    if (status != 0) return fail(ErrorKind::Io, "{} ended with {}", arguments[0], status);
    SEN_TRY(const auto text, read_file(file, kind.disk_bytes));
    std::filesystem::remove(file);
    const auto bytes = std::as_bytes(std::span(text));
    return Image(bytes.begin(), bytes.end());
}

Result<void> repair(const FileSystem& kind, const std::filesystem::path& file) {
    if (kind.type != std::string_view("ext4"))
        return fail(ErrorKind::Io, "{} has nothing but what it does while it is mounted",
                    kind.name);
    SEN_TRY(int status, run_program({"/sbin/e2fsck", "-fy", file.string()}));
    if (status < kNotRepaired) return {};
    // By itself it looks for the copy only where a disk of more than 128 MB has it.
    SEN_TRY(status, run_program({"/sbin/e2fsck", "-fy", "-b", std::to_string(kSuperblockCopy), "-B",
                                 std::to_string(kBlock), file.string()}));
    if (status < kNotRepaired) return {};
    return fail(ErrorKind::Io, "e2fsck ended with {}", status);
}

}  // namespace sen::crash
