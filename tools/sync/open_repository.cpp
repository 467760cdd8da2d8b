// SPDX-License-Identifier: Apache-2.0
#include "open_repository.h"

#include "folder_repository.h"

namespace sen::sync {

Result<std::unique_ptr<Repository>> open_repository(const std::string& from,
                                                    const std::vector<std::string>& mirrors,
                                                    const Means& means) {
    if (!from.empty() && !is_mirror_address(from)) {
        SEN_TRY(auto folder, FolderRepository::open(from, means.calls));
        return std::unique_ptr<Repository>(std::make_unique<FolderRepository>(std::move(folder)));
    }
    const auto addresses = from.empty() ? mirrors : std::vector{from};
    if (addresses.empty()) return std::unique_ptr<Repository>();
    return std::unique_ptr<Repository>(
        std::make_unique<HttpRepository>(addresses, means.client, means.patience, means.retries));
}

}  // namespace sen::sync
