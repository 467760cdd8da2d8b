// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "complaint.h"
#include "store/disk.h"
#include "store/store.h"
#include "store/trusted_folder.h"
#include "store/verify.h"
#include "trust/target.h"

namespace sen::sync {

struct ExportReport {
    std::uint64_t packs = 0;
    std::uint64_t objects = 0, bytes = 0;  ///< written, besides what was there already
    std::vector<Complaint> complaints;     ///< packs that had to be left out
};

/// Writes what a kiosk has of one authority as a tree that another kiosk takes with
/// `update --from`: `SEN/` on a stick. The metadata is judged again on the way, so that no tree is
/// written that nobody would take. In the order of a publication: timestamp.json last. One act.
class Exporter {
  public:
    /// `calls` outlives it.
    Exporter(const std::filesystem::path& store, store::SystemCalls& calls)
        : store_(store), calls_(calls), disk_(calls, troubles_) {}

    /// Errors: as told by complaint().
    Result<ExportReport> run(const std::string& authority, const std::filesystem::path& to,
                             std::chrono::sys_seconds built,
                             const store::ProgressFunction& progress);
    const Complaint& complaint() const { return complaint_; }

  private:
    struct Cargo {
        std::map<std::string, std::string> files;  ///< path in the tree → bytes
        std::map<Digest, std::uint64_t> objects;   ///< → length
    };
    Result<void> collect(const std::string& authority, std::chrono::sys_seconds built,
                         ExportReport& report);
    Result<void> collect_target(const std::string& authority, const trust::TargetFile& target,
                                bool is_consistent_snapshot, ExportReport& report);
    Result<void> collect_roots(const std::string& authority);
    Result<void> check_space(const store::Folder& tree);
    Result<void> write_objects(const store::Folder& tree, const store::ProgressFunction& progress,
                               ExportReport& report);
    Result<bool> is_there(const store::Folder& folder, const Digest& object, std::uint64_t length);
    Result<void> copy(const store::Folder& folder, const Digest& object);
    Result<void> write_file(const store::Folder& tree, const std::string& path,
                            const std::string& bytes);
    Result<store::Folder> folder_in(const store::Folder& tree, const std::string& path);
    tl::unexpected<Error> refuse(Sentence sentence, Error error);
    /// The sentence of a failed act on the target.
    tl::unexpected<Error> target_failed(const std::filesystem::path& to, Error error);

    store::Store store_;
    store::SystemCalls& calls_;
    store::TroubleLog troubles_;
    store::Disk disk_;
    Cargo cargo_;
    Complaint complaint_;
};

}  // namespace sen::sync
