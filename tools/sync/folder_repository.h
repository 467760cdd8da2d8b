// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "repository.h"
#include "store/folder_reader.h"

namespace sen::sync {

/// The name of the tree's folder on a stick.
inline constexpr const char* kStickFolder = "SEN";

/// A published tree in a folder; on a stick it lies in `SEN`. Opens fixed names only and lists
/// nothing (store::FolderReader).
class FolderRepository final : public Repository {
  public:
    /// `folder` is the tree itself, or what a stick is mounted on. `calls` outlives it.
    static Result<FolderRepository> open(const std::filesystem::path& folder,
                                         store::SystemCalls& calls);

    Result<std::string> read(const std::string& path, std::uint64_t max_bytes) override;
    Result<FreshFile> read_fresh(const std::string& path, std::uint64_t max_bytes,
                                 const Validators& known) override;
    Result<std::unique_ptr<store::ObjectStream>> open(const std::string& path,
                                                      std::uint64_t offset) override;
    std::size_t copies() const override { return 1; }
    void turn_to_next_copy() override {}
    std::string name() const override { return name_; }

  private:
    FolderRepository(store::FolderReader folder, std::string name)
        : folder_(std::move(folder)), name_(std::move(name)) {}

    store::FolderReader folder_;
    std::string name_;
};

}  // namespace sen::sync
