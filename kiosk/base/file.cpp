// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace sen {

void UniqueFd::reset(int fd) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
}

Error error_from_errno(int code, std::string_view what) {
    ErrorKind kind = ErrorKind::Io;
    if (code == ENOENT || code == ENOTDIR) kind = ErrorKind::NotFound;
    if (code == ENOSPC || code == EDQUOT) kind = ErrorKind::Full;
    if (code == ELOOP || code == ENAMETOOLONG) kind = ErrorKind::Invalid;
    return {kind, fmt::format("{}: {}", what, std::generic_category().message(code))};
}

Result<UniqueFd> open_file(const std::filesystem::path& path) {
    // O_NONBLOCK: opening a fifo must not wait for a writer.
    UniqueFd file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file) return tl::unexpected(error_from_errno(errno, "open " + path.string()));
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0)
        return tl::unexpected(error_from_errno(errno, "stat " + path.string()));
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorKind::Invalid, "{} is not a regular file", path.string());
    return file;
}

Result<std::uint64_t> file_size(const UniqueFd& file) {
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) return tl::unexpected(error_from_errno(errno, "stat"));
    return static_cast<std::uint64_t>(facts.st_size);
}

namespace {
/// Calls `take(bytes)` for each piece of the file from its start; stops at the first error.
template <class Take>
Result<void> stream(const UniqueFd& file, Take take) {
    std::array<std::byte, 1 << 16> buffer;
    off_t offset = 0;
    while (true) {
        const ssize_t count = ::pread(file.get(), buffer.data(), buffer.size(), offset);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return tl::unexpected(error_from_errno(errno, "read"));
        if (count == 0) return {};
        offset += count;
        SEN_CHECK(take(std::span(buffer.data(), static_cast<std::size_t>(count))));
    }
}
}  // namespace

Result<std::string> read_all(const UniqueFd& file, std::uint64_t max_bytes) {
    std::string bytes;
    SEN_CHECK(stream(file, [&](std::span<const std::byte> piece) -> Result<void> {
        if (bytes.size() + piece.size() > max_bytes)
            return fail(ErrorKind::Invalid, "more than {} bytes", max_bytes);
        bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        return {};
    }));
    return bytes;
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
    SEN_TRY(const UniqueFd file, open_file(path));
    auto bytes = read_all(file, max_bytes);
    if (!bytes) return add_context(std::move(bytes).error(), "{}", path.string());
    return bytes;
}

Result<Digest> digest_file(const UniqueFd& file) {
    return digest_file(file, std::atomic<bool>(false));
}

Result<Digest> digest_file(const UniqueFd& file, const std::atomic<bool>& is_stopped) {
    Sha256 hash;
    SEN_CHECK(stream(file, [&](std::span<const std::byte> piece) -> Result<void> {
        if (is_stopped) return fail(ErrorKind::Io, "stopped");
        hash.update(piece);
        return {};
    }));
    return hash.finish();
}

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path part = path.string() + ".part";
    ::unlink(part.c_str());
    {
        UniqueFd file(
            ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
        if (!file) return tl::unexpected(error_from_errno(errno, "create " + part.string()));
        const auto give_up = [&](int code, std::string_view act) {
            ::unlink(part.c_str());
            return tl::unexpected(error_from_errno(code, fmt::format("{} {}", act, part.string())));
        };
        for (std::size_t done = 0; done < bytes.size();) {
            const ssize_t count = ::write(file.get(), bytes.data() + done, bytes.size() - done);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return give_up(errno, "write");
            done += static_cast<std::size_t>(count);
        }
        if (::fsync(file.get()) != 0) return give_up(errno, "fsync");
    }
    if (::rename(part.c_str(), path.c_str()) != 0)
        return tl::unexpected(error_from_errno(errno, "rename " + path.string()));
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const UniqueFd directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0)
        return tl::unexpected(error_from_errno(errno, "fsync " + parent.string()));
    return {};
}

Result<TemporaryDirectory> TemporaryDirectory::create() {
    std::error_code error;
    const auto base = std::filesystem::temp_directory_path(error);
    if (error) return fail(ErrorKind::Io, "no temporary directory: {}", error.message());
    return create_in(base, "sen-");
}

Result<TemporaryDirectory> TemporaryDirectory::create_in(const std::filesystem::path& parent,
                                                         std::string_view beginning) {
    std::string name = (parent / beginning).string() + "XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        return tl::unexpected(error_from_errno(errno, "make " + name));
    return TemporaryDirectory(name);
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace sen
