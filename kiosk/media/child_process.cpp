// SPDX-License-Identifier: Apache-2.0
#include "media/child_process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <limits>

#include "player/protocol.h"

namespace sen::media {

namespace {
constexpr int kLongestReapMs = 1000;
// A kiosk that stands still for a while comes back to a few late messages, not to hundreds.
constexpr int kChildSendBuffer = 16 * 1024;

/// Runs in the forked child, where only async-signal-safe calls are allowed.
[[noreturn]] void become(const char* program, int channel, pid_t parent) {
    constexpr int kCannotRun = 127;
    ::setsid();
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(kCannotRun);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (channel == player::kChannelFd)
        ::fcntl(channel, F_SETFD, 0);
    else if (::dup2(channel, player::kChannelFd) < 0)
        ::_exit(kCannotRun);
    const int nothing = ::open("/dev/null", O_RDWR);
    if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(nothing, STDOUT_FILENO) < 0)
        ::_exit(kCannotRun);
    ::close_range(player::kChannelFd + 1, std::numeric_limits<unsigned>::max(), 0);
    // execv wants mutable pointers but promises not to write.
    std::array<char*, 2> arguments{const_cast<char*>(program), nullptr};
    ::execv(program, arguments.data());
    ::_exit(kCannotRun);
}
}  // namespace

Result<ChildProcess> ChildProcess::start(const std::filesystem::path& program) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return tl::unexpected(error_from_errno(errno, "make channel"));
    UniqueFd ours(ends[0]);
    const UniqueFd theirs(ends[1]);
    ::setsockopt(theirs.get(), SOL_SOCKET, SO_SNDBUF, &kChildSendBuffer, sizeof kChildSendBuffer);
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0) return tl::unexpected(error_from_errno(errno, "fork"));
    if (pid == 0) become(program.c_str(), theirs.get(), parent);
    return ChildProcess(pid, std::move(ours));
}

ChildProcess::~ChildProcess() {
    kill();
    if (reap()) return;
    // Not by its name: in glibc 2.36 <sys/pidfd.h> is no C++ header.
    const UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
    pollfd gone{process.get(), POLLIN, 0};
    ::poll(&gone, 1, kLongestReapMs);
    reap();
}

void ChildProcess::kill() {
    // Not reaped yet, so the number is still this child's.
    if (pid_ > 0) ::kill(pid_, SIGKILL);
    channel_.reset();
}

bool ChildProcess::reap() {
    if (pid_ <= 0) return true;
    const pid_t collected = ::waitpid(pid_, nullptr, WNOHANG);
    if (collected == 0 || (collected < 0 && errno == EINTR)) return false;
    pid_ = -1;
    return true;
}

}  // namespace sen::media
