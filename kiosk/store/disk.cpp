// SPDX-License-Identifier: Apache-2.0
#include "store/disk.h"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>

namespace sen::store {

Result<bool> Disk::make_path(const std::filesystem::path& path) {
    const UniqueFd there(calls_.open(AT_FDCWD, (path / ".").string(), O_RDONLY | O_DIRECTORY, 0));
    if (there.get() != -ENOENT) return false;
    std::filesystem::path prefix;
    for (const auto& part : std::filesystem::absolute(path).lexically_normal()) {
        prefix /= part;
        if (part.empty() || prefix == prefix.root_path()) continue;
        const int made = calls_.make_directory(AT_FDCWD, prefix.string(), 0755);
        if (made < 0 && made != -EEXIST)
            return troubles_.store_call(-made, "make", prefix.string());
    }
    return true;
}

Result<Folder> Disk::open_root(const std::filesystem::path& path) {
    const int fd = calls_.open(AT_FDCWD, (path / ".").string(), O_RDONLY | O_DIRECTORY, 0);
    if (fd == -ENOENT) {
        Trouble trouble;
        trouble.kind = Trouble::Kind::NothingInstalled;
        return troubles_.report(std::move(trouble), ErrorKind::NotFound,
                                fmt::format("no store at {}", path.string()));
    }
    if (fd < 0) return troubles_.store_call(-fd, "open", path.string());
    return Folder{UniqueFd(fd), ""};
}

Result<Folder> Disk::open_folder(const Folder& parent, const std::string& name) {
    const int fd = calls_.open(parent.fd.get(), name, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) return troubles_.store_call(-fd, "open", parent.at(name));
    return Folder{UniqueFd(fd), parent.at(name)};
}

Result<std::optional<Folder>> Disk::open_if_there(const Folder& parent, const std::string& name) {
    const int fd = calls_.open(parent.fd.get(), name, O_RDONLY | O_DIRECTORY, 0);
    if (fd == -ENOENT) return std::optional<Folder>();
    if (fd < 0) return troubles_.store_call(-fd, "open", parent.at(name));
    return std::optional(Folder{UniqueFd(fd), parent.at(name)});
}

Result<Disk::Ensured> Disk::ensure_folder(const Folder& parent, const std::string& name) {
    const int made = calls_.make_directory(parent.fd.get(), name, 0755);
    if (made < 0 && made != -EEXIST) return troubles_.store_call(-made, "make", parent.at(name));
    SEN_TRY(auto folder, open_folder(parent, name));
    return Ensured{std::move(folder), made == 0};
}

Result<UniqueFd> Disk::lock(const Folder& folder, const std::string& name) {
    const int fd = calls_.open(folder.fd.get(), name, O_RDWR | O_CREAT, 0644);
    if (fd < 0) return troubles_.store_call(-fd, "open", folder.at(name));
    UniqueFd file(fd);
    const int answer = calls_.lock(fd);
    if (answer == -EWOULDBLOCK) {
        Trouble trouble;
        trouble.kind = Trouble::Kind::Locked;
        return troubles_.report(std::move(trouble), ErrorKind::Io,
                                fmt::format("store: another program has {}", folder.at(name)));
    }
    if (answer < 0) return troubles_.store_call(-answer, "lock", folder.at(name));
    return file;
}

Result<UniqueFd> Disk::create_file(const Folder& folder, const std::string& name) {
    const int fd = calls_.open(folder.fd.get(), name, O_RDWR | O_CREAT | O_EXCL, 0644);
    if (fd < 0) return troubles_.store_call(-fd, "create", folder.at(name));
    return UniqueFd(fd);
}

Result<void> Disk::write(const UniqueFd& file, std::string_view bytes, std::string_view name) {
    auto left = std::as_bytes(std::span(bytes.data(), bytes.size()));
    while (!left.empty()) {
        const ssize_t count = calls_.write(file.get(), left);
        if (count < 0) return troubles_.store_call(static_cast<int>(-count), "write", name);
        // A disk that takes nothing and says nothing would be asked for ever.
        if (count == 0) return troubles_.store_call(EIO, "write", name);
        left = left.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> Disk::write_whole(const Folder& folder, const std::string& name,
                               std::string_view bytes) {
    const std::string fresh = name + ".new";
    SEN_CHECK(remove_file(folder, fresh));
    {
        SEN_TRY(const auto file, create_file(folder, fresh));
        SEN_CHECK(write(file, bytes, folder.at(fresh)));
        SEN_CHECK(sync(file, folder.at(fresh)));
    }
    return replace(folder, fresh, name);
}

/// Makes `fresh`, which is durable, `name` in one step, and that durable.
Result<void> Disk::replace(const Folder& folder, const std::string& fresh,
                           const std::string& name) {
    // What is replaced keeps a name until the new one is durable: without a journal its end could
    // reach the disk first, and the name would lead to nothing.
    const int answer =
        calls_.rename(folder.fd.get(), fresh, folder.fd.get(), name, RENAME_EXCHANGE);
    const bool is_exchanged = answer == 0;
    // There is nothing to replace, or the file system cannot exchange.
    const bool is_to_be_renamed = answer == -ENOENT || answer == -EINVAL || answer == -ENOSYS;
    if (is_to_be_renamed)
        SEN_CHECK(rename(folder, fresh, folder, name, IfThere::Replace));
    else if (!is_exchanged)
        return troubles_.store_call(-answer, "exchange", folder.at(name));
    SEN_CHECK(sync(folder));
    // If it stays, the next one removes it.
    if (is_exchanged) (void)calls_.unlink(folder.fd.get(), fresh, 0);
    return {};
}

Result<void> Disk::sync_disk(const Folder& folder) {
    const int answer = calls_.sync_disk(folder.fd.get());
    if (answer < 0) return troubles_.store_call(-answer, "sync the disk of", folder.name);
    return {};
}

Result<void> Disk::sync(const UniqueFd& file, std::string_view name) {
    const int answer = calls_.sync(file.get());
    if (answer < 0) return troubles_.store_call(-answer, "fsync", name);
    return {};
}

Result<void> Disk::rename(const Folder& from, const std::string& from_name, const Folder& to,
                          const std::string& to_name, IfThere if_there) {
    const unsigned flags = if_there == IfThere::Fail ? RENAME_NOREPLACE : 0;
    const int answer = calls_.rename(from.fd.get(), from_name, to.fd.get(), to_name, flags);
    if (answer < 0) return troubles_.store_call(-answer, "rename to", to.at(to_name));
    return {};
}

Result<void> Disk::point(const Folder& folder, const std::string& name, const std::string& target) {
    SEN_TRY(const auto fresh, make_fresh_link(folder, name, target));
    return rename(folder, fresh, folder, name, IfThere::Replace);
}

Result<void> Disk::point_last(const Folder& folder, const std::string& name,
                              const std::string& target) {
    SEN_TRY(const auto fresh, make_fresh_link(folder, name, target));
    SEN_CHECK(sync_disk(folder));
    return replace(folder, fresh, name);
}

Result<std::string> Disk::make_fresh_link(const Folder& folder, const std::string& name,
                                          const std::string& target) {
    std::string fresh = name + ".new";
    SEN_CHECK(remove_file(folder, fresh));
    const int answer = calls_.make_link(target, folder.fd.get(), fresh);
    if (answer < 0) return troubles_.store_call(-answer, "link", folder.at(fresh));
    return fresh;
}

Result<void> Disk::remove_file(const Folder& folder, const std::string& name) {
    const int answer = calls_.unlink(folder.fd.get(), name, 0);
    if (answer < 0 && answer != -ENOENT)
        return troubles_.store_call(-answer, "remove", folder.at(name));
    return {};
}

Result<void> Disk::remove(const Folder& folder, const std::string& name) {
    struct stat facts {};
    const int answer = calls_.status_at(folder.fd.get(), name, facts);
    if (answer == -ENOENT) return {};
    if (answer < 0) return troubles_.store_call(-answer, "look at", folder.at(name));
    if (!S_ISDIR(facts.st_mode)) return remove_file(folder, name);
    {
        SEN_TRY(const Folder inner, open_folder(folder, name));
        SEN_TRY(const auto names, list(inner));
        for (const auto& child : names) SEN_CHECK(remove_file(inner, child));
    }
    const int removed = calls_.unlink(folder.fd.get(), name, AT_REMOVEDIR);
    if (removed < 0 && removed != -ENOENT)
        return troubles_.store_call(-removed, "remove", folder.at(name));
    return {};
}

Result<std::vector<std::string>> Disk::list(const Folder& folder) {
    std::vector<std::string> names;
    const int answer = calls_.list(folder.fd.get(), names);
    if (answer < 0) return troubles_.store_call(-answer, "list", folder.name);
    return names;
}

}  // namespace sen::store
