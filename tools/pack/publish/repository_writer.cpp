// SPDX-License-Identifier: Apache-2.0
#include "repository_writer.h"

#include <fcntl.h>

#include <cerrno>

#include "repository.h"
#include "store/trouble.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPart = "writing.part";
constexpr const char* kDropped = "dropped";

/// "a/b" and "c" of "a/b/c".
std::pair<std::string, std::string> split(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return {"", path};
    return {path.substr(0, slash), path.substr(slash + 1)};
}

}  // namespace

template <class Act>
Result<void> RepositoryWriter::act(Act act) {
    Result<void> result = act();
    if (!result) return failed(result.error());
    return result;
}

tl::unexpected<Error> RepositoryWriter::failed(const Error& error) const {
    const store::Trouble& trouble = troubles_.last();
    using Kind = store::Trouble::Kind;
    const Refusal::Values file{{"file", trouble.file}};
    if (trouble.kind == Kind::ObjectMissing)
        return refusals_->refuse(error.kind, "publish_object_missing", file);
    if (trouble.kind == Kind::ObjectDamaged)
        return refusals_->refuse(error.kind, "publish_object_damaged", file);
    const bool is_full = error.kind == ErrorKind::Full || trouble.kind == Kind::NoSpace;
    return refusals_->refuse(error.kind, is_full ? "publish_disk_full" : "publish_disk_failed",
                             {{"folder", directory_.string()}, {"reason", error.message}});
}

Result<RepositoryWriter> RepositoryWriter::open(const fs::path& directory,
                                                store::SystemCalls& calls, RefusalLog& refusals) {
    RepositoryWriter writer(directory, calls, refusals);
    SEN_CHECK(writer.begin());
    return writer;
}

Result<void> RepositoryWriter::begin() {
    std::error_code error;
    fs::create_directories(directory_, error);
    const int root = calls_->open(AT_FDCWD, (directory_ / ".").string(), O_RDONLY | O_DIRECTORY, 0);
    const auto refused = [&](int code) {
        return failed(error_from_errno(-code, "open " + directory_.string()));
    };
    if (root < 0) return refused(root);
    root_ = {UniqueFd(root), ""};
    const int lock = calls_->open(root, tree::kLock, O_RDWR | O_CREAT, 0644);
    if (lock < 0) return refused(lock);
    lock_.reset(lock);
    const int locked = calls_->lock(lock);
    if (locked == -EWOULDBLOCK)
        return refusals_->refuse(ErrorKind::Io, "publish_locked",
                                 {{"folder", directory_.string()}});
    if (locked < 0) return refused(locked);
    return empty_staging();
}

Result<store::Folder> RepositoryWriter::folder(const std::string& path) {
    store::Disk disk(*calls_, troubles_);
    SEN_TRY(store::Folder at, disk.open_folder(root_, "."));
    at.name.clear();
    for (std::size_t begin = 0; begin < path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        const std::string part = path.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty() || part == "." || part == "..")
            return fail(ErrorKind::Invalid, "{} is no path in a repository", path);
        SEN_TRY(auto ensured, disk.ensure_folder(at, part));
        if (ensured.was_made) SEN_CHECK(disk.sync(at));
        at = std::move(ensured.folder);
    }
    return at;
}

Result<void> RepositoryWriter::put(const std::string& file, std::string_view bytes) {
    return act([&]() -> Result<void> {
        store::Disk disk(*calls_, troubles_);
        const auto [path, name] = split(file);
        SEN_TRY(const store::Folder to, folder(path));
        const auto there = read_file(directory_ / file, bytes.size());
        if (there && *there == bytes) {
            // It may be what a run that died has left: then its name may not be durable yet.
            SEN_TRY(const UniqueFd open, open_file(directory_ / file));
            SEN_CHECK(disk.sync(open, file));
            return disk.sync(to);
        }
        SEN_TRY(const store::Folder staging, folder(tree::kStaging));
        SEN_CHECK(disk.remove_file(staging, kPart));
        SEN_TRY(const UniqueFd part, disk.create_file(staging, kPart));
        SEN_CHECK(disk.write(part, bytes, file));
        SEN_CHECK(disk.sync(part, file));
        SEN_CHECK(disk.rename(staging, kPart, to, name, store::Disk::IfThere::Replace));
        return disk.sync(to);
    });
}

Result<void> RepositoryWriter::bring(std::span<const store::WantedObject> wanted,
                                     const std::string& path) {
    if (wanted.empty()) return {};
    return act([&]() -> Result<void> {
        store::Disk disk(*calls_, troubles_);
        SEN_TRY(const store::Folder staging, folder(tree::kStaging));
        SEN_TRY(const store::Folder objects, folder(path));
        store::ObjectWriter writer(disk, staging, objects);
        SEN_CHECK(writer.write(wanted, {}));
        return writer.sync_folders();
    });
}

Result<void> RepositoryWriter::move(const std::string& file, const std::string& from) {
    return act([&]() -> Result<void> {
        store::Disk disk(*calls_, troubles_);
        const auto [path, name] = split(file);
        SEN_TRY(const store::Folder source, folder(from + "/" + path));
        SEN_TRY(const store::Folder target, folder(path));
        return disk.rename(source, name, target, name, store::Disk::IfThere::Replace);
    });
}

Result<void> RepositoryWriter::flush() {
    return act([&]() -> Result<void> {
        const int answer = calls_->sync_disk(root_.fd.get());
        if (answer < 0) return troubles_.store_call(-answer, "flush", directory_.string());
        return {};
    });
}

Result<void> RepositoryWriter::remove_file(const std::string& file) {
    return act([&]() -> Result<void> {
        store::Disk disk(*calls_, troubles_);
        const auto [path, name] = split(file);
        SEN_TRY(const store::Folder parent, folder(path));
        return disk.remove_file(parent, name);
    });
}

Result<void> RepositoryWriter::remove_inner(const store::Folder& parent, const std::string& name) {
    store::Disk disk(*calls_, troubles_);
    struct stat facts {};
    const int answer = calls_->status_at(parent.fd.get(), name, facts);
    if (answer == -ENOENT) return {};
    if (answer < 0) return troubles_.store_call(-answer, "look at", parent.at(name));
    if (!S_ISDIR(facts.st_mode)) return disk.remove_file(parent, name);
    {
        SEN_TRY(const store::Folder inner, disk.open_folder(parent, name));
        SEN_TRY(const auto names, disk.list(inner));
        for (const auto& child : names) SEN_CHECK(remove_inner(inner, child));
    }
    const int removed = calls_->unlink(parent.fd.get(), name, AT_REMOVEDIR);
    if (removed < 0) return troubles_.store_call(-removed, "remove", parent.at(name));
    return {};
}

Result<void> RepositoryWriter::empty_staging() {
    return act([&] { return remove_inner(root_, tree::kStaging); });
}

Result<void> RepositoryWriter::remove_folder(const std::string& path) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(directory_ / path, error))) return {};
    const auto dropped = act([&]() -> Result<void> {
        store::Disk disk(*calls_, troubles_);
        const auto [above, name] = split(path);
        SEN_TRY(const store::Folder parent, folder(above));
        SEN_TRY(const store::Folder staging, folder(tree::kStaging));
        SEN_CHECK(remove_inner(staging, kDropped));
        SEN_CHECK(disk.rename(parent, name, staging, kDropped, store::Disk::IfThere::Fail));
        return disk.sync(parent);
    });
    return dropped ? empty_staging() : dropped;
}

}  // namespace sen::pack
