// SPDX-License-Identifier: Apache-2.0
#include "store/directory_source.h"

#include "store/store.h"

namespace sen::store {

Result<DirectorySource> DirectorySource::open(const std::filesystem::path& folder,
                                              SystemCalls& calls) {
    SEN_TRY(auto reader, FolderReader::open(folder, calls));
    return DirectorySource(std::move(reader));
}

Result<std::string> DirectorySource::manifest() {
    return folder_.read(layout::kManifestFile, kMaxManifestBytes);
}

Result<std::unique_ptr<ObjectStream>> DirectorySource::open(const Digest& object,
                                                            std::uint64_t offset) {
    return folder_.stream(layout::object_file(object), offset);
}

}  // namespace sen::store
