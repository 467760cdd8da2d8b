// SPDX-License-Identifier: Apache-2.0
#include "complaint.h"

#include <chrono>

namespace sen::sync {

namespace {

const char* key_of(trust::TrustFault fault) {
    using trust::TrustFault;
    switch (fault) {
        case TrustFault::BadSignature:
            return "update_bad_signature";
        case TrustFault::Rollback:
            return "update_older";
        case TrustFault::Expired:
            return "update_expired";
        case TrustFault::WrongVersion:
        case TrustFault::Mismatch:
        case TrustFault::NotListed:
        case TrustFault::TooLong:
            return "update_mismatch";
        case TrustFault::Malformed:
            return "update_malformed";
        case TrustFault::Unsupported:
            return "update_unsupported";
        case TrustFault::NotDelegated:
            return "update_not_delegated";
        case TrustFault::TooMany:
            return "update_too_many";
        case TrustFault::StorageFailed:
            return "update_trusted_unreadable";
        case TrustFault::SourceFailed:
        case TrustFault::None:
            break;
    }
    return "update_unreachable";
}

/// Who signs as `role`: the authority itself, or whom it delegates to.
std::string signer_of(const std::string& role, const std::string& authority) {
    for (const auto* own : {"", "root", "timestamp", "snapshot", "targets"})
        if (role == own) return authority;
    return role;
}

}  // namespace

std::string day_of(std::uint64_t seconds) {
    if (seconds == 0) return "?";
    const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(moment));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Sentence sentence_of(const trust::FaultReport& report, const std::string& authority,
                     const std::string& source) {
    const auto expires = report.expires.time_since_epoch().count();
    return {key_of(report.fault),
            {{"authority", authority},
             {"source", source},
             {"signer", signer_of(report.role, authority)},
             {"trusted", std::to_string(report.trusted_version)},
             {"offered", std::to_string(report.offered_version)},
             {"date", day_of(expires > 0 ? static_cast<std::uint64_t>(expires) : 0)}}};
}

}  // namespace sen::sync
