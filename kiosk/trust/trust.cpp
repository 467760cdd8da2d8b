// SPDX-License-Identifier: Apache-2.0
#include "trust/trust.h"

namespace sen::trust {

Result<VerifiedBytes> decide(std::string bytes, Policy policy) {
    if (policy == Policy::RequireSignature)
        return fail(ErrorKind::Untrusted,
                    "no signature vouches for this content; allow unsigned content only when it "
                    "is your own (--unsigned)");
    return VerifiedBytes(std::move(bytes), false);
}

}  // namespace sen::trust
