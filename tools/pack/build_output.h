// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/result.h"

namespace sen::pack {

/// What a build leaves: manifest.json and objects/ab/<sha256>. Grows in a directory beside `out`
/// and takes its place in one step; dropped before that, nothing of it stays.
class BuildOutput {
  public:
    /// Errors: Invalid (`wanted` holds something that no build has left: it is not ours to
    /// replace), Io.
    static Result<BuildOutput> create(const std::filesystem::path& wanted);
    ~BuildOutput();
    BuildOutput(BuildOutput&& other) noexcept
        : out_(std::move(other.out_)), part_(std::exchange(other.part_, {})) {}
    BuildOutput& operator=(BuildOutput&&) = delete;

    /// Where something may be made that becomes an object or is dropped.
    std::filesystem::path scratch() const { return part_ / "scratch"; }
    /// Links the file, or copies it where links do not reach.
    Result<void> add_object(const Digest& object, const std::filesystem::path& file) const;
    /// Writes the manifest and puts all in the place of what was in `out`.
    Result<void> commit(std::string_view manifest);

  private:
    BuildOutput(std::filesystem::path out, std::filesystem::path part)
        : out_(std::move(out)), part_(std::move(part)) {}
    std::filesystem::path out_, part_;
};

}  // namespace sen::pack
