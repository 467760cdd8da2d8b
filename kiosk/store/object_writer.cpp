// SPDX-License-Identifier: Apache-2.0
#include "store/object_writer.h"

#include <fcntl.h>

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
    trouble.pack = wanted.pack;
    trouble.kind = Trouble::Kind::ObjectDamaged;
    if (error.kind == ErrorKind::NotFound) trouble.kind = Trouble::Kind::ObjectMissing;
    if (error.kind == ErrorKind::Io) trouble.kind = Trouble::Kind::SourceUnreadable;
    return troubles.report(std::move(trouble), error.kind,
                           fmt::format("{}: {}", wanted.path, error.message));
}

}  // namespace

ObjectWriter::ObjectWriter(Disk& disk, const Folder& staging, const Folder& objects)
    : disk_(disk), staging_(staging), objects_(objects) {}

Result<void> ObjectWriter::write(std::span<const WantedObject> wanted,
                                 const ProgressFunction& progress) {
    progress_ = &progress;
    work_done_ = work_total_ = 0;
    for (const auto& object : wanted) work_total_ += 2 * object.length;
    hash_.begin();
    Parts fresh, flushed;
    auto result = write_batches(wanted, fresh, flushed);
    if (result) return result;
    // The first error is the one to tell.
    const Trouble first = disk_.troubles().last();
    drop(fresh);
    drop(flushed);
    disk_.troubles().restore(first);
    return result;
}

/// What stays is taken up by the next act, when staging/ is emptied.
void ObjectWriter::drop(const Parts& parts) {
    const bool is_break = disk_.troubles().last().kind == Trouble::Kind::SourceUnreadable;
    for (const auto& part : parts)
        if (!is_break || !part.wanted->source->can_resume())
            (void)disk_.remove_file(staging_, part.name);
}

/// While a batch is written, the disk reads the one before again: neither waits for the other.
/// While the disk flushes it, both are hashed: the verdicts come last.
Result<void> ObjectWriter::write_batches(std::span<const WantedObject> wanted, Parts& fresh,
                                         Parts& flushed) {
    while (!wanted.empty()) {
        std::size_t count = 0;
        std::uint64_t bytes = 0;
        do {
            bytes += wanted[count++].length;
        } while (count < wanted.size() && count < kBatchFiles &&
                 bytes + wanted[count].length <= kBatchBytes);
        SEN_CHECK(copy_batch(wanted.first(count), fresh));
        wanted = wanted.subspan(count);
        SEN_CHECK(read_back(flushed));
        SEN_CHECK(flush(fresh));
        SEN_CHECK(check_copies(fresh));
        SEN_CHECK(finish(flushed));
        flushed = std::move(fresh);
        fresh.clear();
    }
    SEN_CHECK(read_back(flushed));
    return finish(flushed);
}

Result<void> ObjectWriter::copy_batch(std::span<const WantedObject> batch, Parts& parts) {
    for (const auto& wanted : batch) {
        Part& part = parts.emplace_back(Part{&wanted, wanted.object.hex() + ".part", {}});
        SEN_TRY(const auto kept, take_partial(part));
        // Its digest is needed at once, and the older ones come first.
        if (kept > 0) SEN_CHECK(check_copies(parts));
        SEN_TRY(const bool is_whole, copy(part, kept));
        if (!is_whole) {
            SEN_CHECK(disk_.remove_file(staging_, part.name));
            SEN_TRY(part.file, disk_.create_file(staging_, part.name));
            SEN_CHECK(copy(part, 0));
        }
        (void)disk_.calls().start_writing(part.file.get());
    }
    return {};
}

Result<std::uint64_t> ObjectWriter::take_partial(Part& part) {
    const auto begin_anew = [&]() -> Result<std::uint64_t> {
        SEN_TRY(part.file, disk_.create_file(staging_, part.name));
        return 0;
    };
    if (!part.wanted->source->can_resume()) return begin_anew();
    SEN_TRY(const auto partial, disk_.open_if_there(staging_, layout::kPartial));
    const std::string hex = part.wanted->object.hex();
    struct stat facts {};
    if (!partial || disk_.calls().status_at(partial->fd.get(), hex, facts) < 0) return begin_anew();
    const auto length = static_cast<std::uint64_t>(facts.st_size);
    SEN_CHECK(disk_.rename(*partial, hex, staging_, part.name, Disk::IfThere::Fail));
    // One with a second name (a checker's work after a cut) may be a whole object: it is not added
    // to.
    if (!S_ISREG(facts.st_mode) || facts.st_nlink != 1 || length > part.wanted->length) {
        SEN_CHECK(disk_.remove(staging_, part.name));
        return begin_anew();
    }
    // A whole one may be read-only already.
    const int flags = length == part.wanted->length ? O_RDONLY : O_RDWR | O_APPEND;
    const int fd = disk_.calls().open(staging_.fd.get(), part.name, flags, 0);
    if (fd < 0) return disk_.troubles().store_call(-fd, "open", staging_.at(part.name));
    part.file = UniqueFd(fd);
    return length;
}

