// SPDX-License-Identifier: Apache-2.0
#include "root_keeper.h"

#include "base/log.h"
#include "small_file.h"
#include "trust/file_names.h"
#include "trust/metadata.h"

namespace sen::sync {

Result<void> RootKeeper::save(const std::string& name, std::string_view bytes) {
    SEN_CHECK(files_.save(name, bytes));
    if (name != "root.json") return {};
    const auto keep = [&]() -> Result<void> {
        SEN_TRY(const auto root, trust::Root::parse(bytes));
        return write_small_file(folder_ / trust::metadata_file_name(trust::kRoot, root.version),
                                bytes, calls_);
    };
    // It is trusted all the same; only sticks for others may lack it.
    if (auto kept = keep(); !kept) log::warning("trust: {}", kept.error().message);
    return {};
}

}  // namespace sen::sync
