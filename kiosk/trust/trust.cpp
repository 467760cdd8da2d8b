// SPDX-License-Identifier: Apache-2.0
#include "trust/trust.h"

#include "trust/hashes.h"

namespace sen::trust {

Result<VerifiedBytes> verify_target(const TargetFile& target, std::string bytes) {
    if (bytes.size() != target.length)
        return fail(ErrorKind::Untrusted, "{}: {} bytes instead of the {} that were signed for",
                    target.path, bytes.size(), target.length);
    if (const auto same = check_hashes(target.hashes, bytes); !same)
        return add_context(same.error(), "{}", target.path);
    VerifiedBytes verified(std::move(bytes));
    verified.is_signed_ = true;
    verified.target_path_ = target.path;
    verified.role_ = target.role;
    return verified;
}

VerifiedBytes allow_unsigned(std::string bytes) {
    return VerifiedBytes(std::move(bytes));
}

}  // namespace sen::trust
