// SPDX-License-Identifier: Apache-2.0
#include "finger.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace sen::bench {

namespace {
constexpr Milliseconds kTouch{80};
constexpr int kTries = 500;
constexpr Milliseconds kBetweenTries{10};
}  // namespace

Result<Finger> Finger::create() {
    SEN_TRY(auto directory, TemporaryDirectory::create());
    const auto file = (directory.path() / "orders").string();
    if (::mkfifo(file.c_str(), 0600) != 0)
        return tl::unexpected(error_from_errno(errno, "make " + file));
    SEN_TRY(auto program, Process::start({"xdotool", file}));
    for (int i = 0; i < kTries; ++i) {
        // Without somebody who reads, this does not open.
        UniqueFd pipe(::open(file.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
        if (pipe) return Finger(std::move(directory), std::move(program), std::move(pipe));
        if (const auto code = program.wait(kBetweenTries))
            return fail(ErrorKind::Io, "xdotool ended with {}", *code);
    }
    return fail(ErrorKind::Io, "xdotool takes no orders");
}

Result<void> Finger::tap(Point at) {
    SEN_CHECK(move(at));
    SEN_CHECK(press());
    std::this_thread::sleep_for(kTouch);
    return lift();
}

Result<void> Finger::order(const char* word, Point at) {
    return order(fmt::format("{} {} {}\n", word, at.x, at.y));
}

Result<void> Finger::order(const std::string& line) {
    if (::write(pipe_.get(), line.data(), line.size()) == static_cast<ssize_t>(line.size()))
        return {};
    return tl::unexpected(error_from_errno(errno, "move the pointer"));
}

}  // namespace sen::bench
