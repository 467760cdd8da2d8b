// SPDX-License-Identifier: Apache-2.0
// The part of StoreWriter that knows the directory itself: opening, committing, cleaning up.
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <tuple>
#include <utility>

#include "base/log.h"
#include "store/store_writer.h"

namespace sen::store {

namespace {
using Kind = Trouble::Kind;
constexpr const char* kStagedGeneration = "generation";  // in staging/
}  // namespace

StoreWriter::StoreWriter(std::filesystem::path directory, SystemCalls& calls)
    : directory_(std::move(directory)), store_(directory_), disk_(calls, troubles_) {}

Result<void> StoreWriter::open_store(IfMissing if_missing) {
    lock_.reset();
    const std::string path = (directory_ / ".").string();
    int fd = disk_.calls().open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
    if (fd == -ENOENT && if_missing == IfMissing::Make) {
        SEN_CHECK(make_store_directory());
        fd = disk_.calls().open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
    }
    if (fd == -ENOENT) {
        Trouble trouble;
        trouble.kind = Kind::NothingInstalled;
        return troubles_.report(std::move(trouble), ErrorKind::NotFound,
                                fmt::format("no store at {}", directory_.string()));
    }
    if (fd < 0) return troubles_.store_call(-fd, "open", directory_.string());
    root_ = Folder{UniqueFd(fd), ""};
    SEN_CHECK(lock());
    bool was_made = false;
    for (const auto& [folder, name] :
         {std::pair(&objects_, layout::kObjects), std::pair(&generations_, layout::kGenerations),
          std::pair(&staging_, layout::kStaging)}) {
        SEN_TRY(auto ensured, disk_.ensure_folder(root_, name));
        was_made = was_made || ensured.was_made;
        *folder = std::move(ensured.folder);
    }
    // A commit must never be more durable than the folders that it leads to.
    if (was_made) SEN_CHECK(disk_.sync(root_.fd, "the store"));
    SEN_TRY(const auto leftovers, disk_.list(staging_));
    for (const auto& name : leftovers) SEN_CHECK(disk_.remove(staging_, name));
    return {};
}

Result<void> StoreWriter::make_store_directory() {
    std::filesystem::path prefix;
    for (const auto& part : std::filesystem::absolute(directory_).lexically_normal()) {
        const auto parent = prefix;
        prefix /= part;
        if (part.empty() || prefix == prefix.root_path()) continue;
        const int made = disk_.calls().make_directory(AT_FDCWD, prefix.string(), 0755);
        if (made == -EEXIST) continue;
        if (made < 0) return troubles_.store_call(-made, "make", prefix.string());
        const UniqueFd above(
            disk_.calls().open(AT_FDCWD, (parent / ".").string(), O_RDONLY | O_DIRECTORY, 0));
        if (!above) return troubles_.store_call(-above.get(), "open", parent.string());
        SEN_CHECK(disk_.sync(above, parent.string()));
    }
    return {};
}

Result<void> StoreWriter::lock() {
    UniqueFd file(disk_.calls().open(root_.fd.get(), layout::kLock, O_RDWR | O_CREAT, 0644));
    if (!file) return troubles_.store_call(-file.get(), "open", layout::kLock);
    const int answer = disk_.calls().lock(file.get());
    if (answer == -EWOULDBLOCK) {
        Trouble trouble;
        trouble.kind = Kind::Locked;
        return troubles_.report(std::move(trouble), ErrorKind::Io,
                                "store: another program is writing to it");
    }
    if (answer < 0) return troubles_.store_call(-answer, "lock", layout::kLock);
    lock_ = std::move(file);
    return {};
}

Result<Generation> StoreWriter::base_generation() {
    auto current = store_.current();
    if (current) return current;
    Trouble trouble;
    trouble.file = layout::kCurrent;
    switch (current.error().kind) {
        case ErrorKind::NotFound:
            return Generation{};
        case ErrorKind::Corrupt:
            // Content must keep coming to a kiosk that nobody repairs: go on from what is left.
            log::warning("{}; going on from the newest readable generation",
                         current.error().message);
            return newest_readable().value_or(Generation{});
        case ErrorKind::Unsupported:
            trouble.kind = Kind::StoreUnsupported;
            break;
        default:
            trouble.kind = Kind::StoreFailed;
    }
    return troubles_.report(std::move(trouble), current.error().kind, current.error().message);
}

std::optional<Generation> StoreWriter::newest_readable() const {
    auto numbers = store_.generation_numbers().value_or(std::vector<std::uint64_t>{});
    std::reverse(numbers.begin(), numbers.end());
    for (const auto number : numbers) {
        auto generation = store_.generation(number);
        if (generation && objects_of(store_, *generation)) return std::move(*generation);
    }
    return std::nullopt;
}

Result<Generation> StoreWriter::commit(const Generation& base, const InstalledPack& pack) {
    Generation next{0, base.number, base.packs};
    std::erase_if(next.packs, [&](const InstalledPack& old) {
        return old.publisher == pack.publisher && old.id == pack.id;
    });
    next.packs.push_back(pack);
    std::sort(next.packs.begin(), next.packs.end(), [](const auto& a, const auto& b) {
        return std::tie(a.publisher, a.id) < std::tie(b.publisher, b.id);
    });
    SEN_TRY(const auto numbers, store_.generation_numbers());
    next.number = std::max(base.number, numbers.empty() ? 0 : numbers.back()) + 1;
    SEN_CHECK(write_generation(next));
    SEN_CHECK(make_current(next.number));
    return next;
}

Result<void> StoreWriter::write_generation(const Generation& generation) {
    {
        SEN_TRY(const auto staged, disk_.ensure_folder(staging_, kStagedGeneration));
        const auto& folder = staged.folder;
        SEN_TRY(const auto file, disk_.create_file(folder, layout::kGenerationFile));
        const auto name = folder.at(layout::kGenerationFile);
        SEN_CHECK(disk_.write(file, generation.to_json(), name));
        SEN_CHECK(disk_.sync(file, name));
        SEN_CHECK(disk_.sync(folder));
    }
    SEN_CHECK(disk_.rename(staging_, kStagedGeneration, generations_,
                           std::to_string(generation.number), Disk::IfThere::Fail));
    return disk_.sync(generations_);
}

Result<void> StoreWriter::make_current(std::uint64_t number) {
    SEN_CHECK(disk_.point(root_, layout::kCurrent, layout::generation_target(number)));
    return disk_.sync(root_.fd, layout::kCurrent);
}

Result<Generation> StoreWriter::roll_back() {
    troubles_.clear();
    SEN_CHECK(open_store(IfMissing::Fail));
    const auto current = store_.current();
    auto target = store_.previous();
    if (!current && current.error().kind == ErrorKind::Corrupt) {
        if (auto other = newest_readable()) target = std::move(*other);
    }
    if (!target) {
        Trouble trouble;
        trouble.kind = current ? Kind::NoPrevious : Kind::NothingInstalled;
        return troubles_.report(std::move(trouble), target.error().kind, target.error().message);
    }
    SEN_CHECK(check_complete(*target));
    if (current && current->previous == target->number) {
        // Durable first: without it the way back would be forgotten. Until `current` moves it means
        // nothing, because it only counts when it was installed on top of what is current.
        SEN_CHECK(disk_.point(root_, layout::kUndone, layout::generation_target(current->number)));
        SEN_CHECK(disk_.sync(root_.fd, layout::kUndone));
    }
    SEN_CHECK(make_current(target->number));
    return target;
}

Result<void> StoreWriter::check_complete(const Generation& generation) {
    for (const auto& pack : generation.packs) {
        Trouble trouble;
        trouble.kind = Kind::StoreDamaged;
        trouble.pack = pack.publisher + "/" + pack.id;
        trouble.file = layout::kManifestFile;
        const auto manifest = store_.manifest(pack);
        if (!manifest)
            return troubles_.report(std::move(trouble), ErrorKind::Corrupt,
                                    manifest.error().message);
        for (const auto& entry : manifest->objects) {
            const WantedObject object{entry.object, entry.length, entry.path, false};
            SEN_TRY(const auto presence, look_at(object, false));
            if (presence == Presence::Good) continue;
            trouble.file = entry.path;
            return troubles_.report(
                std::move(trouble), ErrorKind::Corrupt,
                fmt::format("generation {} lacks {}", generation.number, entry.path));
        }
    }
    return {};
}

void StoreWriter::clean_up(const Manifest* also) {
    const Trouble first = troubles_.last();
    if (auto done = remove_unnamed(also); !done)
        log::warning("store: clean-up put off: {}", done.error().message);
    troubles_.restore(first);
}

Result<void> StoreWriter::remove_unnamed(const Manifest* also) {
    const auto current = store_.current();
    // Of a damaged store nothing is thrown away: what is left may be all there is.
    if (!current && current.error().kind != ErrorKind::NotFound)
        return tl::unexpected(current.error());
    std::vector<Generation> kept;
    if (current) kept.push_back(*current);
    const auto previous = store_.previous();
    if (!previous && previous.error().kind != ErrorKind::NotFound)
        return tl::unexpected(previous.error());
    if (previous) kept.push_back(*previous);
    std::set<Digest> named;
    for (const auto& generation : kept) {
        SEN_TRY(const auto objects, objects_of(store_, generation));
        named.insert(objects.begin(), objects.end());
    }
    if (also != nullptr)
        for (const auto& entry : also->objects) named.insert(entry.object);
    SEN_TRY(const auto numbers, store_.generation_numbers());
    for (const auto number : numbers) {
        const bool is_kept = std::any_of(
            kept.begin(), kept.end(), [&](const Generation& one) { return one.number == number; });
        if (!is_kept) SEN_CHECK(disk_.remove(generations_, std::to_string(number)));
    }
    const bool is_undone_kept = kept.size() == 2 && kept[1].previous == kept[0].number;
    if (!is_undone_kept) SEN_CHECK(disk_.remove_file(root_, layout::kUndone));
    SEN_TRY(const auto folders, disk_.list(objects_));
    for (const auto& folder_name : folders) {
        SEN_TRY(const auto folder, disk_.open_folder(objects_, folder_name));
        SEN_TRY(const auto names, disk_.list(folder));
        for (const auto& name : names) {
            const auto digest = Digest::from_hex(name);
            if (!digest || !named.contains(*digest)) SEN_CHECK(disk_.remove(folder, name));
        }
    }
    return {};
}

}  // namespace sen::store
