// SPDX-License-Identifier: Apache-2.0
// The part of StoreWriter that knows the directory itself: opening and committing.
#include <algorithm>
#include <utility>

#include "base/log.h"
#include "store/store_writer.h"

namespace sen::store {

StoreWriter::StoreWriter(std::filesystem::path directory, SystemCalls& calls)
    : directory_(std::move(directory)), store_(directory_), disk_(calls, troubles_) {}

Result<void> StoreWriter::open_store(IfMissing if_missing) {
    lock_.reset();
    if (if_missing == IfMissing::Make) SEN_CHECK(disk_.make_path(directory_).map([](bool) {}));
    SEN_TRY(root_, disk_.open_root(directory_));
    SEN_TRY(lock_, disk_.lock(root_, layout::kLock));
    for (const auto& [folder, name] :
         {std::pair(&objects_, layout::kObjects), std::pair(&generations_, layout::kGenerations),
          std::pair(&staging_, layout::kStaging)}) {
        SEN_TRY(auto ensured, disk_.ensure_folder(root_, name));
        *folder = std::move(ensured.folder);
    }
    return empty_staging();
}

/// What a dead writer left: parts of objects are kept for an install that can go on with them.
Result<void> StoreWriter::empty_staging() {
    constexpr std::string_view kPart = ".part";
    SEN_TRY(const auto leftovers, disk_.list(staging_));
    for (const auto& name : leftovers) {
        if (name == layout::kPartial) continue;
        const auto stem =
            std::string_view(name).substr(0, name.size() - std::min(name.size(), kPart.size()));
        if (!name.ends_with(kPart) || !Digest::from_hex(stem)) {
            SEN_CHECK(disk_.remove(staging_, name));
            continue;
        }
        SEN_TRY(const auto partial, disk_.ensure_folder(staging_, layout::kPartial));
        // After a checker's work that may be a second name of the same file, which a rename would
        // leave alone, or a folder.
        SEN_CHECK(disk_.remove(partial.folder, std::string(stem)));
        SEN_CHECK(
            disk_.rename(staging_, name, partial.folder, std::string(stem), Disk::IfThere::Fail));
    }
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

Result<Generation> StoreWriter::commit(const Generation& base, std::vector<InstalledPack> packs) {
    Generation next{0, base.number, std::move(packs)};
    SEN_TRY(const auto numbers, store_.generation_numbers());
    next.number = std::max(base.number, numbers.empty() ? 0 : numbers.back()) + 1;
    SEN_CHECK(write_generation(next));
    SEN_CHECK(make_current(next.number));
    return next;
}

/// In its own place: nothing leads to it before `current` does, which comes after a flush of all.
Result<void> StoreWriter::write_generation(const Generation& generation) {
    SEN_TRY(const auto ensured,
            disk_.ensure_folder(generations_, std::to_string(generation.number)));
    const auto& folder = ensured.folder;
    SEN_TRY(const auto file, disk_.create_file(folder, layout::kGenerationFile));
    return disk_.write(file, generation.to_json(), folder.at(layout::kGenerationFile));
}

Result<void> StoreWriter::make_current(std::uint64_t number) {
    return disk_.point_last(root_, layout::kCurrent, layout::generation_target(number));
}

}  // namespace sen::store
