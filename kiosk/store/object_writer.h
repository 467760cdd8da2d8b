// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "store/disk.h"
#include "store/hash_thread.h"
#include "store/source.h"
#include "store/verify.h"

namespace sen::store {

/// An object that an install needs and the store lacks.
struct WantedObject {
    Digest object;
    std::uint64_t length = 0;
    std::string path;                ///< in the manifest, for messages
    std::string pack;                ///< "<publisher>/<id>", for messages
    ObjectSource* source = nullptr;  ///< outlives the writing
    bool is_damaged = false;         ///< a bad file of its name is there and gets replaced
};

/// Brings objects from their sources into objects/: written, hashed, flushed, read back from the
/// disk, hashed again, and only then given their names. Hashing has a thread of its own, which
/// works on while the disk flushes; every system call is made on the caller's. Constant memory.
/// Goes on with what a broken download left in staging/partial/. On an error what was finished
/// before stays for the next try, and so does what a source that can resume has given; nothing else
/// half-done stays.
class ObjectWriter {
  public:
    ObjectWriter(Disk& disk, const Folder& staging, const Folder& objects);

    Result<void> write(std::span<const WantedObject> wanted, const ProgressFunction& progress);
    /// Makes the names of all written objects durable.
    Result<void> sync_folders();

  private:
    struct Part {
        const WantedObject* wanted;
        std::string name;  ///< in staging/
        UniqueFd file;
        bool is_hashing = false;  ///< what was copied: its digest is still to be asked for
    };
    using Parts = std::vector<Part>;
    Result<void> write_batches(std::span<const WantedObject> wanted, Parts& fresh, Parts& flushed);
    Result<void> copy_batch(std::span<const WantedObject> batch, Parts& parts);
    Result<void> flush(const Parts& parts);
    Result<void> read_back(const Parts& parts);
    /// What was copied is what was wanted.
    Result<void> check_copies(Parts& parts);
    /// What was read back is what was wanted, and gets its name.
    Result<void> finish(Parts& parts);
    /// Leaves the hash of a new copy to check_copies(). False when the part that it went on with
    /// was not of this object.
    Result<bool> copy(Part& part, std::uint64_t kept);
    /// How much of the object is in staging/ already, from a broken download; opens it.
    Result<std::uint64_t> take_partial(Part& part);
    /// Hashes the first `length` bytes of the part.
    Result<std::uint64_t> read_part(const Part& part, std::uint64_t length);
    void drop(const Parts& parts);
    Result<void> give_name(const Part& part);
    void advance(std::uint64_t bytes);

    Disk& disk_;
    const Folder& staging_;
    const Folder& objects_;
    std::set<std::string> touched_;  ///< folders of objects/ with new names
    HashThread hash_;
    const ProgressFunction* progress_ = nullptr;
    std::uint64_t work_done_ = 0, work_total_ = 0;  ///< each byte counts twice: written, read back
};

}  // namespace sen::store
