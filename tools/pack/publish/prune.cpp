// SPDX-License-Identifier: Apache-2.0
#include "prune.h"

#include <algorithm>

#include "base/file.h"
#include "pack_draft.h"
#include "store/store.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

class Pruning {
  public:
    explicit Pruning(Desk& desk) : desk_(desk) {}

    Result<PruneReport> run() {
        SEN_CHECK(desk_.require_root());
        if (!desk_.released().snapshot) return report_;
        SEN_CHECK(keep_all());
        SEN_CHECK(keep_drafts());
        for (const char* folder : {tree::kObjects, tree::kTargets}) SEN_CHECK(sweep(folder));
        SEN_CHECK(sweep_deltas());
        return report_;
    }

  private:
    Result<Metadata> read(const std::string& role, std::uint64_t version) const {
        const std::string file = tree::metadata_file(role, version);
        const auto bytes = read_file(desk_.directory() / file, kMaxMetadataBytes);
        if (!bytes) return tl::unexpected(bytes.error());
        return Metadata::parse(*bytes);
    }

    /// From the newest snapshot back, as far as the rule says.
    Result<void> keep_all() {
        std::optional<Day> replaced;  // the day from which on the next snapshot was the newest
        std::size_t count = 0;
        for (std::uint64_t version = desk_.released().snapshot->version(); version > 0; --version) {
            const bool is_recent = count < kKeptSnapshots;
            // A snapshot of another tool says no day; it is no younger than the next one.
            const bool was_newest_lately =
                !replaced || desk_.date() - *replaced <= std::chrono::days(kKeptDays);
            if (!is_recent && !was_newest_lately) break;
            const auto snapshot = read("snapshot", version);
            if (!snapshot && snapshot.error().kind == ErrorKind::NotFound) break;
            if (!snapshot) return refuse(tree::metadata_file("snapshot", version));
            SEN_CHECK(keep_snapshot(*snapshot));
            if (const auto day = snapshot->issued()) replaced = day;
            ++count;
        }
        return {};
    }

    /// A draft names objects that the repository has already.
    Result<void> keep_drafts() {
        for (const auto& [role, draft] : desk_.drafts())
            for (const auto& [target_path, fact] : targets_of(draft.metadata))
                SEN_CHECK(keep_target(target_path, fact,
                                      read_planned_target(desk_, role, target_path, fact)));
        return {};
    }

    Result<void> keep_snapshot(const Metadata& snapshot) {
        const Json meta = snapshot.content().value("meta", Json::object());
        for (const auto& item : meta.items()) {
            std::string role = item.key();
            if (!role.ends_with(".json") || !item.value().contains("version")) continue;
            role.resize(role.size() - 5);
            const auto version = item.value()["version"].get<std::uint64_t>();
            if (!seen_.insert(tree::metadata_file(role, version)).second) continue;
            const auto metadata = read(role, version);
            if (!metadata) return refuse(tree::metadata_file(role, version));
            for (const auto& [target_path, fact] : targets_of(*metadata))
                SEN_CHECK(keep_target(target_path, fact,
                                      read_target(desk_.directory(), target_path, fact)));
        }
        return {};
    }

    Result<void> keep_target(const std::string& target_path, const TargetFact& fact,
                             const Result<std::string>& bytes) {
        for (const auto& hash : fact.hashes)
            kept_.insert(tree::target_file(target_path, hash.second));
        if (!is_manifest_target(target_path)) return {};
        const auto manifest = bytes ? store::Manifest::parse(*bytes)
                                    : Result<store::Manifest>(tl::unexpected(bytes.error()));
        if (!manifest) return refuse(target_path);
        for (const auto& entry : manifest->objects) kept_.insert(tree::object_file(entry.object));
        fresh_.insert(sha256(*bytes).hex());
        fresh_.insert(manifest->catalogue.hex());
        return {};
    }

    tl::unexpected<Error> refuse(const std::string& file) const {
        return desk_.refusals().refuse(ErrorKind::Corrupt, "publish_metadata_damaged",
                                       {{"file", file}});
    }

    Result<void> sweep(const char* folder) {
        std::vector<std::string> unnamed;
        std::error_code error;
        for (const auto& entry :
             fs::recursive_directory_iterator(desk_.directory() / folder, error)) {
            if (!entry.is_regular_file(error)) continue;
            std::string file = entry.path().lexically_relative(desk_.directory()).string();
            if (!kept_.contains(file)) unnamed.push_back(std::move(file));
        }
        return remove(unnamed);
    }

    /// A delta is of use while what it makes is kept.
    Result<void> sweep_deltas() {
        std::vector<std::string> unnamed;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(desk_.directory() / tree::kDeltas, error)) {
            const std::string name = entry.path().filename();
            if (!fresh_.contains(name.substr(0, name.find('.'))))
                unnamed.push_back(fmt::format("{}/{}", tree::kDeltas, name));
        }
        return remove(unnamed);
    }

    Result<void> remove(std::vector<std::string>& files) {
        std::sort(files.begin(), files.end());
        for (auto& file : files) {
            std::error_code error;
            const auto length = fs::file_size(desk_.directory() / file, error);
            SEN_CHECK(desk_.writer().remove_file(file));
            if (!error) report_.bytes += length;
            report_.files.push_back(std::move(file));
        }
        return {};
    }

    Desk& desk_;
    std::set<std::string> seen_, kept_, fresh_;
    PruneReport report_;
};

}  // namespace

Result<PruneReport> prune(Desk& desk) {
    return Pruning(desk).run();
}

}  // namespace sen::pack
