// SPDX-License-Identifier: Apache-2.0
#include "media/child_process.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "films.h"
#include "stage.h"

using namespace sen;
using namespace sen::media;

namespace {
std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Gone, or dead and waiting for a parent to collect it.
bool is_over(int pid) {
    const std::string facts = text_of("/proc/" + std::to_string(pid) + "/stat");
    const auto name_end = facts.rfind(')');
    return name_end == std::string::npos || facts.substr(name_end, 3) == ") Z";
}
}  // namespace

TEST_CASE("child: it holds no descriptor of ours and none of our rights") {
    const auto directory = TemporaryDirectory::create().value();
    const auto secret = directory.path() / "secret";
    REQUIRE(write_file_atomically(secret, "x"));
    const UniqueFd inheritable(::dup(open_file(secret).value().get()));
    Stage stage;

    stage.player().play(Films::all().longer());
    REQUIRE(stage.run_until_frames(1));

    const std::string process = "/proc/" + std::to_string(stage.player().child_pid());
    for (const auto& entry : std::filesystem::directory_iterator(process + "/fd"))
        CHECK(std::filesystem::read_symlink(entry.path()) != secret);
    CHECK(text_of(process + "/status").find("NoNewPrivs:\t1") != std::string::npos);
    CHECK(text_of(process + "/oom_score_adj") == "1000\n");
    CHECK(text_of(process + "/limits").find("Max open files            64 ") != std::string::npos);
}

TEST_CASE("child: it dies with a kiosk that is killed, even when it hangs") {
    std::array<int, 2> pipe_ends{};
    REQUIRE(::pipe(pipe_ends.data()) == 0);
    const UniqueFd from_kiosk(pipe_ends[0]), to_test(pipe_ends[1]);
    const pid_t kiosk = ::fork();
    if (kiosk == 0) {
        Stage stage;
        stage.player().warm_up();
        const int player = stage.player().child_pid();
        pollfd is_ready{stage.player().poll_fd(), POLLIN, 0};
        ::poll(&is_ready, 1, -1);
        ::kill(player, SIGSTOP);
        if (::write(to_test.get(), &player, sizeof player) == sizeof player) ::raise(SIGKILL);
        ::_exit(1);
    }
    int player = 0;
    REQUIRE(::read(from_kiosk.get(), &player, sizeof player) == sizeof player);
    ::waitpid(kiosk, nullptr, 0);

    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!is_over(player) && std::chrono::steady_clock::now() < deadline) ::sched_yield();

    CHECK(is_over(player));
}

TEST_CASE("child: killed, it is collected without waiting and its number forgotten") {
    auto child = ChildProcess::start(Stage::hostile_player());
    REQUIRE(child.has_value());
    REQUIRE(child->pid() > 0);

    child->kill();
    child->kill();
    while (!child->reap()) ::sched_yield();

    CHECK(child->pid() == -1);
    CHECK(child->channel() == -1);
}
