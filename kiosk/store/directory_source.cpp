// SPDX-License-Identifier: Apache-2.0
#include "store/directory_source.h"

#include <fcntl.h>

#include <cerrno>

#include "store/store.h"

namespace sen::store {

namespace {

class FileStream final : public ObjectStream {
  public:
    FileStream(UniqueFd file, std::uint64_t offset, SystemCalls& calls)
        : file_(std::move(file)), calls_(calls), offset_(static_cast<off_t>(offset)) {}

    Result<std::size_t> read(std::span<std::byte> buffer) override {
        const ssize_t count = calls_.read(file_.get(), buffer, offset_);
        if (count < 0)
            return tl::unexpected(error_from_errno(static_cast<int>(-count), "source: read"));
        offset_ += count;
        return static_cast<std::size_t>(count);
    }

  private:
    UniqueFd file_;
    SystemCalls& calls_;
    off_t offset_;
};

}  // namespace

Result<DirectorySource> DirectorySource::open(const std::filesystem::path& folder,
                                              SystemCalls& calls) {
    // The person chose this folder, so links on the way to it are theirs; "/." follows the last.
    const int fd = calls.open(AT_FDCWD, (folder / ".").string(), O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) return tl::unexpected(error_from_errno(-fd, "source: open " + folder.string()));
    return DirectorySource(UniqueFd(fd), calls);
}

Result<UniqueFd> DirectorySource::open_folder(int directory, const std::string& name) {
    const int fd = calls_->open(directory, name, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) return tl::unexpected(error_from_errno(-fd, "source: open " + name));
    return UniqueFd(fd);
}

Result<UniqueFd> DirectorySource::open_file(int directory, const std::string& name) {
    const int fd = calls_->open(directory, name, O_RDONLY, 0);
    if (fd < 0) return tl::unexpected(error_from_errno(-fd, "source: open " + name));
    UniqueFd file(fd);
    struct stat facts {};
    const int answer = calls_->status(fd, facts);
    if (answer < 0) return tl::unexpected(error_from_errno(-answer, "source: look at " + name));
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorKind::Invalid, "source: {} is not a regular file", name);
    return file;
}

Result<std::string> DirectorySource::manifest() {
    SEN_TRY(auto file, open_file(root_.get(), layout::kManifestFile));
    FileStream stream(std::move(file), 0, *calls_);
    std::string bytes;
    std::string piece(1 << 16, '\0');
    while (true) {
        SEN_TRY(const auto count, stream.read(std::as_writable_bytes(std::span(piece))));
        if (count == 0) return bytes;
        if (bytes.size() + count > kMaxManifestBytes)
            return fail(ErrorKind::Invalid, "source: {} has more than {} bytes",
                        layout::kManifestFile, kMaxManifestBytes);
        bytes.append(piece, 0, count);
    }
}

Result<std::unique_ptr<ObjectStream>> DirectorySource::open(const Digest& object,
                                                            std::uint64_t offset) {
    SEN_TRY(const auto objects, open_folder(root_.get(), layout::kObjects));
    SEN_TRY(const auto folder, open_folder(objects.get(), layout::object_folder(object)));
    SEN_TRY(auto file, open_file(folder.get(), object.hex()));
    return std::unique_ptr<ObjectStream>(
        std::make_unique<FileStream>(std::move(file), offset, *calls_));
}

}  // namespace sen::store
