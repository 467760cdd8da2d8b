// SPDX-License-Identifier: Apache-2.0
#include "pack/subprocess.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "base/file.h"

using namespace sen;
using namespace sen::pack;

namespace {

/// Waits until a child has ended, without collecting it.
int end_of(Subprocess& process) {
    siginfo_t ended{};
    REQUIRE(::waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT) == 0);
    const auto code = process.poll();
    REQUIRE(code.has_value());
    return *code;
}

/// A pipe whose reading end is at its end when nobody else lives who could write.
struct Lifeline {
    Lifeline() {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        ours.reset(ends[0]);
        theirs.reset(ends[1]);
    }
    /// Blocks until somebody writes or all are gone; true in the first case.
    bool hear() const {
        char byte = 0;
        return ::read(ours.get(), &byte, 1) == 1;
    }
    void tell() const { (void)!::write(theirs.get(), "x", 1); }
    UniqueFd ours, theirs;
};

[[noreturn]] void live_for_ever() {
    while (true) ::pause();
}

}  // namespace

TEST_CASE("subprocess: tells how it ended") {
    auto good = Subprocess::start([] { return 0; }).value();
    CHECK(end_of(good) == 0);
    auto bad = Subprocess::start([] { return 3; }).value();
    CHECK(end_of(bad) == 3);
    auto killed = Subprocess::start([] { return ::raise(SIGKILL); }).value();
    CHECK(end_of(killed) == 128 + SIGKILL);
}

TEST_CASE("subprocess: ends when it is asked to, and has not ended before") {
    Lifeline line;
    auto process = Subprocess::start([&]() -> int {
                       ::signal(SIGTERM, SIG_DFL);  // not the test program's own answer
                       line.tell();
                       live_for_ever();
                   }).value();
    REQUIRE(line.hear());
    CHECK_FALSE(process.poll().has_value());

    process.ask_to_end();

    CHECK(end_of(process) == 128 + SIGTERM);
}

TEST_CASE("subprocess: what it has started ends with it, when it ends and when it is dropped") {
    for (const bool ends_itself : {true, false}) {
        CAPTURE(ends_itself);
        Lifeline line;
        {
            auto process = Subprocess::start([&]() -> int {
                               if (::fork() == 0) {
                                   line.tell();
                                   live_for_ever();
                               }
                               if (!ends_itself) live_for_ever();
                               return 0;
                           }).value();
            line.theirs.reset();
            if (ends_itself) end_of(process);
        }
        while (line.hear()) continue;
    }
}
