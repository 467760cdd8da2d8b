// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "desk.h"

namespace sen::pack {

/// Content that kiosks must not show any more, in whatever generation it lies.
struct WithdrawalRequest {
    std::string list_of{};    ///< whose list: a publisher's own, or "" for the authority's
    std::string publisher{};  ///< whose content; "*" for everybody's
    std::set<std::string> objects{}, exhibits{},
        packs{};             ///< SHA-256s, "<pack>/<exhibit>", pack ids
    bool is_lifted = false;  ///< takes them out of the list again
};

/// Drafts the list with the change. False when the list says so already. Refusals: names that
/// cannot be, a publisher's list that names another publisher, a list that gets too long.
Result<bool> draft_withdrawal(Desk& desk, const WithdrawalRequest& request);

/// What a list names, one text each: "<publisher>: <name>". Errors: Corrupt, Unsupported.
Result<std::set<std::string>> withdrawn_names(std::string_view bytes);

}  // namespace sen::pack
