// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "store/store.h"

namespace sen::store {

/// Which file it is, and that nobody has written to it since. All zero: there is none.
struct FileIdentity {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modified_ns = 0, changed_ns = 0;
    bool operator==(const FileIdentity&) const = default;
};

/// The kiosk's way to objects: each is hashed before it is believed, once for as long as its file
/// stays the same. What is damaged or missing is remembered too, until its file is another one.
/// Small objects are hashed while they are read; large ones ahead of time, by a thread of low
/// priority. Thread-safe.
class CheckedObjects {
  public:
    enum class Mode {
        InBackground,  ///< prepare() returns at once
        AtOnce,        ///< prepare() hashes: for the tour and tests
    };
    /// `wake` is called when the thread has found damage, on that thread.
    CheckedObjects(Store store, Mode mode, std::function<void()> wake);
    ~CheckedObjects();
    CheckedObjects(const CheckedObjects&) = delete;
    CheckedObjects& operator=(const CheckedObjects&) = delete;

    const Store& store() const { return store_; }

    /// The whole of an object. Errors: as Store::read_object.
    Result<std::string> read(const Digest& object, std::uint64_t max_bytes);
    enum class State { Unknown, Good, Damaged };
    /// What is known of the file that is there now; asks the disk for no more than its status.
    State state(const Digest& object) const;
    /// Hashes now unless it is known. Errors: NotFound, Corrupt, Io.
    Result<void> check(const Digest& object);
    /// Has a large object hashed before it is opened; the last one asked for comes first.
    void prepare(const Digest& object);
    /// For the player, by its descriptor. What has not been hashed yet is opened all the same, and
    /// is hashed while it plays. Corrupt when it is known to be damaged.
    Result<UniqueFd> open(const Digest& object);
    /// What has been found damaged or missing since the last call.
    std::vector<Digest> take_damaged();

    FileIdentity identity(const Digest& object) const;

  private:
    Result<void> hash(const Digest& object, const UniqueFd& file, const FileIdentity& identity);
    void note(const Digest& object, const FileIdentity& identity, const Result<void>& verdict);
    void note_if_missing(const Digest& object, const FileIdentity& identity, const Error& error);
    void run();

    const Store store_;
    const Mode mode_;
    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    struct Known {
        FileIdentity identity;
        bool is_good = false;
    };
    std::map<Digest, Known> known_;
    std::vector<Digest> damaged_;
    std::deque<Digest> asked_;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;  // last: it uses the rest
};

}  // namespace sen::store
