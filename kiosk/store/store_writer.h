// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/disk.h"
#include "store/object_writer.h"
#include "store/source.h"
#include "store/store.h"
#include "store/verify.h"
#include "trust/trust.h"

namespace sen::store {

/// Asked before a pack is committed, with its catalogue's file: does the pack make sense? The store
/// does not know catalogues, so the program passes the question in.
using CatalogueCheck =
    std::function<Result<void>(const std::filesystem::path& catalogue, const Manifest& manifest)>;

struct InstallOptions {
    trust::Policy policy = trust::Policy::RequireSignature;
    bool rehash_present = false;  ///< read what is there already, and replace what is damaged
    CatalogueCheck check;         ///< none: nothing is asked
    ProgressFunction progress;
};

struct InstallReport {
    enum class Outcome {
        NothingToDo,  ///< this very pack is installed
        Repaired,     ///< it was, but objects were missing or damaged
        Installed,
    };
    Outcome outcome = Outcome::NothingToDo;
    InstalledPack pack;
    Generation generation;                 ///< that is current now
    std::uint64_t objects = 0, bytes = 0;  ///< written
};

/// The writing side of the store; one at a time, also among processes. The protocol and why it
/// survives a cut at any moment are in FORMAT.md. Not thread-safe.
class StoreWriter {
  public:
    /// `calls` outlives it. Touches nothing yet.
    StoreWriter(std::filesystem::path directory, SystemCalls& calls);

    /// Makes the store when there is none. On an error what was current is current still (or, when
    /// only the very last flush failed, the new set, complete).
    Result<InstallReport> install(ObjectSource& source, const InstallOptions& options);
    /// Makes the previous generation current; once more brings the first one back.
    Result<Generation> roll_back();

    /// Why the last call failed, for a sentence.
    const Trouble& trouble() const { return troubles_.last(); }

  private:
    struct Plan {
        std::vector<WantedObject> wanted;
        std::vector<Digest> adopted;  ///< there, but named by no installed pack
        std::uint64_t bytes = 0;      ///< of `wanted`, in whole blocks of the disk
    };
    struct Offer {  ///< a manifest that trust let through
        std::string bytes;
        Manifest manifest;
        InstalledPack pack;
    };

    Result<Offer> read_offer(ObjectSource& source, trust::Policy policy);
    enum class IfMissing { Make, Fail };
    Result<void> open_store(IfMissing if_missing);
    Result<void> make_store_directory();
    Result<void> lock();
    /// What the next generation starts from; empty when nothing is installed.
    Result<Generation> base_generation();
    std::optional<Generation> newest_readable() const;
    Result<void> check_version(const Generation& base, const Offer& offer);
    Result<Plan> plan(const Offer& offer, const Generation& base, bool rehash_present);
    enum class Presence { Missing, Damaged, Good };
    Result<Presence> look_at(const WantedObject& object, bool rehash);
    Result<void> check_space(const Plan& plan);
    Result<void> bring_objects(const Plan& plan, const Offer& offer, ObjectSource& source,
                               const ProgressFunction& progress);
    Result<void> check_catalogue(const Offer& offer, const CatalogueCheck& check);
    Result<Generation> commit(const Generation& base, const InstalledPack& pack);
    Result<void> write_generation(const Generation& generation);
    Result<void> make_current(std::uint64_t number);
    /// Every object is there with its length, as far as can be seen without reading.
    Result<void> check_complete(const Generation& generation);
    /// Removes generations but the current and the previous one, and objects that neither these nor
    /// `also` name. Never fails an install: what it leaves the next one removes.
    void clean_up(const Manifest* also);
    Result<void> remove_unnamed(const Manifest* also);

    std::filesystem::path directory_;
    Store store_;
    TroubleLog troubles_;
    Disk disk_;
    Folder root_, objects_, generations_, staging_;
    UniqueFd lock_;
};

}  // namespace sen::store
