// SPDX-License-Identifier: Apache-2.0
#include "store/folder_reader.h"

#include <fcntl.h>

namespace sen::store {

namespace {

class FileStream final : public ObjectStream {
  public:
    FileStream(UniqueFd file, SystemCalls& calls, std::uint64_t offset)
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

Result<UniqueFd> open_folder(SystemCalls& calls, int directory, const std::string& name) {
    const int fd = calls.open(directory, name, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) return tl::unexpected(error_from_errno(-fd, "source: open " + name));
    return UniqueFd(fd);
}

}  // namespace

Result<FolderReader> FolderReader::open(const std::filesystem::path& folder, SystemCalls& calls) {
    // The person chose this folder, so links on the way to it are theirs; "/." follows the last.
    SEN_TRY(auto root, open_folder(calls, AT_FDCWD, (folder / ".").string()));
    return FolderReader(std::move(root), calls);
}

Result<FolderReader> FolderReader::enter(const std::string& name) const {
    SEN_TRY(auto folder, open_folder(*calls_, root_.get(), name));
    return FolderReader(std::move(folder), *calls_);
}

Result<UniqueFd> FolderReader::open_file(const std::string& path) const {
    // One name at a time: O_NOFOLLOW looks at the last name of a path only.
    UniqueFd folder;
    std::size_t start = 0;
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', start)) {
        const int above = folder ? folder.get() : root_.get();
        SEN_TRY(auto next, open_folder(*calls_, above, path.substr(start, slash - start)));
        folder = std::move(next);
        start = slash + 1;
    }
    const int above = folder ? folder.get() : root_.get();
    const int fd = calls_->open(above, path.substr(start), O_RDONLY, 0);
    if (fd < 0) return tl::unexpected(error_from_errno(-fd, "source: open " + path));
    UniqueFd file(fd);
    struct stat facts {};
    const int answer = calls_->status(fd, facts);
    if (answer < 0) return tl::unexpected(error_from_errno(-answer, "source: look at " + path));
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorKind::Invalid, "source: {} is not a regular file", path);
    return file;
}

Result<std::unique_ptr<ObjectStream>> FolderReader::stream(const std::string& path,
                                                           std::uint64_t offset) const {
    SEN_TRY(auto file, open_file(path));
    return std::unique_ptr<ObjectStream>(
        std::make_unique<FileStream>(std::move(file), *calls_, offset));
}

Result<std::string> FolderReader::read(const std::string& path, std::uint64_t max_bytes) const {
    SEN_TRY(const auto bytes, stream(path));
    return read_stream(*bytes, max_bytes, path);
}

}  // namespace sen::store
