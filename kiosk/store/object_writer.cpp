// SPDX-License-Identifier: Apache-2.0
#include "store/object_writer.h"

#include <algorithm>
#include <cerrno>

#include "store/store.h"

namespace sen::store {

namespace {

// Many files written before the first flush let a card merge its writes; the bounds keep few
// descriptors open and little unflushed data in memory.
constexpr std::size_t kBatchFiles = 64;
constexpr std::uint64_t kBatchBytes = 32 << 20;
// Each fsync of a folder makes the disk empty its own cache; from this many on one flush of all is
// quicker.
constexpr std::size_t kFewFolders = 8;

tl::unexpected<Error> source_trouble(TroubleLog& troubles, const WantedObject& wanted,
                                     const Error& error) {
    Trouble trouble;
    trouble.file = wanted.path;
    trouble.kind = Trouble::Kind::ObjectDamaged;
    if (error.kind == ErrorKind::NotFound) trouble.kind = Trouble::Kind::ObjectMissing;
    if (error.kind == ErrorKind::Io) trouble.kind = Trouble::Kind::SourceUnreadable;
    return troubles.report(std::move(trouble), error.kind,
                           fmt::format("{}: {}", wanted.path, error.message));
}

}  // namespace

ObjectWriter::ObjectWriter(Disk& disk, const Folder& staging, const Folder& objects)
    : disk_(disk), staging_(staging), objects_(objects) {}

Result<void> ObjectWriter::write(std::span<const WantedObject> wanted, ObjectSource& source,
                                 const ProgressFunction& progress) {
    progress_ = &progress;
    work_done_ = work_total_ = 0;
    for (const auto& object : wanted) work_total_ += 2 * object.length;
    Parts fresh, flushed;
    auto result = write_batches(wanted, source, fresh, flushed);
    if (result) return result;
    // The first error is the one to tell; staging/ is wiped again before the next install.
    const Trouble first = disk_.troubles().last();
    for (const auto* parts : {&fresh, &flushed})
        for (const auto& part : *parts) (void)disk_.remove_file(staging_, part.name);
    disk_.troubles().restore(first);
    return result;
}

/// While a batch is written, the disk reads the one before again: neither waits for the other.
Result<void> ObjectWriter::write_batches(std::span<const WantedObject> wanted, ObjectSource& source,
                                         Parts& fresh, Parts& flushed) {
    while (!wanted.empty()) {
        std::size_t count = 0;
        std::uint64_t bytes = 0;
        do {
            bytes += wanted[count++].length;
        } while (count < wanted.size() && count < kBatchFiles &&
                 bytes + wanted[count].length <= kBatchBytes);
        SEN_CHECK(copy_batch(wanted.first(count), source, fresh));
        wanted = wanted.subspan(count);
        SEN_CHECK(finish(flushed));
        SEN_CHECK(flush(fresh));
        flushed = std::move(fresh);
        fresh.clear();
    }
    return finish(flushed);
}

Result<void> ObjectWriter::copy_batch(std::span<const WantedObject> batch, ObjectSource& source,
                                      Parts& parts) {
    for (const auto& wanted : batch) {
        const std::string name = wanted.object.hex() + ".part";
        SEN_TRY(auto file, disk_.create_file(staging_, name));
        parts.push_back({&wanted, name, std::move(file)});
        SEN_CHECK(copy(wanted, source, parts.back().file, name));
        (void)disk_.calls().start_writing(parts.back().file.get());
    }
    return {};
}

Result<void> ObjectWriter::flush(const Parts& parts) {
    for (const auto& part : parts) SEN_CHECK(disk_.sync(part.file, staging_.at(part.name)));
    for (const auto& part : parts)
        (void)disk_.calls().read_afresh(part.file.get(), part.wanted->length);
    return {};
}

Result<void> ObjectWriter::finish(Parts& parts) {
    for (auto& part : parts) {
        SEN_CHECK(read_back(part));
        SEN_CHECK(give_name(part));
        part.file.reset();
    }
    parts.clear();
    return {};
}

Result<void> ObjectWriter::copy(const WantedObject& wanted, ObjectSource& source,
                                const UniqueFd& file, const std::string& name) {
    const auto damaged = [&](std::string why) {
        return source_trouble(disk_.troubles(), wanted, {ErrorKind::Corrupt, std::move(why)});
    };
    auto stream = source.open(wanted.object);
    if (!stream) return source_trouble(disk_.troubles(), wanted, stream.error());
    if (wanted.length > 0) {
        // Reserved now, a full disk shows before the bytes are moved.
        const int answer = disk_.calls().allocate(file.get(), wanted.length);
        if (answer < 0) return disk_.troubles().store_call(-answer, "reserve", staging_.at(name));
    }
    hash_.begin();
    std::uint64_t length = 0;
    while (true) {
        const auto buffer = hash_.buffer();
        const auto count = (*stream)->read(buffer);
        if (!count) return source_trouble(disk_.troubles(), wanted, count.error());
        if (*count == 0) break;
        length += *count;
        if (length > wanted.length)
            return damaged(fmt::format("more than its {} bytes", wanted.length));
        const auto piece = buffer.first(*count);
        hash_.add(piece.size());
        SEN_CHECK(disk_.write(file, {reinterpret_cast<const char*>(piece.data()), piece.size()},
                              staging_.at(name)));
        advance(*count);
    }
    if (length < wanted.length)
        return damaged(fmt::format("cut after {} of {} bytes", length, wanted.length));
    if (hash_.finish() != wanted.object) return damaged("its SHA-256 is another");
    // Before the flush, so that the flush makes the mode durable too.
    const int answer = disk_.calls().change_mode(file.get(), 0444);
    if (answer < 0) return disk_.troubles().store_call(-answer, "chmod", staging_.at(name));
    return {};
}

Result<void> ObjectWriter::read_back(const Part& part) {
    // Cards exist that take every byte and give back others; only what the disk says counts.
    hash_.begin();
    std::uint64_t length = 0;
    while (length < part.wanted->length) {
        const ssize_t count =
            disk_.calls().read(part.file.get(), hash_.buffer(), static_cast<off_t>(length));
        if (count < 0)
            return disk_.troubles().store_call(static_cast<int>(-count), "read back",
                                               staging_.at(part.name));
        if (count == 0) break;
        hash_.add(static_cast<std::size_t>(count));
        length += static_cast<std::uint64_t>(count);
        advance(static_cast<std::uint64_t>(count));
    }
    if (hash_.finish() != part.wanted->object) {
        Trouble trouble;
        trouble.kind = Trouble::Kind::StoreFailed;
        trouble.file = part.wanted->path;
        return disk_.troubles().report(
            std::move(trouble), ErrorKind::Io,
            fmt::format("store: {} was written and reads back otherwise", part.wanted->path));
    }
    return {};
}

Result<void> ObjectWriter::give_name(const Part& part) {
    const std::string folder_name = layout::object_folder(part.wanted->object);
    SEN_TRY(const auto ensured, disk_.ensure_folder(objects_, folder_name));
    touch(part.wanted->object);
    return disk_.rename(staging_, part.name, ensured.folder, part.wanted->object.hex(),
                        part.wanted->is_damaged ? Disk::IfThere::Replace : Disk::IfThere::Fail);
}

void ObjectWriter::touch(const Digest& object) {
    touched_.insert(layout::object_folder(object));
}

Result<void> ObjectWriter::sync_folders() {
    if (touched_.size() > kFewFolders) {
        const int answer = disk_.calls().sync_disk(objects_.fd.get());
        if (answer < 0) return disk_.troubles().store_call(-answer, "sync the disk of", "objects");
        touched_.clear();
        return {};
    }
    for (const auto& name : touched_) {
        SEN_TRY(const Folder folder, disk_.open_folder(objects_, name));
        SEN_CHECK(disk_.sync(folder));
    }
    if (!touched_.empty()) SEN_CHECK(disk_.sync(objects_));
    touched_.clear();
    return {};
}

void ObjectWriter::advance(std::uint64_t bytes) {
    work_done_ += bytes;
    if (*progress_) (*progress_)({work_done_ / 2, work_total_ / 2});
}

}  // namespace sen::store
