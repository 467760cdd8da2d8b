// SPDX-License-Identifier: Apache-2.0
#include "crash/laboratory.h"

#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"

namespace sen::crash {

namespace {

constexpr std::uint64_t kSuperblockCopy = kDiskBytes / kBlock / 2;  // its block
constexpr int kNotRepaired = 4;  // and more: an exit status of e2fsck

Result<void> check(int answer, const char* act) {
    if (answer == 0) return {};
    return tl::unexpected(error_from_errno(errno, act));
}

}  // namespace

Result<std::filesystem::path> enter_laboratory() {
    if (::geteuid() != 0) return fail(ErrorKind::Io, "it needs root");
    SEN_CHECK(check(::unshare(CLONE_NEWNS), "have mounts of its own"));
    SEN_CHECK(check(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr),
                    "keep its mounts to itself"));
    // Over a folder that every Debian has, so that nothing is left behind even after a SIGKILL.
    const std::filesystem::path folder = "/mnt";
    SEN_CHECK(check(::mount("tmpfs", folder.c_str(), "tmpfs", 0, "mode=0700"), "mount a tmpfs"));
    return folder;
}

Result<int> run_program(const std::vector<std::string>& arguments) {
    std::vector<char*> pointers;
    for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int code =
        ::posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (code != 0) return tl::unexpected(error_from_errno(code, "run " + arguments[0]));
    int status = 0;
    if (::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return fail(ErrorKind::Io, "{} was ended", arguments[0]);
    return WEXITSTATUS(status);
}

Result<Image> make_ext4(const std::filesystem::path& folder) {
    const auto file = folder / "fresh.ext4";
    // sbin is not in everyone's PATH.
    SEN_TRY(const int status,
            run_program({"/sbin/mkfs.ext4", "-q", "-F", "-b", std::to_string(kBlock), "-m", "0",
                         "-N", "1024", "-g", std::to_string(kSuperblockCopy), "-O", "^resize_inode",
                         "-E", "lazy_itable_init=0,lazy_journal_init=0,packed_meta_blocks=1",
                         file.string(), std::to_string(kDiskBytes >> 10) + "k"}));
    if (status != 0) return fail(ErrorKind::Io, "mkfs.ext4 ended with {}", status);
    SEN_TRY(const auto text, read_file(file, kDiskBytes));
    std::filesystem::remove(file);
    const auto bytes = std::as_bytes(std::span(text));
    return Image(bytes.begin(), bytes.end());
}

Result<void> repair_ext4(const std::filesystem::path& file) {
    SEN_TRY(int status, run_program({"/sbin/e2fsck", "-fy", file.string()}));
    if (status < kNotRepaired) return {};
    // By itself it looks for the copy only where a disk of more than 128 MB has it.
    SEN_TRY(status, run_program({"/sbin/e2fsck", "-fy", "-b", std::to_string(kSuperblockCopy), "-B",
                                 std::to_string(kBlock), file.string()}));
    if (status < kNotRepaired) return {};
    return fail(ErrorKind::Io, "e2fsck ended with {}", status);
}

}  // namespace sen::crash
