// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/change.h"
#include "store/directory_source.h"
#include "store/disk.h"
#include "store/object_writer.h"
#include "store/offer.h"
#include "store/scrub.h"
#include "store/store.h"

namespace sen::store {

/// The writing side of the store; one at a time, also among processes. The protocol and why it
/// survives a cut at any moment are in FORMAT.md. Not thread-safe.
class StoreWriter {
  public:
    /// `calls` outlives it. Touches nothing yet.
    StoreWriter(std::filesystem::path directory, SystemCalls& calls);

    /// Makes the store when there is none. On an error what was current is current still (or, when
    /// only the very last flush failed, the new set, complete).
    Result<InstallReport> install(const Change& change, const InstallOptions& options);
    /// The same for the one pack of a folder, which nobody signed: refused unless the policy lets
    /// it.
    Result<InstallReport> install_folder(DirectorySource& folder, const InstallOptions& options);
    /// Makes the previous generation current; once more brings the first one back.
    Result<Generation> roll_back();

    /// Reads what is installed from the disk, past the page cache, puts what is damaged into
    /// quarantine/ and fetches it again where a source is given. What stays damaged is brought by
    /// the next install that names it.
    Result<ScrubReport> scrub(const ScrubOptions& options);

    /// Why the last call failed, for a sentence.
    const Trouble& trouble() const { return troubles_.last(); }

  private:
    using Kind = Trouble::Kind;

    struct Plan {
        std::vector<WantedObject> wanted;
        DiskPlan disk;
    };
    /// The generations that count, and what they and an install at hand name.
    struct Kept {
        std::optional<Generation> current, previous;
        std::set<Digest> named;           ///< by the current one and the offers
        std::set<Digest> named_previous;  ///< by the previous one
        std::set<Digest> resumable;       ///< by the offers whose source goes on after a break
        bool is_kept(std::uint64_t number) const;
    };

    enum class IfMissing { Make, Fail };
    Result<void> open_store(IfMissing if_missing);
    Result<void> empty_staging();
    /// What the next generation starts from; empty when nothing is installed.
    Result<Generation> base_generation();
    std::optional<Generation> newest_readable() const;
    /// True when what the store held was another list.
    Result<bool> write_withdrawals(const MergedWithdrawals& withdrawals);

    Result<Plan> plan_change(const std::vector<Offer>& offers, bool rehash_present);
    Result<void> measure(DiskPlan& plan, const std::vector<Offer>& offers);
    std::uint64_t size_of_partial(const WantedObject& object);
    enum class Presence { Missing, Damaged, Good };
    Result<Presence> look_at(const Digest& object, std::uint64_t length, bool rehash);
    Result<void> refuse_unless_fits(const DiskPlan& plan);
    Result<void> bring_objects(const Plan& plan, const ProgressFunction& progress);
    Result<void> check_catalogues(const std::vector<Offer>& offers, const CatalogueCheck& check);

    Result<Generation> commit(const Generation& base, std::vector<InstalledPack> packs);
    Result<void> write_generation(const Generation& generation);
    Result<void> make_current(std::uint64_t number);
    /// Every object is there with its length, as far as can be seen without reading.
    Result<void> check_complete(const Generation& generation);

    /// An object that a generation names.
    struct Installed {
        InstalledPack pack;
        std::string path;
        std::uint64_t length = 0;
        bool is_manifest = false;
    };
    std::map<Digest, Installed> list_installed() const;
    std::optional<Finding> check_installed(const Digest& digest, const Installed& object) const;
    Result<void> quarantine(const Digest& digest);
    /// False when no source has it.
    Result<bool> fetch_again(const Digest& digest, const Installed& object,
                             const ScrubOptions& options);

    /// Fails when a generation that should stay cannot be read: then nothing may be removed.
    Result<Kept> find_kept(const std::vector<Offer>& offers) const;
    /// The files of objects/, staging/partial/ and quarantine/ that nothing names any more.
    struct Leftover {
        std::string folder, name;  ///< "objects/ab"
        std::uint64_t bytes = 0;   ///< on the disk
    };
    Result<std::vector<Leftover>> find_leftovers(const Kept& kept);
    /// Removes generations but the current and the previous one, and what nothing names. What it
    /// leaves the next one removes: that fails no install. What it removed is gone for good, before
    /// its room on the disk is given to others: an error says that this is not known.
    enum class Previous { Keep, Drop };
    Result<void> clean_up(const std::vector<Offer>& offers, Previous previous = Previous::Keep);
    /// The last clean-up of an act: how it ends changes nothing any more.
    void clean_up_last();
    /// `has_removed` is told also on an error.
    Result<void> remove_unnamed(const std::vector<Offer>& offers, Previous previous,
                                bool& has_removed);

    std::filesystem::path directory_;
    Store store_;
    TroubleLog troubles_;
    Disk disk_;
    Folder root_, objects_, generations_, staging_;
    UniqueFd lock_;
};

}  // namespace sen::store
