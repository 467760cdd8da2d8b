// SPDX-License-Identifier: Apache-2.0
#include "app/input_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <vector>

namespace sen::app {

namespace {
constexpr Milliseconds kPatience{33};  // 30 looks a second
constexpr std::size_t kMaxDevices = 64;
}  // namespace

InputWatch::InputWatch(std::filesystem::path directory)
    : directory_(std::move(directory)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    watch_directory();
    open_new();
}

InputWatch::~InputWatch() {
    for (const auto& [name, descriptor] : devices_) ::close(descriptor);
    for (const int descriptor : {wake_, notify_})
        if (descriptor >= 0) ::close(descriptor);
}

void InputWatch::watch_directory() {
    notify_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    // Rights come after the node: a device that cannot be read yet may be a moment later.
    if (notify_ >= 0 &&
        ::inotify_add_watch(notify_, directory_.c_str(), IN_CREATE | IN_ATTRIB | IN_DELETE) < 0) {
        ::close(notify_);
        notify_ = -1;
    }
}

void InputWatch::open_new() {
    std::error_code error;
    // Without the directory nothing can be plugged in, and nothing is missed.
    const bool has_directory = std::filesystem::is_directory(directory_, error);
    is_complete_ = wake_ >= 0 && (notify_ >= 0 || !has_directory);
    if (!has_directory) return;
    for (const auto& entry : std::filesystem::directory_iterator(directory_, error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("event") || devices_.contains(name)) continue;
        const int descriptor = devices_.size() < kMaxDevices
                                   ? ::open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
                                   : -1;
        if (descriptor >= 0)
            devices_.emplace(name, descriptor);
        else
            is_complete_ = false;
    }
    if (error) is_complete_ = false;
}

/// False when the device has gone.
bool InputWatch::drain(int descriptor) const {
    std::array<char, 4096> bytes;
    for (;;) {
        const auto got = ::read(descriptor, bytes.data(), bytes.size());
        if (got > 0) continue;
        return got < 0 && (errno == EAGAIN || errno == EINTR);
    }
}

void InputWatch::wake() {
    const std::uint64_t one = 1;
    // A full counter wakes, too.
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

bool InputWatch::wait(Milliseconds timeout) {
    const Milliseconds most = is_complete_ ? timeout : std::min(timeout, kPatience);
    std::vector<pollfd> watched;
    for (const int descriptor : {wake_, notify_})
        if (descriptor >= 0) watched.push_back({descriptor, POLLIN, 0});
    for (const auto& [name, descriptor] : devices_) watched.push_back({descriptor, POLLIN, 0});
    const int ready = ::poll(watched.data(), watched.size(),
                             static_cast<int>(std::max<long long>(0, most.count())));
    if (ready == 0) return !is_complete_;
    if (ready < 0) return true;
    bool is_new = false;
    for (const pollfd& one : watched) {
        if (one.revents == 0) continue;
        if (one.fd == wake_ || one.fd == notify_) {
            drain(one.fd);
            is_new = is_new || one.fd == notify_;
        } else if (!drain(one.fd)) {
            ::close(one.fd);
            std::erase_if(devices_, [&](const auto& device) { return device.second == one.fd; });
        }
    }
    if (is_new || !is_complete_) open_new();
    return true;
}

}  // namespace sen::app
