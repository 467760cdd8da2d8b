// SPDX-License-Identifier: Apache-2.0
#include "store/verify.h"

#include <fcntl.h>

#include <map>
#include <utility>

namespace sen::store {

namespace {

ObjectFault fault_of(ErrorKind kind) {
    if (kind == ErrorKind::NotFound) return ObjectFault::Missing;
    return kind == ErrorKind::Io ? ObjectFault::Unreadable : ObjectFault::WrongBytes;
}

}  // namespace

std::optional<Finding> check_object(const Store& store, const Digest& object,
                                    std::uint64_t length) {
    const auto file = store.open_object(object);
    if (!file && file.error().kind == ErrorKind::NotFound)
        return Finding{ObjectFault::Missing, file.error().message};
    if (!file) return Finding{ObjectFault::Unreadable, file.error().message};
    const auto size = file_size(*file);
    if (!size) return Finding{ObjectFault::Unreadable, size.error().message};
    if (*size != length)
        return Finding{ObjectFault::WrongLength, fmt::format("{} bytes, not {}", *size, length)};
    // Clean pages are dropped, so that the disk is asked and not the memory.
    (void)::posix_fadvise(file->get(), 0, 0, POSIX_FADV_DONTNEED);
    const auto digest = digest_file(*file);
    // Nor does what was read only to be looked at push out what is in use.
    (void)::posix_fadvise(file->get(), 0, 0, POSIX_FADV_DONTNEED);
    if (!digest) return Finding{ObjectFault::Unreadable, digest.error().message};
    if (*digest != object) return Finding{ObjectFault::WrongBytes, "its SHA-256 is another"};
    return std::nullopt;
}

Result<std::set<Digest>> objects_of(const Store& store, const Generation& generation) {
    std::set<Digest> objects;
    for (const auto& pack : generation.packs) {
        SEN_TRY(const auto manifest, store.manifest(pack));
        objects.insert(pack.manifest);
        for (const auto& entry : manifest.objects) objects.insert(entry.object);
    }
    return objects;
}

VerifyReport verify(const Store& store, const Generation& generation,
                    const ProgressFunction& progress) {
    VerifyReport report{generation, 0, 0, {}};
    std::vector<std::pair<std::string, Manifest>> packs;
    Progress so_far;
    for (const auto& pack : generation.packs) {
        const std::string name = pack.publisher + "/" + pack.id;
        ++report.objects;
        if (auto manifest = store.manifest(pack)) {
            so_far.total += manifest->total_length();
            packs.emplace_back(name, std::move(*manifest));
        } else {
            report.damaged.push_back({name, layout::kManifestFile, fault_of(manifest.error().kind),
                                      manifest.error().message});
        }
    }
    std::map<Digest, std::optional<Finding>> seen;
    for (const auto& [name, manifest] : packs) {
        for (const auto& entry : manifest.objects) {
            auto known = seen.find(entry.object);
            if (known == seen.end()) {
                known = seen.emplace(entry.object, check_object(store, entry.object, entry.length))
                            .first;
                ++report.objects;
                report.bytes += entry.length;
            }
            if (known->second)
                report.damaged.push_back(
                    {name, entry.path, known->second->fault, known->second->detail});
            so_far.done += entry.length;
            if (progress) progress(so_far);
        }
    }
    return report;
}

}  // namespace sen::store
