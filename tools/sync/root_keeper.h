// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "store/system_calls.h"
#include "trust/trusted_files.h"

namespace sen::sync {

/// Passes on to the trusted files of an authority, and keeps each root that becomes trusted under
/// its number as well: a stick for a kiosk that is some roots behind needs all of them.
class RootKeeper final : public trust::TrustedFiles {
  public:
    /// `files` and `calls` outlive it. `folder`: trusted::roots().
    RootKeeper(trust::TrustedFiles& files, std::filesystem::path folder, store::SystemCalls& calls)
        : files_(files), folder_(std::move(folder)), calls_(calls) {}

    Result<std::string> load(const std::string& name) override { return files_.load(name); }
    Result<void> save(const std::string& name, std::string_view bytes) override;
    Result<void> remove(const std::string& name) override { return files_.remove(name); }

  private:
    trust::TrustedFiles& files_;
    std::filesystem::path folder_;
    store::SystemCalls& calls_;
};

}  // namespace sen::sync
