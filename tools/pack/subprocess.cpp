// SPDX-License-Identifier: Apache-2.0
#include "subprocess.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "base/file.h"

namespace sen::pack {

Result<Subprocess> Subprocess::start(const std::function<int()>& work) {
    constexpr int kOrphan = 127;
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0) return tl::unexpected(error_from_errno(errno, "fork"));
    if (pid == 0) {
        ::setpgid(0, 0);
        if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(kOrphan);
        ::_exit(work());
    }
    // Here too, for who wants to end it before it has got so far.
    ::setpgid(pid, pid);
    return Subprocess(pid);
}

Subprocess::~Subprocess() {
    if (pid_ < 0) return;
    ::kill(-pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
}

std::optional<int> Subprocess::poll() {
    siginfo_t ended{};
    const int asked = ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (asked != 0 || ended.si_pid != pid_) return std::nullopt;
    // What it has started does not outlive it. Not reaped yet, so the number is still its group's.
    ::kill(-pid_, SIGKILL);
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void Subprocess::ask_to_end() const {
    ::kill(pid_, SIGTERM);
}

}  // namespace sen::pack
