// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "store/store_writer.h"

namespace sen::pack {

/// Makes a built pack, unsigned, the only one of a store: also where its id was another one before.
Result<store::InstallReport> install_alone(const std::filesystem::path& built,
                                           const std::filesystem::path& store);

}  // namespace sen::pack
