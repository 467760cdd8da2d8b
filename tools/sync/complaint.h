// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trust/trust_fault.h"
#include "voice.h"

namespace sen::sync {

/// What went wrong in an update: the sentence for people and the Error's chain for the log.
struct Complaint {
    Sentence sentence;
    std::string details;
};

/// What signed metadata was refused for, and what to do.
Sentence sentence_of(const trust::FaultReport& report, const std::string& authority,
                     const std::string& source);

/// "2026-11-25"; "?" for 0.
std::string day_of(std::uint64_t seconds);

}  // namespace sen::sync
