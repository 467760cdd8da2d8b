// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/file.h"
#include "store/source.h"
#include "store/system_calls.h"

namespace sen::store {

/// A built pack in a folder: opens manifest.json and objects/ab/<sha256> and nothing else, lists
/// nothing, follows no link below the folder, reads regular files only. `calls` outlives it.
class DirectorySource final : public ObjectSource {
  public:
    static Result<DirectorySource> open(const std::filesystem::path& folder, SystemCalls& calls);

    /// At most kMaxManifestBytes; more is Invalid.
    Result<std::string> manifest();
    Result<std::unique_ptr<ObjectStream>> open(const Digest& object, std::uint64_t offset) override;
    bool can_resume() const override { return true; }

  private:
    DirectorySource(UniqueFd root, SystemCalls& calls) : root_(std::move(root)), calls_(&calls) {}
    Result<UniqueFd> open_file(int directory, const std::string& name);
    Result<UniqueFd> open_folder(int directory, const std::string& name);

    UniqueFd root_;
    SystemCalls* calls_;
};

}  // namespace sen::store
