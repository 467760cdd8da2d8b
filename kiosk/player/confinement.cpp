// SPDX-License-Identifier: Apache-2.0
#include "player/confinement.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <string_view>

#include "base/file.h"

namespace sen::player {

namespace {
constexpr rlim_t kMaxDescriptors = 64;
constexpr int kNiceness = 5;
constexpr int kLargeBlock = 256 * 1024;  // bytes

void limit(__rlimit_resource resource, rlim_t value) {
    const rlimit both{value, value};
    ::setrlimit(resource, &both);
}
}  // namespace

void confine_this_process() {
    limit(RLIMIT_NOFILE, kMaxDescriptors);
    limit(RLIMIT_CORE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::setpriority(PRIO_PROCESS, 0, kNiceness);
    const UniqueFd score(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
    constexpr std::string_view kFirstToGo = "1000";
    [[maybe_unused]] const ssize_t written =
        score ? ::write(score.get(), kFirstToGo.data(), kFirstToGo.size()) : 0;
    std::signal(SIGPIPE, SIG_IGN);
    // libvlc starts some fifteen threads; an arena for each holds twice the memory.
    ::mallopt(M_ARENA_MAX, 2);
    // Set once, it no longer grows: a freed picture goes back to the system.
    ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
}

}  // namespace sen::player
