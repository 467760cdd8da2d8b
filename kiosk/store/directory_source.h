// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "store/folder_reader.h"
#include "store/source.h"

namespace sen::store {

/// A built pack in a folder: opens manifest.json and objects/ab/<sha256> and nothing else, as
/// FolderReader does. `calls` outlives it.
class DirectorySource final : public ObjectSource {
  public:
    static Result<DirectorySource> open(const std::filesystem::path& folder, SystemCalls& calls);

    /// At most kMaxManifestBytes; more is Invalid.
    Result<std::string> manifest();
    Result<std::unique_ptr<ObjectStream>> open(const Digest& object, std::uint64_t offset) override;
    bool can_resume() const override { return true; }

  private:
    explicit DirectorySource(FolderReader folder) : folder_(std::move(folder)) {}

    FolderReader folder_;
};

}  // namespace sen::store