Result<void> ObjectWriter::flush(const Parts& parts) {
    // An empty file has no bytes to lose.
    for (const auto& part : parts)
        if (part.wanted->length > 0) SEN_CHECK(disk_.sync(part.file, staging_.at(part.name)));
    for (const auto& part : parts)
        (void)disk_.calls().read_afresh(part.file.get(), part.wanted->length);
    return {};
}

Result<void> ObjectWriter::read_back(const Parts& parts) {
    for (const auto& part : parts) {
        SEN_CHECK(read_part(part, part.wanted->length));
        hash_.end();
    }
    return {};
}

Result<void> ObjectWriter::check_copies(Parts& parts) {
    for (auto& part : parts) {
        if (!part.is_hashing) continue;
        part.is_hashing = false;
        if (hash_.next_digest() != part.wanted->object)
            return source_trouble(disk_.troubles(), *part.wanted,
                                  {ErrorKind::Corrupt, "its SHA-256 is another"});
    }
    return {};
}

Result<void> ObjectWriter::finish(Parts& parts) {
    for (auto& part : parts) {
        // Cards exist that take every byte and give back others; only what the disk says counts.
        if (hash_.next_digest() != part.wanted->object) {
            Trouble trouble;
            trouble.kind = Trouble::Kind::StoreFailed;
            trouble.file = part.wanted->path;
            return disk_.troubles().report(
                std::move(trouble), ErrorKind::Io,
                fmt::format("store: {} was written and reads back otherwise", part.wanted->path));
        }
        SEN_CHECK(give_name(part));
        part.file.reset();
    }
    parts.clear();
    return {};
}

Result<bool> ObjectWriter::copy(Part& part, std::uint64_t kept) {
    const auto& wanted = *part.wanted;
    const auto damaged = [&](std::string why) {
        return source_trouble(disk_.troubles(), wanted, {ErrorKind::Corrupt, std::move(why)});
    };
    SEN_TRY(std::uint64_t length, read_part(part, kept));
    if (length < wanted.length || kept == 0) {
        auto stream = wanted.source->open(wanted.object, length);
        if (!stream) return source_trouble(disk_.troubles(), wanted, stream.error());
        if (wanted.length > 0) {
            // Reserved now, a full disk shows before the bytes are moved.
            const int answer = disk_.calls().allocate(part.file.get(), wanted.length);
            if (answer < 0)
                return disk_.troubles().store_call(-answer, "reserve", staging_.at(part.name));
        }
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
            SEN_CHECK(disk_.write(part.file,
                                  {reinterpret_cast<const char*>(piece.data()), piece.size()},
                                  staging_.at(part.name)));
            advance(*count);
        }
    }
    if (length < wanted.length)
        return damaged(fmt::format("cut after {} of {} bytes", length, wanted.length));
    if (kept == 0) {
        hash_.end();
        part.is_hashing = true;
    } else if (hash_.finish() != wanted.object) {
        // What was kept may have been another file's, or damaged by a cut.
        work_done_ -= std::min(work_done_, length);
        return false;
    }
    // Before the flush, so that the flush makes the mode durable too.
    const int answer = disk_.calls().change_mode(part.file.get(), 0444);
    if (answer < 0) return disk_.troubles().store_call(-answer, "chmod", staging_.at(part.name));
    return true;
}

Result<std::uint64_t> ObjectWriter::read_part(const Part& part, std::uint64_t length) {
    std::uint64_t done = 0;
    while (done < length) {
        const auto buffer = hash_.buffer();
        const auto size = std::min<std::uint64_t>(buffer.size(), length - done);
        const ssize_t count =
            disk_.calls().read(part.file.get(), buffer.first(static_cast<std::size_t>(size)),
                               static_cast<off_t>(done));
        if (count < 0)
            return disk_.troubles().store_call(static_cast<int>(-count), "read back",
                                               staging_.at(part.name));
        if (count == 0) break;
        hash_.add(static_cast<std::size_t>(count));
        done += static_cast<std::uint64_t>(count);
        advance(static_cast<std::uint64_t>(count));
    }
    return done;
}

Result<void> ObjectWriter::give_name(const Part& part) {
    const std::string folder_name = layout::object_folder(part.wanted->object);
    SEN_TRY(const auto ensured, disk_.ensure_folder(objects_, folder_name));
    touched_.insert(folder_name);
    return disk_.rename(staging_, part.name, ensured.folder, part.wanted->object.hex(),
                        part.wanted->is_damaged ? Disk::IfThere::Replace : Disk::IfThere::Fail);
}

Result<void> ObjectWriter::sync_folders() {
    if (touched_.size() > kFewFolders) {
        touched_.clear();
        return disk_.sync_disk(objects_);
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
