// SPDX-License-Identifier: Apache-2.0
#include "small_file.h"

#include "store/disk.h"

namespace sen::sync {

Result<void> write_small_file(const std::filesystem::path& path, std::string_view bytes,
                              store::SystemCalls& calls) {
    store::TroubleLog troubles;
    store::Disk disk(calls, troubles);
    SEN_TRY(const bool was_made, disk.make_path(path.parent_path()));
    SEN_TRY(const auto folder, disk.open_root(path.parent_path()));
    if (was_made) SEN_CHECK(disk.sync_disk(folder));
    return disk.write_whole(folder, path.filename().string(), bytes);
}

}  // namespace sen::sync
