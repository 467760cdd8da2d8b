// SPDX-License-Identifier: Apache-2.0
#include "new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"

namespace sen::pack {

Result<void> write_new(const std::filesystem::path& file, std::string_view bytes, mode_t mode) {
    const UniqueFd open(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!open) return tl::unexpected(error_from_errno(errno, "create " + file.string()));
    while (!bytes.empty()) {
        const ssize_t count = ::write(open.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (bytes.empty() && ::fsync(open.get()) == 0) return {};
    const int code = errno;
    ::unlink(file.c_str());
    return tl::unexpected(error_from_errno(code, "write " + file.string()));
}

Result<void> write_new(const std::filesystem::path& folder, const NewFile& file) {
    constexpr mode_t kForAll = 0644;
    const std::filesystem::path path = folder / file.name;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        return fail(ErrorKind::Io, "make {}: {}", path.parent_path().string(), error.message());
    return write_new(path, file.bytes, kForAll);
}

}  // namespace sen::pack
