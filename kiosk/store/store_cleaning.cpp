// SPDX-License-Identifier: Apache-2.0
// The part of StoreWriter that takes away what nothing names any more.
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/log.h"
#include "store/store_writer.h"

namespace sen::store {

namespace {

// Broken downloads that are kept: a few, and never more than the largest object.
constexpr std::size_t kMaxPartials = 128;
constexpr std::uint64_t kMaxPartialBytes = kMaxObjectBytes;

constexpr std::uint64_t kStatusBlock = 512;  // the unit of st_blocks

}  // namespace

bool StoreWriter::Kept::is_kept(std::uint64_t number) const {
    return (current && current->number == number) || (previous && previous->number == number);
}

Result<StoreWriter::Kept> StoreWriter::find_kept(const std::vector<Offer>& offers) const {
    Kept kept;
    const auto current = store_.current();
    // Of a damaged store nothing is thrown away: what is left may be all there is.
    if (!current && current.error().kind != ErrorKind::NotFound)
        return tl::unexpected(current.error());
    if (current) {
        kept.current = *current;
        SEN_TRY(kept.named, objects_of(store_, *current));
    }
    const auto previous = store_.previous();
    if (!previous && previous.error().kind != ErrorKind::NotFound)
        return tl::unexpected(previous.error());
    if (previous) {
        kept.previous = *previous;
        SEN_TRY(kept.named_previous, objects_of(store_, *previous));
    }
    for (const auto& offer : offers) {
        kept.named.insert(offer.pack.manifest);
        for (const auto& entry : offer.manifest.objects) {
            kept.named.insert(entry.object);
            if (offer.source->can_resume()) kept.resumable.insert(entry.object);
        }
    }
    return kept;
}

Result<std::vector<StoreWriter::Leftover>> StoreWriter::find_leftovers(const Kept& kept) {
    std::vector<Leftover> leftovers;
    // A name that cannot be looked at is removed all the same; it only counts for nothing.
    const auto look_at = [&](const Folder& folder, const std::string& name) {
        struct stat facts {};
        if (disk_.calls().status_at(folder.fd.get(), name, facts) < 0) facts = {};
        return facts;
    };
    const auto add = [&](const Folder& folder, const std::string& name) {
        const auto blocks = static_cast<std::uint64_t>(look_at(folder, name).st_blocks);
        leftovers.push_back({folder.name, name, blocks * kStatusBlock});
    };
    SEN_TRY(const auto folders, disk_.list(objects_));
    for (const auto& folder_name : folders) {
        SEN_TRY(const auto folder, disk_.open_folder(objects_, folder_name));
        SEN_TRY(const auto names, disk_.list(folder));
        for (const auto& name : names) {
            const auto digest = Digest::from_hex(name);
            const bool is_named =
                digest && (kept.named.contains(*digest) || kept.named_previous.contains(*digest));
            if (!is_named) add(folder, name);
        }
    }
    SEN_TRY(const auto partials, disk_.open_if_there(staging_, layout::kPartial));
    if (partials) {
        SEN_TRY(auto names, disk_.list(*partials));
        std::sort(names.begin(), names.end());
        std::size_t count = 0;
        std::uint64_t bytes = 0;
        for (const auto& name : names) {
            const auto digest = Digest::from_hex(name);
            bytes += static_cast<std::uint64_t>(look_at(*partials, name).st_size);
            const bool is_within = ++count <= kMaxPartials && bytes <= kMaxPartialBytes;
            if (!digest || !kept.resumable.contains(*digest) || !is_within) add(*partials, name);
        }
    }
    SEN_TRY(const auto quarantine, disk_.open_if_there(root_, layout::kQuarantine));
    if (quarantine) {
        SEN_TRY(const auto names, disk_.list(*quarantine));
        for (const auto& name : names) add(*quarantine, name);
    }
    return leftovers;
}

Result<void> StoreWriter::clean_up(const std::vector<Offer>& offers, Previous previous) {
    const Trouble first = troubles_.last();
    bool has_removed = false;
    if (auto done = remove_unnamed(offers, previous, has_removed); !done)
        log::warning("store: clean-up put off: {}", done.error().message);
    troubles_.restore(first);
    if (!has_removed) return {};
    return disk_.sync_disk(root_);
}

void StoreWriter::clean_up_last() {
    const Trouble first = troubles_.last();
    if (auto done = clean_up({}); !done) log::warning("{}", done.error().message);
    troubles_.restore(first);
}

Result<void> StoreWriter::remove_unnamed(const std::vector<Offer>& offers, Previous previous,
                                         bool& has_removed) {
    SEN_TRY(auto kept, find_kept(offers));
    if (previous == Previous::Drop) {
        kept.previous.reset();
        kept.named_previous.clear();
    }
    SEN_TRY(const auto numbers, store_.generation_numbers());
    for (const auto number : numbers) {
        if (kept.is_kept(number)) continue;
        has_removed = true;
        SEN_CHECK(disk_.remove(generations_, std::to_string(number)));
    }
    // Its objects go next: it must not come back without them.
    if (previous == Previous::Drop) SEN_CHECK(disk_.sync(generations_));
    const bool is_undone_kept =
        kept.current && kept.previous && kept.previous->previous == kept.current->number;
    if (!is_undone_kept) SEN_CHECK(disk_.remove_file(root_, layout::kUndone));
    SEN_TRY(const auto leftovers, find_leftovers(kept));
    for (const auto& leftover : leftovers) {
        has_removed = true;
        SEN_TRY(const auto folder, disk_.open_folder(root_, leftover.folder));
        SEN_CHECK(disk_.remove(folder, leftover.name));
    }
    // An empty folder of broken downloads says nothing.
    (void)disk_.calls().unlink(staging_.fd.get(), layout::kPartial, AT_REMOVEDIR);
    return {};
}

}  // namespace sen::store
