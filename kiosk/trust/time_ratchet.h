// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "trust/trusted_files.h"

namespace sen::trust {

/// Its file among the trusted ones: one date-time of TUF's form. No role's file is called so.
inline constexpr const char* kTimeFile = "time";

/// The time below which it cannot be ("T_low"), for a kiosk whose clock may say anything. Only what
/// an authority signed raises it, never a clock, the network or a file's date: a clock set to 2099
/// cannot make everything expire, one set to 1970 cannot make anything valid again. Each authority
/// has its own, kept with its trusted metadata, so that none can move another's time. When the root
/// takes keys away from the timestamp or snapshot role, the client removes the file: whoever had
/// those keys may have moved the time as well as the versions.
class TimeRatchet {
  public:
    /// Never below `floor`, a time that came with the program (when it was built). A file that is
    /// absent or damaged counts as none. `files` outlives the ratchet. Errors: Io.
    static Result<TimeRatchet> open(TrustedFiles& files, std::chrono::sys_seconds floor);

    /// What expiry is compared with: Client::open's `reference_time`.
    /// `authenticated`: a time from a source that proves itself (NTS), when there is one; it counts
    /// for this question only.
    std::chrono::sys_seconds reference_time(
        std::optional<std::chrono::sys_seconds> authenticated = std::nullopt) const;
    /// `issued`: Client::issued() after a refresh. An earlier time changes nothing. Errors: Io.
    Result<void> raise(std::chrono::sys_seconds issued);
    /// Whether the clock stands before what is signed already, and so is wrong: for the staff.
    bool is_wrong(const Clock& clock) const { return clock.wall() < low_; }

  private:
    TimeRatchet(TrustedFiles& files, std::chrono::sys_seconds low) : files_(&files), low_(low) {}

    TrustedFiles* files_;
    std::chrono::sys_seconds low_;
};

}  // namespace sen::trust
