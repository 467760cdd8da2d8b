// SPDX-License-Identifier: Apache-2.0
#include "stage.h"

#include <dirent.h>
#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

#include "base/log.h"

namespace sen::media {

namespace {
constexpr std::chrono::seconds kDeadline{60};
constexpr int kMomentMs = 20;

MediaPlayer::Options options(const std::filesystem::path& program) {
    ::setenv("SEN_AUDIO_OUTPUT", "adummy", 1);
    log::set_level(log::Level::Error);  // most cases are about what is worth a warning
    return {.program = program};
}
}  // namespace

Stage::Stage(const std::filesystem::path& program) : player_(options(program), clock_) {}

std::filesystem::path Stage::real_player() {
    return SEN_BINARY_DIR "/bin/sen-player";
}

std::filesystem::path Stage::hostile_player() {
    return SEN_BINARY_DIR "/bin/hostile_player";
}

bool Stage::run(const std::function<bool()>& is_so, Milliseconds step) {
    const auto give_up_at = std::chrono::steady_clock::now() + kDeadline;
    while (std::chrono::steady_clock::now() < give_up_at) {
        player_.update();
        while (const auto frame = player_.take_frame()) {
            ++frames_;
            if (on_frame) on_frame(*frame);
        }
        if (is_so()) return true;
        pollfd source{player_.poll_fd(), POLLIN, 0};
        ::poll(&source, 1, kMomentMs);
        clock_.advance(step);
    }
    return false;
}

bool Stage::run_until(const std::function<bool()>& is_so) {
    return run(is_so, Milliseconds(0));
}

bool Stage::run_until_state(PlayState state) {
    return run_until([&] { return player_.state() == state; });
}

bool Stage::run_until_frames(std::uint64_t more) {
    const std::uint64_t target = frames_ + more;
    return run_until([&] { return frames_ >= target; });
}

bool Stage::run_until_quiet() {
    std::uint64_t frames = frames_;
    auto since = std::chrono::steady_clock::now();
    return run_until([&] {
        const auto now = std::chrono::steady_clock::now();
        if (frames != frames_) since = now;
        frames = frames_;
        return now - since > std::chrono::seconds(1);
    });
}

bool Stage::run_until_state_with_clock(PlayState state, Milliseconds step) {
    return run([&] { return player_.state() == state; }, step);
}

int open_descriptors() {
    int count = 0;
    DIR* directory = ::opendir("/proc/self/fd");
    while (::readdir(directory) != nullptr) ++count;
    ::closedir(directory);
    return count;
}

int children() {
    std::ifstream list("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    int count = 0;
    for (int pid = 0; list >> pid;) ++count;
    return count;
}

}  // namespace sen::media
