// SPDX-License-Identifier: Apache-2.0
#include "publish/terminal.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <array>
#include <csignal>

namespace sen::test {

namespace {
constexpr int kPatience = 60'000;  // ms: only a test that fails waits as long
}

Terminal::Terminal(const std::filesystem::path& folder, std::vector<std::string> arguments) {
    int person = -1, program = -1;
    REQUIRE(::openpty(&person, &program, nullptr, nullptr, nullptr) == 0);
    person_.reset(person);
    program_.reset(program);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const std::string place = folder.string();
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ > 0) return;
    ::close(person);
    if (::login_tty(program) == 0 && ::chdir(place.c_str()) == 0) ::execv(argv[0], argv.data());
    ::_exit(127);
}

Terminal::~Terminal() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
}

bool Terminal::read_more() {
    pollfd waiting{person_.get(), POLLIN, 0};
    if (::poll(&waiting, 1, kPatience) != 1) return false;
    std::array<char, 4096> piece{};
    const ssize_t count = ::read(person_.get(), piece.data(), piece.size());
    if (count <= 0) return false;
    screen_.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

void Terminal::wait_for(const std::string& text) {
    std::size_t found = 0;
    while ((found = screen_.find(text, seen_)) == std::string::npos) {
        CAPTURE(screen_);
        REQUIRE(read_more());
    }
    seen_ = found + text.size();
}

void Terminal::type(const std::string& keys) {
    REQUIRE(::write(person_.get(), keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
}

void Terminal::signal(int number) const {
    REQUIRE(::kill(child_, number) == 0);
}

bool Terminal::is_echoing() const {
    termios settings{};
    REQUIRE(::tcgetattr(program_.get(), &settings) == 0);
    return (settings.c_lflag & ECHO) != 0;
}

int Terminal::finish() {
    int status = 0;
    REQUIRE(::waitpid(child_, &status, 0) == child_);
    child_ = -1;
    for (pollfd waiting{person_.get(), POLLIN, 0}; ::poll(&waiting, 1, 0) == 1;)
        if (!read_more()) break;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace sen::test
