// SPDX-License-Identifier: Apache-2.0
#include "store/hash_thread.h"

namespace sen::store {

namespace {
constexpr std::size_t kBufferBytes = 1 << 18;
}

HashThread::HashThread()
    : buffers_{std::vector<std::byte>(kBufferBytes), std::vector<std::byte>(kBufferBytes)},
      thread_([this] { run(); }) {}

HashThread::~HashThread() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_changed_.notify_all();
    thread_.join();
}

void HashThread::begin() {
    wait_until_at_most(0);
    hash_ = Sha256();
}

std::span<std::byte> HashThread::buffer() {
    wait_until_at_most(1);
    return buffers_[filled_];
}

void HashThread::add(std::size_t count) {
    {
        const std::lock_guard lock(mutex_);
        counts_[static_cast<std::size_t>(waiting_++)] = count;
    }
    has_changed_.notify_all();
    filled_ = 1 - filled_;
}

Digest HashThread::finish() {
    wait_until_at_most(0);
    return hash_.finish();
}

void HashThread::wait_until_at_most(int pieces) {
    std::unique_lock lock(mutex_);
    has_changed_.wait(lock, [&] { return waiting_ <= pieces; });
}

void HashThread::run() {
    std::size_t hashed = 0;  // follows filled_
    std::unique_lock lock(mutex_);
    while (true) {
        has_changed_.wait(lock, [this] { return is_stopping_ || waiting_ > 0; });
        if (waiting_ == 0) return;
        const std::size_t count = counts_[0];
        lock.unlock();
        hash_.update(std::span(buffers_[hashed]).first(count));
        hashed = 1 - hashed;
        lock.lock();
        counts_[0] = counts_[1];
        --waiting_;
        has_changed_.notify_all();
    }
}

}  // namespace sen::store
