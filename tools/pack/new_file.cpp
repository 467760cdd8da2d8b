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
    const auto count = ::write(open.get(), bytes.data(), bytes.size());
    if (count == static_cast<ssize_t>(bytes.size()) && ::fsync(open.get()) == 0) return {};
    const int code = errno;
    ::unlink(file.c_str());
    return tl::unexpected(error_from_errno(code, "write " + file.string()));
}

}  // namespace sen::pack
