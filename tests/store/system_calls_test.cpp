// SPDX-License-Identifier: Apache-2.0
#include "store/system_calls.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <thread>

#include "base/file.h"

using namespace sen;

namespace {

/// Whether a thread of this process is waiting in the kernel.
bool is_waiting(pid_t thread) {
    std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    return text.find(") S ") != std::string::npos;
}

}  // namespace

TEST_CASE("system calls: a write that a signal interrupts is made again") {
    struct sigaction ignoring {
    }, before{};
    ignoring.sa_handler = [](int) {};  // and no SA_RESTART: the call answers EINTR
    REQUIRE(::sigaction(SIGUSR1, &ignoring, &before) == 0);
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const UniqueFd reading(ends[0]), writing(ends[1]);
    const int capacity = ::fcntl(writing.get(), F_GETPIPE_SZ);
    const std::string full(static_cast<std::size_t>(capacity), 'f');
    REQUIRE(::write(writing.get(), full.data(), full.size()) == capacity);
    const pthread_t writer = ::pthread_self();
    const pid_t number = ::gettid();
    std::thread disturber([&] {
        while (!is_waiting(number)) std::this_thread::yield();
        ::pthread_kill(writer, SIGUSR1);
        std::string drained(full.size(), '\0');
        if (::read(reading.get(), drained.data(), drained.size()) != capacity) ::abort();
    });
    const std::array<std::byte, 1> byte{};

    store::SystemCalls calls;
    const auto count = calls.write(writing.get(), byte);

    disturber.join();
    ::sigaction(SIGUSR1, &before, nullptr);
    CHECK(count == 1);
}
