// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/file.h"
#include "base/geometry.h"
#include "base/result.h"
#include "ui/gesture.h"

namespace sen::app {

/// Writes what fingers report, as mapped onto the picture, as a text that a test replays
/// (tests/ui/streams): `time finger phase x y` a line, in ms since the first report and in pixels;
/// phases are down, move, up and lost. Nothing else is written: no date, and nothing of what is
/// touched. After 1 MB, or when the disk fails, it is silent, and the log says so. Main thread
/// only.
class TouchRecorder {
  public:
    /// Errors: Io; Invalid when the file is there already. `clock` outlives the recorder.
    static Result<TouchRecorder> create(const std::filesystem::path& file, Size picture,
                                        double mm_per_px, const Clock& clock);
    void add(const ui::TouchSample& sample);

  private:
    TouchRecorder(UniqueFd file, const Clock& clock) : file_(std::move(file)), clock_(&clock) {}
    Result<void> write(const std::string& line);

    UniqueFd file_;
    const Clock* clock_;
    std::optional<Milliseconds> begin_;
    std::size_t written_ = 0;
};

}  // namespace sen::app
