// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "base/digest.h"

namespace sen::store {

/// Hashes one file after another on a thread of its own while the caller reads and writes, and may
/// lag behind by kPieces buffers, over the ends of files: so that it works on while the caller
/// waits for a disk. Everything is called on one thread.
class HashThread {
  public:
    static constexpr std::size_t kPieceBytes = 1 << 18, kPieces = 64;

    HashThread();
    ~HashThread();
    HashThread(const HashThread&) = delete;
    HashThread& operator=(const HashThread&) = delete;

    /// A new file. One that was not ended, and digests that nobody asked for, are forgotten.
    void begin();
    /// Where the file's next bytes go; waits until what was there before is hashed.
    std::span<std::byte> buffer();
    /// The first `count` bytes of buffer() belong to the file, in this order. They stay readable
    /// until buffer() is asked for the second time.
    void add(std::size_t count);
    /// The file is whole; the bytes that are added from now on are the next one's.
    void end();
    /// Of the oldest file that was ended and not asked for; waits for it.
    Digest next_digest();
    /// The same for one file alone.
    Digest finish() {
        end();
        return next_digest();
    }

  private:
    void run();

    std::vector<std::byte> buffers_;  // a ring of kPieces
    std::size_t filled_ = 0;          // which piece the caller fills; the worker never looks
    bool is_file_open_ = false;       // bytes were added since the last end; the caller's too
    std::mutex mutex_;
    std::condition_variable has_changed_;
    struct Step {
        std::size_t piece = 0, count = 0;
        bool is_end = false;
    };
    std::deque<Step> steps_;   // what waits to be hashed; the first of them is being hashed
    std::size_t waiting_ = 0;  // pieces among them
    std::deque<Digest> digests_;
    bool is_stopping_ = false;
    Sha256 hash_;  // the worker's while a step waits
    std::thread thread_;
};

}  // namespace sen::store
