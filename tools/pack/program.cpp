// SPDX-License-Identifier: Apache-2.0
#include "program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>

#include "base/file.h"

extern char** environ;

namespace sen::pack {
namespace {

constexpr std::size_t kMostOutput = std::size_t{64} << 20;
constexpr std::size_t kMostErrorText = 4096;

/// Our own environment in the C.UTF-8 locale: what a program prints must not depend on the desk it
/// runs on.
std::vector<std::string> plain_environment() {
    std::vector<std::string> environment{"LC_ALL=C.UTF-8"};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const bool is_locale =
            text.starts_with("LC_") || text.starts_with("LANG=") || text.starts_with("LANGUAGE=");
        if (!is_locale) environment.emplace_back(text);
    }
    return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

struct Pipe {
    UniqueFd read, write;
};

Result<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return tl::unexpected(error_from_errno(errno, "make a pipe"));
    return Pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

/// A started program; killed and waited for when it is dropped before its end.
class Child {
  public:
    static Result<Child> start(const std::vector<std::string>& command, int output, int errors);
    ~Child() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        wait();
    }
    Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
    Child& operator=(Child&&) = delete;

    /// Its wait status.
    int wait() {
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
        pid_ = -1;
        return status;
    }

  private:
    explicit Child(pid_t pid) : pid_(pid) {}
    pid_t pid_ = -1;
};

Result<Child> Child::start(const std::vector<std::string>& command, int output, int errors) {
    std::vector<std::string> arguments = command;
    std::vector<std::string> environment = plain_environment();
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t pid = -1;
    const int code = ::posix_spawnp(&pid, arguments[0].c_str(), &files, &attributes,
                                    pointers(arguments).data(), pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (code != 0) return fail(ErrorKind::Io, "start {}: {}", command[0], std::strerror(code));
    return Child(pid);
}

/// Appends what is there to read; false at the end of the stream.
bool read_some(const UniqueFd& from, std::string& to) {
    std::array<char, 1 << 16> buffer;
    const ssize_t count = ::read(from.get(), buffer.data(), buffer.size());
    if (count < 0) return errno == EINTR || errno == EAGAIN;
    to.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
}

struct Output {
    std::string text;
    std::string errors;  ///< the end of it
};

/// Reads both streams to their ends; a program that fills one while we read the other never waits.
Result<Output> read_streams(const std::string& name, Pipe& out, Pipe& err,
                            std::chrono::seconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    Output output;
    while (out.read || err.read) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return fail(ErrorKind::Io, "{} was stopped after {} s", name, limit.count());
        std::array<pollfd, 2> waits{pollfd{out.read.get(), POLLIN, 0},
                                    pollfd{err.read.get(), POLLIN, 0}};
        const auto wait = std::min<std::int64_t>(left.count(), 60'000);
        if (::poll(waits.data(), waits.size(), static_cast<int>(wait)) < 0 && errno != EINTR)
            return tl::unexpected(error_from_errno(errno, "wait for " + name));
        if (waits[0].revents != 0 && !read_some(out.read, output.text)) out.read.reset();
        if (waits[1].revents != 0 && !read_some(err.read, output.errors)) err.read.reset();
        if (output.text.size() > kMostOutput)
            return fail(ErrorKind::Io, "{} wrote more than {} bytes", name, kMostOutput);
        if (output.errors.size() > kMostErrorText)
            output.errors.erase(0, output.errors.size() - kMostErrorText);
    }
    return output;
}

}  // namespace

Result<std::string> run_program(const std::vector<std::string>& command,
                                std::chrono::seconds limit) {
    if (command.empty()) return fail(ErrorKind::Invalid, "no program named");
    SEN_TRY(Pipe out, make_pipe());
    SEN_TRY(Pipe err, make_pipe());
    SEN_TRY(Child child, Child::start(command, out.write.get(), err.write.get()));
    out.write.reset();
    err.write.reset();
    SEN_TRY(Output output, read_streams(command[0], out, err, limit));
    const int status = child.wait();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(output.text);
    while (!output.errors.empty() && output.errors.back() == '\n') output.errors.pop_back();
    if (WIFSIGNALED(status))
        return fail(ErrorKind::Io, "{} ended by signal {}: {}", command[0], WTERMSIG(status),
                    output.errors);
    return fail(ErrorKind::Io, "{}: {}", command[0], output.errors);
}

}  // namespace sen::pack
