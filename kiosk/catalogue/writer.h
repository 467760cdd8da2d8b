// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "catalogue/content.h"

namespace sen::catalogue {

/// Writes a new catalogue file; the same content gives the same bytes. Linked by the author's tools
/// only (target sen_catalogue_writer).
Result<void> write_catalogue(const std::filesystem::path& file, const PackContent& content);

}  // namespace sen::catalogue
