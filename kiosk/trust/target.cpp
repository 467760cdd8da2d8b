// SPDX-License-Identifier: Apache-2.0
#include "trust/target.h"

namespace sen::trust {

std::string target_file_name(const TargetFile& target, bool is_consistent_snapshot) {
    if (!is_consistent_snapshot || target.hashes.empty()) return target.path;
    auto hash = target.hashes.find("sha256");
    if (hash == target.hashes.end()) hash = target.hashes.find("sha512");
    // TUF 6.2.1: there is a copy for every hash, also for those that we do not know.
    if (hash == target.hashes.end()) hash = target.hashes.begin();
    const auto slash = target.path.rfind('/');
    const auto name = slash == std::string::npos ? 0 : slash + 1;
    return target.path.substr(0, name) + hash->second + "." + target.path.substr(name);
}

}  // namespace sen::trust
