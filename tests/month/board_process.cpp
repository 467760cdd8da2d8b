// SPDX-License-Identifier: Apache-2.0
#include "month/board_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <vector>

namespace sen::month {

namespace {

constexpr std::size_t kMaxWords = 128 << 10;

std::optional<Json> hear(int channel) {
    std::vector<char> bytes(kMaxWords);
    const ssize_t length = ::recv(channel, bytes.data(), bytes.size(), 0);
    if (length <= 0) return std::nullopt;
    return Json::parse(bytes.begin(), bytes.begin() + length);
}

bool say(int channel, const Json& words) {
    const std::string bytes = words.dump();
    return ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
}

/// Never returns: nothing of the parent's may be cleaned up here.
[[noreturn]] void live(const BoardSetup& setup, int channel) {
    try {
        Board board(setup);
        while (const auto order = hear(channel)) {
            const Json answer = board.obey(*order);
            if (!say(channel, answer)) break;
        }
    } catch (const std::exception& error) {
        say(channel, {{"faults", {std::string("the kiosk is gone: ") + error.what()}}});
    } catch (...) {
        // What doctest has refused is on standard output.
        say(channel, {{"faults", {"the kiosk did not come back to its attract loop"}}});
    }
    std::fflush(nullptr);
    ::_exit(0);
}

}  // namespace

pid_t fork_quietly() {
    std::cout.flush();
    std::fflush(nullptr);
    return ::fork();
}

Pipe::Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
        from_.reset(ends[0]);
        to_.reset(ends[1]);
    }
}

void Pipe::write(const std::string& text) const {
    [[maybe_unused]] const ssize_t written = ::write(to_.get(), text.data(), text.size());
}

std::string Pipe::read() {
    to_.reset();
    std::array<char, 256> bytes{};
    const ssize_t length = ::read(from_.get(), bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
}

BoardProcess::BoardProcess(const BoardSetup& setup, const std::filesystem::path& log) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
    channel_.reset(ends[0]);
    const UniqueFd its_end(ends[1]);
    child_ = fork_quietly();
    if (child_ != 0) return;
    channel_.reset();
    const UniqueFd journal(::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    ::dup2(journal.get(), STDERR_FILENO);
    live(setup, its_end.get());
}

BoardProcess::~BoardProcess() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
}

Json BoardProcess::ask(const Json& order) {
    if (say(channel_.get(), order))
        if (auto answer = hear(channel_.get())) return *answer;
    return {{"faults", {"the kiosk's process died"}}};
}

}  // namespace sen::month
