// SPDX-License-Identifier: Apache-2.0
#include "pack_draft.h"

#include <map>

#include "base/file.h"
#include "catalogue/catalogue.h"
#include "deltas.h"
#include "store/directory_source.h"
#include "store/store.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

/// Kiosks that missed at most so many publications fetch a delta.
constexpr std::size_t kDeltaVersions = 4;

struct BuiltPack {
    store::Manifest manifest;
    std::string bytes;
    std::string target_path;
};

Result<BuiltPack> read_built(store::DirectorySource& source, const fs::path& folder,
                             RefusalLog& refusals) {
    const auto refuse = [&](const char* key) {
        return refusals.refuse(ErrorKind::Invalid, key, {{"folder", folder.string()}});
    };
    auto bytes = source.manifest();
    if (!bytes) return refuse("publish_no_pack");
    auto manifest = store::Manifest::parse(*bytes);
    if (!manifest) return refuse("publish_manifest_damaged");
    std::string target_path = manifest_target(manifest->publisher, manifest->pack);
    if (!is_manifest_target(target_path)) return refuse("publish_pack_name");
    return BuiltPack{*std::move(manifest), *std::move(bytes), std::move(target_path)};
}

Result<void> check_version(const BuiltPack& built, const std::vector<store::Manifest>& before,
                           RefusalLog& refusals) {
    if (before.empty() || built.manifest.version > before.front().version) return {};
    return refusals.refuse(ErrorKind::Invalid, "publish_version",
                           {{"pack", built.manifest.pack},
                            {"version", std::to_string(built.manifest.version)},
                            {"last", std::to_string(before.front().version)}});
}

std::vector<store::WantedObject> missing_objects(const Desk& desk, const std::string& role,
                                                 const store::Manifest& manifest,
                                                 store::ObjectSource& source) {
    std::map<Digest, const store::ManifestEntry*> distinct;
    for (const auto& entry : manifest.objects) distinct.emplace(entry.object, &entry);
    std::vector<store::WantedObject> missing;
    const fs::path drafted = desk.directory() / draft_files::folder_of(role);
    for (const auto& [object, entry] : distinct) {
        if (!find_object(desk.directory(), role, object, entry->length).empty()) continue;
        std::error_code error;
        const bool is_damaged = fs::exists(drafted / tree::object_file(object), error);
        missing.push_back({object, entry->length, entry->path,
                           manifest.publisher + "/" + manifest.pack, &source, is_damaged});
    }
    return missing;
}

Result<std::string> read_object(const Desk& desk, const std::string& role,
                                const store::Manifest& manifest, const Digest& object) {
    for (const auto& entry : manifest.objects)
        if (entry.object == object)
            return read_file(find_object(desk.directory(), role, object, entry.length),
                             store::kMaxDeltaFile);
    return fail(ErrorKind::NotFound, "no such object");
}

class DeltaWriter {
  public:
    DeltaWriter(Desk& desk, std::string role) : desk_(desk), role_(std::move(role)) {}
    std::size_t count() const { return count_; }

    Result<void> write(std::string_view old, std::string_view fresh) {
        const std::string file = tree::delta_file(sha256(fresh), sha256(old));
        const std::string drafted = draft_files::folder_of(role_) + "/" + file;
        std::error_code error;
        if (old == fresh || fs::exists(desk_.directory() / file, error) ||
            fs::exists(desk_.directory() / drafted, error))
            return {};
        const auto delta = make_delta(old, fresh);
        if (!delta) return {};
        ++count_;
        return desk_.writer().put(drafted, *delta);
    }

  private:
    Desk& desk_;
    std::string role_;
    std::size_t count_ = 0;
};

Result<std::size_t> write_deltas(Desk& desk, const std::string& role, const BuiltPack& built,
                                 const std::vector<store::Manifest>& before) {
    DeltaWriter writer(desk, role);
    const auto catalogue = read_object(desk, role, built.manifest, built.manifest.catalogue);
    for (const store::Manifest& old : before) {
        SEN_CHECK(writer.write(old.to_json(), built.bytes));
        const auto old_catalogue = read_object(desk, role, old, old.catalogue);
        if (catalogue && old_catalogue) SEN_CHECK(writer.write(*old_catalogue, *catalogue));
    }
    return writer.count();
}

}  // namespace

fs::path find_object(const fs::path& repository, const std::string& role, const Digest& object,
                     std::uint64_t length) {
    for (const fs::path& base : {repository, repository / draft_files::folder_of(role)}) {
        fs::path file = base / tree::object_file(object);
        std::error_code error;
        if (fs::file_size(file, error) == length && !error) return file;
    }
    return {};
}

Result<std::string> read_planned_target(const Desk& desk, const std::string& role,
                                        const std::string& target_path, const TargetFact& fact) {
    auto drafted = read_target(desk.directory() / draft_files::folder_of(role), target_path, fact);
    if (drafted || drafted.error().kind != ErrorKind::NotFound) return drafted;
    return read_target(desk.directory(), target_path, fact);
}

Result<bool> draft_target(Desk& desk, const std::string& role, const std::string& target_path,
                          std::string_view bytes) {
    SEN_TRY(Metadata metadata, desk.start(role));
    const TargetFact fact = fact_of(bytes);
    const auto now = targets_of(metadata);
    if (const auto found = now.find(target_path);
        found != now.end() && name_hash(found->second) == name_hash(fact))
        return false;
    Json& target = metadata.edit()["targets"][target_path];
    target["length"] = fact.length;
    target["hashes"] = fact.hashes;
    SEN_CHECK(desk.writer().put(
        draft_files::folder_of(role) + "/" + tree::target_file(target_path, name_hash(fact)),
        bytes));
    return desk.save(role, std::move(metadata));
}

Result<PackDraftReport> draft_pack(Desk& desk, const fs::path& folder) {
    SEN_CHECK(desk.require_root());
    store::SystemCalls calls;
    auto source = store::DirectorySource::open(folder, calls);
    if (!source)
        return desk.refusals().refuse(ErrorKind::NotFound, "publish_no_pack",
                                      {{"folder", folder.string()}});
    SEN_TRY(const BuiltPack built, read_built(*source, folder, desk.refusals()));
    PackDraftReport report;
    report.manifest = built.manifest;
    report.role = desk.planned().role_of_path(built.target_path);
    const std::string hash = sha256(built.bytes).hex();
    const auto now = find_target(desk.planned(), built.target_path);
    if (now && name_hash(*now) == hash) return report;
    const auto before = published_manifests(desk.directory(), desk.released(), report.role,
                                            built.target_path, kDeltaVersions);
    SEN_CHECK(check_version(built, before, desk.refusals()));
    const auto missing = missing_objects(desk, report.role, built.manifest, *source);
    SEN_CHECK(
        desk.writer().bring(missing, draft_files::folder_of(report.role) + "/" + tree::kObjects));
    report.objects = missing.size();
    for (const auto& object : missing) report.bytes += object.length;
    for (const auto& entry : built.manifest.objects)
        if (entry.object == built.manifest.catalogue &&
            !catalogue::Catalogue::open(
                find_object(desk.directory(), report.role, entry.object, entry.length)))
            return desk.refusals().refuse(ErrorKind::Corrupt, "publish_catalogue_broken",
                                          {{"folder", folder.string()}});
    SEN_TRY(report.deltas, write_deltas(desk, report.role, built, before));
    SEN_TRY(report.is_new, draft_target(desk, report.role, built.target_path, built.bytes));
    return report;
}

}  // namespace sen::pack
