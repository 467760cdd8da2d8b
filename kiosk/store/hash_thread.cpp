// SPDX-License-Identifier: Apache-2.0
#include "store/hash_thread.h"

#include <cassert>

namespace sen::store {

HashThread::HashThread() : buffers_(kPieces * kPieceBytes), thread_([this] { run(); }) {}

HashThread::~HashThread() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_changed_.notify_all();
    thread_.join();
}

void HashThread::begin() {
    std::unique_lock lock(mutex_);
    has_changed_.wait(lock, [&] { return steps_.empty(); });
    digests_.clear();
    if (is_file_open_) hash_ = Sha256();
    is_file_open_ = false;
}

std::span<std::byte> HashThread::buffer() {
    std::unique_lock lock(mutex_);
    has_changed_.wait(lock, [&] { return waiting_ < kPieces; });
    return std::span(buffers_).subspan(filled_ * kPieceBytes, kPieceBytes);
}

void HashThread::add(std::size_t count) {
    {
        const std::lock_guard lock(mutex_);
        steps_.push_back({filled_, count, false});
        ++waiting_;
    }
    has_changed_.notify_all();
    filled_ = (filled_ + 1) % kPieces;
    is_file_open_ = true;
}

void HashThread::end() {
    {
        const std::lock_guard lock(mutex_);
        steps_.push_back({0, 0, true});
    }
    has_changed_.notify_all();
    is_file_open_ = false;
}

Digest HashThread::next_digest() {
    std::unique_lock lock(mutex_);
    has_changed_.wait(lock, [&] { return !digests_.empty() || steps_.empty(); });
    assert(!digests_.empty());
    const Digest digest = digests_.front();
    digests_.pop_front();
    return digest;
}

void HashThread::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        has_changed_.wait(lock, [this] { return is_stopping_ || !steps_.empty(); });
        if (is_stopping_) return;
        const Step step = steps_.front();
        lock.unlock();
        Digest digest;
        if (step.is_end) {
            digest = hash_.finish();
            hash_ = Sha256();
        } else {
            hash_.update(std::span(buffers_).subspan(step.piece * kPieceBytes, step.count));
        }
        lock.lock();
        steps_.pop_front();
        if (step.is_end)
            digests_.push_back(digest);
        else
            --waiting_;
        has_changed_.notify_all();
    }
}

}  // namespace sen::store
