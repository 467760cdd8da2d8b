// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "store/trouble.h"
#include "store/verify.h"
#include "voice.h"

namespace sen::sync {

/// The key of a trouble's sentence in the string table.
std::string_view key_of(const store::Trouble& trouble);

/// The key of what verify found.
std::string_view key_of(store::ObjectFault fault);

/// What went wrong and what to do. `from` is empty for acts without a source.
Sentence sentence_of(const store::Trouble& trouble, const std::filesystem::path& store,
                     const std::string& from);

/// Why what is trusted of an authority cannot be used: the trouble of store::TrustedFolder::open.
Sentence trusted_unreadable(const store::Trouble& trouble, const std::filesystem::path& store,
                            const std::string& authority);

}  // namespace sen::sync
