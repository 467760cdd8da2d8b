// SPDX-License-Identifier: Apache-2.0
#include "build_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/file.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kObjects = "objects";

/// A directory that anybody may replace: none, an empty one, or an earlier build.
Result<void> check_replaceable(const fs::path& out) {
    std::error_code error;
    const auto status = fs::symlink_status(out, error);
    if (!fs::exists(status)) return {};
    if (!fs::is_directory(status)) return fail(ErrorKind::Invalid, "{} is no folder", out.string());
    for (const auto& entry : fs::directory_iterator(out, error)) {
        const auto name = entry.path().filename();
        if (name != kManifest && name != kObjects)
            return fail(ErrorKind::Invalid, "{} holds {}, which no build has made", out.string(),
                        name.string());
    }
    if (error) return fail(ErrorKind::Io, "read {}: {}", out.string(), error.message());
    return {};
}

/// All that was written reaches the disk before the name does.
Result<void> flush(const fs::path& directory) {
    const UniqueFd folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || ::syncfs(folder.get()) != 0)
        return tl::unexpected(error_from_errno(errno, "flush " + directory.string()));
    return {};
}

}  // namespace

Result<BuildOutput> BuildOutput::create(const fs::path& wanted) {
    std::error_code error;
    fs::path out = fs::absolute(wanted, error).lexically_normal();
    if (!out.has_filename()) out = out.parent_path();
    SEN_CHECK(check_replaceable(out));
    fs::create_directories(out.parent_path(), error);
    if (error)
        return fail(ErrorKind::Io, "make {}: {}", out.parent_path().string(), error.message());
    std::string part = out.string() + ".part-XXXXXX";
    if (::mkdtemp(part.data()) == nullptr)
        return tl::unexpected(error_from_errno(errno, "make " + part));
    BuildOutput output(std::move(out), part);
    // mkdtemp shuts others out, but a build is made to be copied and served.
    fs::permissions(part, fs::perms(0755), error);
    if (!error) fs::create_directory(output.part_ / kObjects, error);
    if (!error) fs::create_directory(output.scratch(), error);
    if (error) return fail(ErrorKind::Io, "make {}: {}", part, error.message());
    return output;
}

BuildOutput::~BuildOutput() {
    std::error_code ignored;
    if (!part_.empty()) fs::remove_all(part_, ignored);
}

Result<void> BuildOutput::add_object(const Digest& object, const fs::path& file) const {
    const std::string name = object.hex();
    const fs::path folder = part_ / kObjects / name.substr(0, 2);
    std::error_code error;
    fs::create_directory(folder, error);
    if (fs::exists(folder / name, error)) return {};
    fs::create_hard_link(file, folder / name, error);
    if (error) {
        error.clear();
        fs::copy_file(file, folder / name, error);
    }
    if (error) return fail(ErrorKind::Io, "store {}: {}", file.string(), error.message());
    return {};
}

Result<void> BuildOutput::commit(std::string_view manifest) {
    std::error_code error;
    fs::remove_all(scratch(), error);
    SEN_CHECK(write_file_atomically(part_ / kManifest, manifest));
    SEN_CHECK(flush(part_));
    if (fs::exists(out_, error)) {
        // One step from the old to the new; what was there is then in `part_` and goes with it.
        if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, out_.c_str(), RENAME_EXCHANGE) == 0)
            return {};
        // A file system without exchange (FAT, some network shares): two steps.
        const fs::path old = part_.string() + ".old";
        fs::rename(out_, old, error);
        if (!error) fs::rename(part_, out_, error);
        if (error) {
            std::error_code ignored;
            fs::rename(old, out_, ignored);
            return fail(ErrorKind::Io, "replace {}: {}", out_.string(), error.message());
        }
        fs::remove_all(old, error);
    } else {
        fs::rename(part_, out_, error);
        if (error) return fail(ErrorKind::Io, "name {}: {}", out_.string(), error.message());
    }
    part_.clear();
    return {};
}

}  // namespace sen::pack
