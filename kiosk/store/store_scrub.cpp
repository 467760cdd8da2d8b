// SPDX-License-Identifier: Apache-2.0
// The part of StoreWriter that looks for damage and heals it.
#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include "base/log.h"
#include "store/store_writer.h"

namespace sen::store {

namespace {

// What is kept of damaged files, so that bad places of a card are not written to again at once.
constexpr std::size_t kMaxQuarantined = 64;
constexpr std::uint64_t kMaxQuarantineBytes = 256 << 20;

constexpr std::uint64_t kAnyLength = kMaxManifestBytes;

}  // namespace

/// Every object that the current and the previous generation name, once; a manifest that cannot be
/// read stands alone.
std::map<Digest, StoreWriter::Installed> StoreWriter::list_installed() const {
    std::map<Digest, Installed> all;
    for (const auto& generation : {store_.current(), store_.previous()}) {
        if (!generation) continue;
        for (const auto& pack : generation->packs) {
            const auto manifest = store_.manifest(pack);
            all.insert({pack.manifest, {pack, layout::kManifestFile, kAnyLength, true}});
            if (!manifest) continue;
            for (const auto& entry : manifest->objects)
                all.insert({entry.object, {pack, entry.path, entry.length, false}});
        }
    }
    return all;
}

Result<ScrubReport> StoreWriter::scrub(const ScrubOptions& options) {
    troubles_.clear();
    SEN_CHECK(open_store(IfMissing::Fail));
    if (const auto current = store_.current(); !current) {
        Trouble trouble;
        trouble.kind = current.error().kind == ErrorKind::NotFound ? Kind::NothingInstalled
                                                                   : Kind::StoreDamaged;
        trouble.file = layout::kCurrent;
        return troubles_.report(std::move(trouble), current.error().kind, current.error().message);
    }
    const auto all = list_installed();
    auto next = all.begin();
    if (options.start == ScrubOptions::Start::WhereItStopped) {
        const auto hex = read_file(directory_ / layout::kScrubbed, 64);
        const auto last = hex ? Digest::from_hex(*hex) : fail(ErrorKind::NotFound, "no scrub yet");
        if (last) next = all.upper_bound(*last);
        if (next == all.end()) next = all.begin();
    }
    std::uint64_t left = 0;
    for (auto at = next; at != all.end(); ++at)
        left += at->second.is_manifest ? 0 : at->second.length;
    Progress progress{0, std::min(left, options.budget)};
    ScrubReport report;
    std::map<Digest, std::size_t> damaged;
    Digest last;
    while (next != all.end() && (report.objects == 0 || report.bytes < options.budget)) {
        const auto& [digest, object] = *next++;
        last = digest;
        ++report.objects;
        if (!object.is_manifest) report.bytes += object.length;
        if (const auto finding = check_installed(digest, object)) {
            damaged[digest] = report.damaged.size();
            const std::string pack = object.pack.publisher + "/" + object.pack.id;
            report.damaged.push_back({{pack, object.path, finding->fault, finding->detail}, false});
            SEN_CHECK(quarantine(digest));
        }
        progress.done = std::min(report.bytes, progress.total);
        if (options.progress) options.progress(progress);
    }
    report.is_finished = next == all.end();
    for (const auto& [digest, index] : damaged) {
        SEN_TRY(report.damaged[index].is_healed, fetch_again(digest, all.at(digest), options));
    }
    if (report.objects > 0)
        SEN_CHECK(disk_.write_whole(root_, layout::kScrubbed,
                                    report.is_finished ? std::string() : last.hex()));
    return report;
}

std::optional<Finding> StoreWriter::check_installed(const Digest& digest,
                                                    const Installed& object) const {
    if (!object.is_manifest) return check_object(store_, digest, object.length);
    const auto manifest = store_.manifest(object.pack);
    if (manifest) return std::nullopt;
    const bool is_missing = manifest.error().kind == ErrorKind::NotFound;
    return Finding{is_missing ? ObjectFault::Missing : ObjectFault::WrongBytes,
                   manifest.error().message};
}

Result<void> StoreWriter::quarantine(const Digest& digest) {
    SEN_TRY(const auto folder, disk_.open_if_there(objects_, layout::object_folder(digest)));
    const std::string name = digest.hex();
    struct stat facts {};
    if (!folder || disk_.calls().status_at(folder->fd.get(), name, facts) == -ENOENT) return {};
    SEN_TRY(const auto ensured, disk_.ensure_folder(root_, layout::kQuarantine));
    SEN_TRY(const auto names, disk_.list(ensured.folder));
    std::uint64_t bytes = static_cast<std::uint64_t>(facts.st_size);
    for (const auto& other : names) {
        struct stat other_facts {};
        if (disk_.calls().status_at(ensured.folder.fd.get(), other, other_facts) >= 0)
            bytes += static_cast<std::uint64_t>(other_facts.st_size);
    }
    if (!S_ISREG(facts.st_mode) || names.size() >= kMaxQuarantined || bytes > kMaxQuarantineBytes)
        return disk_.remove(*folder, name);
    return disk_.rename(*folder, name, ensured.folder, name, Disk::IfThere::Replace);
}

Result<bool> StoreWriter::fetch_again(const Digest& digest, const Installed& object,
                                      const ScrubOptions& options) {
    // A manifest's length is not known without it; it comes back with the next install of its pack.
    if (object.is_manifest || !options.source_of) return false;
    ObjectSource* source = options.source_of(object.pack);
    if (source == nullptr) return false;
    const WantedObject wanted{digest,      object.length,
                              object.path, object.pack.publisher + "/" + object.pack.id,
                              source,      false};
    ObjectWriter writer(disk_, staging_, objects_);
    const auto written = writer.write({&wanted, 1}, {});
    if (!written) {
        // A source that lacks one object may have the others; a store that fails has none.
        const auto kind = troubles_.last().kind;
        if (kind != Kind::ObjectMissing && kind != Kind::ObjectDamaged &&
            kind != Kind::SourceUnreadable)
            return tl::unexpected(written.error());
        log::warning("scrub: {} could not be fetched again: {}", object.path,
                     written.error().message);
        troubles_.clear();
        return false;
    }
    SEN_CHECK(writer.sync_folders());
    return true;
}

}  // namespace sen::store
