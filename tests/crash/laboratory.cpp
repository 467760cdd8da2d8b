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

}  // namespace sen::crash
