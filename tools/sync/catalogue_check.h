// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "store/manifest.h"

namespace sen::sync {

/// Does the catalogue of a pack hold together, is it this pack's, and does the manifest list every
/// object that it names? Asked before a commit.
Result<void> check_catalogue(const std::filesystem::path& file, const store::Manifest& manifest);

}  // namespace sen::sync
