// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http_repository.h"
#include "repository.h"
#include "store/system_calls.h"

namespace sen::sync {

/// What talking to repositories takes; all outlives them.
struct Means {
    HttpClient& client;
    Patience& patience;
    store::SystemCalls& calls;
    RetryRules retries;
};

/// The repository at `from`, an address or a folder; when that is empty, on the `mirrors`; null
/// when there are none. Errors: NotFound, Io (the folder cannot be opened).
Result<std::unique_ptr<Repository>> open_repository(const std::string& from,
                                                    const std::vector<std::string>& mirrors,
                                                    const Means& means);

}  // namespace sen::sync
