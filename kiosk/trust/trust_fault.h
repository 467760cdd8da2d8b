// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace sen::trust {

/// What an update was refused for, so that a program can say it in any language.
enum class TrustFault {
    None,
    BadSignature,   ///< too few of the role's keys signed it
    Rollback,       ///< older than what is trusted already, or a name that was listed is gone
    WrongVersion,   ///< not the version that it was to be
    Expired,        ///< and so perhaps held back by someone (TUF: freeze attack)
    Mismatch,       ///< another length or hash than the one signed for
    Malformed,      ///< no metadata of that role, or a file kept here is damaged
    Unsupported,    ///< of a TUF version or with keys that this program does not know
    NotListed,      ///< the snapshot does not know the role
    NotDelegated,   ///< the role signs what nobody gave it to sign: a stolen key may do so
    TooMany,        ///< more roles, targets or patterns than are followed
    TooLong,        ///< longer than it may be
    SourceFailed,   ///< the source has no such file, or stopped answering
    StorageFailed,  ///< what is trusted could not be read or written here
};

struct FaultReport {
    TrustFault fault = TrustFault::None;
    std::string role;  ///< "root", "timestamp", "snapshot", "targets" or a delegated one
    std::uint64_t trusted_version =
        0;  ///< Rollback, WrongVersion: what is trusted or signed for; else 0
    std::uint64_t offered_version =
        0;  ///< Rollback, WrongVersion: what came; 0 when it is not listed
    std::chrono::sys_seconds expires;  ///< Expired: when
};

}  // namespace sen::trust
