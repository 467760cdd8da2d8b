// SPDX-License-Identifier: Apache-2.0
#include "trust/time_ratchet.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "trust/utc_time.h"

namespace sen::trust {

Result<TimeRatchet> TimeRatchet::open(TrustedFiles& files, std::chrono::sys_seconds floor) {
    const auto text = files.load(kTimeFile);
    if (!text && text.error().kind != ErrorKind::NotFound)
        return add_context(text.error(), "the time that cannot be undercut");
    const auto kept = text ? parse_utc(*text) : std::nullopt;
    return TimeRatchet(files, std::max(floor, kept.value_or(floor)));
}

std::chrono::sys_seconds TimeRatchet::reference_time(
    std::optional<std::chrono::sys_seconds> authenticated) const {
    return std::max(low_, authenticated.value_or(low_));
}

Result<void> TimeRatchet::raise(std::chrono::sys_seconds issued) {
    if (issued <= low_) return {};
    SEN_CHECK(files_->save(kTimeFile, format_utc(issued)));
    low_ = issued;
    return {};
}

}  // namespace sen::trust
