// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"
#include "refusal.h"
#include "trust/signer.h"

namespace sen::pack {

/// Writes a new key: `file` (sealed, readable by its owner only) and `file`.pub (the public half as
/// TUF metadata has it). Refusals: a file that is there (a key is never written over), a passphrase
/// that is too short, a folder that cannot be written.
Result<trust::PublicKey> make_key_files(const std::filesystem::path& file, trust::KeyKind kind,
                                        std::string_view passphrase, RefusalLog& refusals,
                                        const trust::Sealing& sealing = {});

}  // namespace sen::pack
