// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "base/digest.h"

namespace sen::store {

/// Hashes one file after another on a thread of its own while the caller reads and writes: of two
/// buffers one is hashed and the other filled. Everything is called on one thread.
class HashThread {
  public:
    HashThread();
    ~HashThread();
    HashThread(const HashThread&) = delete;
    HashThread& operator=(const HashThread&) = delete;

    /// A new file; what was not finished is forgotten.
    void begin();
    /// Where the file's next bytes go; waits until what was there before is hashed.
    std::span<std::byte> buffer();
    /// The first `count` bytes of buffer() belong to the file, in this order. They stay readable
    /// until buffer() is asked for the second time.
    void add(std::size_t count);
    /// Of all that was added since begin().
    Digest finish();

  private:
    void run();
    void wait_until_at_most(int pieces);

    std::array<std::vector<std::byte>, 2> buffers_;
    std::size_t filled_ = 0;  // which buffer the caller fills; the worker never looks
    std::mutex mutex_;
    std::condition_variable has_changed_;
    std::array<std::size_t, 2> counts_{};  // of the pieces that wait, the oldest first
    int waiting_ = 0;                      // pieces that are not hashed yet
    bool is_stopping_ = false;
    Sha256 hash_;  // the worker's while a piece waits
    std::thread thread_;
};

}  // namespace sen::store
