// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/clock.h"
#include "store/verify.h"
#include "voice.h"

namespace sen::sync {

/// Shows how far a long act is, at most five times a second: one line that rewrites itself on a
/// terminal, JSON lines when these are wanted, else nothing.
class ProgressLine {
  public:
    /// Both outlive it.
    ProgressLine(const Voice& voice, const Clock& clock);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const store::Progress& progress);

  private:
    std::string sentence(const store::Progress& progress, std::optional<Milliseconds> left) const;

    const Voice& voice_;
    const Clock& clock_;
    bool is_terminal_;
    bool is_shown_ = false;
    std::optional<Milliseconds> start_, last_;
};

}  // namespace sen::sync
