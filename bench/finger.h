// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/file.h"
#include "base/geometry.h"
#include "base/result.h"
#include "process.h"

namespace sen::bench {

/// A visitor's finger by way of the X server: one xdotool that takes its orders from a pipe, so
/// that no program has to start between a touch and its answer. Lifted when it goes.
class Finger {
  public:
    static Result<Finger> create();

    Result<void> move(Point at) { return order("mousemove", at); }
    Result<void> press() { return order("mousedown 1\n"); }
    Result<void> lift() { return order("mouseup 1\n"); }
    /// Comes down at a place, stays for as long as people's do, and goes.
    Result<void> tap(Point at);

  private:
    Finger(TemporaryDirectory directory, Process program, UniqueFd pipe)
        : directory_(std::move(directory)), program_(std::move(program)), pipe_(std::move(pipe)) {}
    Result<void> order(const char* word, Point at);
    Result<void> order(const std::string& line);

    TemporaryDirectory directory_;
    Process program_;
    UniqueFd pipe_;
};

}  // namespace sen::bench
