// SPDX-License-Identifier: Apache-2.0
#include "folder_repository.h"

namespace sen::sync {

Result<FolderRepository> FolderRepository::open(const std::filesystem::path& folder,
                                                store::SystemCalls& calls) {
    SEN_TRY(auto root, store::FolderReader::open(folder, calls));
    auto stick = root.enter(kStickFolder);
    if (stick) return FolderRepository(std::move(*stick), folder.string());
    return FolderRepository(std::move(root), folder.string());
}

Result<std::string> FolderRepository::read(const std::string& path, std::uint64_t max_bytes) {
    return folder_.read(path, max_bytes);
}

Result<FreshFile> FolderRepository::read_fresh(const std::string& path, std::uint64_t max_bytes,
                                               const Validators&) {
    SEN_TRY(auto bytes, read(path, max_bytes));
    return FreshFile{false, std::move(bytes), {}};
}

Result<std::unique_ptr<store::ObjectStream>> FolderRepository::open(const std::string& path,
                                                                    std::uint64_t offset) {
    return folder_.stream(path, offset);
}

}  // namespace sen::sync
