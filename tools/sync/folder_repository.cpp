// SPDX-License-Identifier: Apache-2.0
#include "folder_repository.h"

namespace sen::sync {

namespace {

class CountedStream final : public store::ObjectStream {
  public:
    CountedStream(std::unique_ptr<store::ObjectStream> stream, std::uint64_t& bytes)
        : stream_(std::move(stream)), bytes_(bytes) {}

    Result<std::size_t> read(std::span<std::byte> buffer) override {
        auto count = stream_->read(buffer);
        if (count) bytes_ += *count;
        return count;
    }

  private:
    std::unique_ptr<store::ObjectStream> stream_;
    std::uint64_t& bytes_;
};

}  // namespace

Result<FolderRepository> FolderRepository::open(const std::filesystem::path& folder,
                                                store::SystemCalls& calls) {
    SEN_TRY(auto root, store::FolderReader::open(folder, calls));
    auto stick = root.enter(kStickFolder);
    if (stick) return FolderRepository(std::move(*stick), folder.string());
    return FolderRepository(std::move(root), folder.string());
}

Result<std::string> FolderRepository::read(const std::string& path, std::uint64_t max_bytes) {
    auto bytes = folder_.read(path, max_bytes);
    if (bytes) bytes_ += bytes->size();
    return bytes;
}

Result<FreshFile> FolderRepository::read_fresh(const std::string& path, std::uint64_t max_bytes,
                                               const Validators&) {
    SEN_TRY(auto bytes, read(path, max_bytes));
    return FreshFile{false, std::move(bytes), {}};
}

Result<std::unique_ptr<store::ObjectStream>> FolderRepository::open(const std::string& path,
                                                                    std::uint64_t offset) {
    SEN_TRY(auto stream, folder_.stream(path, offset));
    return std::unique_ptr<store::ObjectStream>(
        std::make_unique<CountedStream>(std::move(stream), bytes_));
}

}  // namespace sen::sync
