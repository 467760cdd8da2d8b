// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "store/disk.h"
#include "trust/trusted_files.h"

namespace sen::store {

/// What a kiosk trusts of one authority: trusted/<authority>/ in the store. Each file is the old or
/// the new one after any cut. One program at a time has it; not thread-safe.
class TrustedFolder final : public trust::TrustedFiles {
  public:
    /// Makes the folder, and the store, where there is none. `calls` outlives it. Errors: Invalid
    /// (`authority` is no id), Full, Io (also: another program has it); `why` gets the trouble.
    static Result<std::unique_ptr<TrustedFolder>> open(const std::filesystem::path& store,
                                                       const std::string& authority,
                                                       SystemCalls& calls, Trouble* why = nullptr);

    Result<std::string> load(const std::string& name) override;
    Result<void> save(const std::string& name, std::string_view bytes) override;
    Result<void> remove(const std::string& name) override;

    /// Why the last call failed, for a sentence.
    const Trouble& trouble() const { return troubles_.last(); }

  private:
    TrustedFolder(std::filesystem::path path, SystemCalls& calls)
        : path_(std::move(path)), disk_(calls, troubles_) {}
    Result<void> prepare(const std::filesystem::path& store, const std::string& authority);

    std::filesystem::path path_;
    TroubleLog troubles_;
    Disk disk_;
    Folder folder_;
    UniqueFd lock_;
};

inline constexpr std::uint64_t kMaxTrustedBytes = 32 << 20;

}  // namespace sen::store
