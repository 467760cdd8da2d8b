// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk.h"
#include "trust/signer.h"

namespace sen::pack {

/// Signs every draft that the key may sign, or those of `roles`, and says which. Refusals: no
/// drafts, a key that may not, a draft that is not the next version.
Result<std::vector<std::string>> sign_drafts(Desk& desk, const std::set<std::string>& roles,
                                             const trust::PrivateKey& key);
/// The same for a draft folder that has travelled without its repository.
Result<std::vector<std::string>> sign_draft_folder(const std::filesystem::path& folder,
                                                   const trust::PrivateKey& key,
                                                   RefusalLog& refusals);

}  // namespace sen::pack
