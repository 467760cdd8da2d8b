// SPDX-License-Identifier: Apache-2.0
#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <thread>

#include "base/file.h"

namespace sen::bench {

namespace {

constexpr Milliseconds kPoll{2};

/// The fields of /proc/PID/stat that count here.
struct Stat {
    std::string name;
    char state = 'Z';
    pid_t pid = 0, parent = 0, session = 0;
    double cpu_ticks = 0;
};

std::optional<Stat> read_stat(const std::filesystem::path& directory) {
    std::ifstream file(directory / "stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto open = text.find('('), close = text.rfind(')');
    if (open == std::string::npos || close == std::string::npos) return {};
    Stat stat;
    stat.name = text.substr(open + 1, close - open - 1);
    std::istringstream rest(text.substr(close + 1));
    long parent = 0, group = 0, session = 0;
    std::string skipped;
    rest >> stat.state >> parent >> group >> session;
    for (int field = 7; field <= 13; ++field) rest >> skipped;
    double user = 0, system = 0;
    if (!(rest >> user >> system)) return {};
    stat.pid = static_cast<pid_t>(std::stol(text));
    stat.parent = static_cast<pid_t>(parent);
    stat.session = static_cast<pid_t>(session);
    stat.cpu_ticks = user + system;
    return stat;
}

void add_memory(const std::filesystem::path& directory, Usage& usage) {
    std::ifstream file(directory / "smaps_rollup");
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string key;
        double kib = 0;
        if (!(words >> key >> kib)) continue;
        if (key == "Rss:") usage.rss_mb += kib * 1024 / 1e6;
        if (key == "Pss:") usage.pss_mb += kib * 1024 / 1e6;
    }
}

/// The live processes of a session and all that descend from them: a child may have made a session
/// of its own.
std::vector<Stat> family(pid_t session) {
    std::vector<Stat> others, found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        if (auto stat = read_stat(entry.path()); stat && stat->state != 'Z')
            others.push_back(*stat);
    }
    const auto belongs = [&](const Stat& stat) {
        return stat.session == session ||
               std::any_of(found.begin(), found.end(),
                           [&](const Stat& each) { return each.pid == stat.parent; });
    };
    for (bool has_grown = true; has_grown;) {
        const auto first =
            std::stable_partition(others.begin(), others.end(), std::not_fn(belongs));
        has_grown = first != others.end();
        found.insert(found.end(), first, others.end());
        others.erase(first, others.end());
    }
    return found;
}

}  // namespace

Result<Process> Process::start(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t pid = -1;
    const int code =
        ::posix_spawnp(&pid, arguments[0], &files, &attributes, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
    if (code != 0) return tl::unexpected(error_from_errno(code, "start " + words.front()));
    return Process(pid);
}

std::optional<int> Process::wait(Milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (pid_ > 0) {
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        if (std::chrono::steady_clock::now() >= until) break;
        std::this_thread::sleep_for(kPoll);
    }
    return {};
}

void Process::ask_to_end() {
    if (pid_ > 0) ::kill(pid_, SIGTERM);
}

void Process::end() {
    if (pid_ <= 0) return;
    const pid_t session = pid_;
    ask_to_end();
    wait(Milliseconds(4000));
    for (const Stat& stat : family(session)) ::kill(stat.pid, SIGKILL);
    wait(Milliseconds(4000));
    pid_ = -1;
}

Result<void> run(const std::vector<std::string>& words, Milliseconds patience) {
    SEN_TRY(auto process, Process::start(words));
    const auto code = process.wait(patience);
    if (!code) return fail(ErrorKind::Io, "{} did not end", words.front());
    if (*code != 0) return fail(ErrorKind::Io, "{} ended with {}", words.front(), *code);
    return {};
}

Usage usage_of_session(pid_t session, const std::string& name) {
    Usage usage;
    const double tick_ms = 1e3 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    for (const Stat& stat : family(session)) {
        if (!stat.name.starts_with(name)) continue;
        ++usage.processes;
        usage.cpu_ms += stat.cpu_ticks * tick_ms;
        add_memory(std::filesystem::path("/proc") / std::to_string(stat.pid), usage);
    }
    return usage;
}

std::vector<pid_t> processes_of_session(pid_t session, const std::string& name) {
    std::vector<pid_t> found;
    for (const Stat& stat : family(session))
        if (stat.name.starts_with(name)) found.push_back(stat.pid);
    return found;
}

}  // namespace sen::bench
