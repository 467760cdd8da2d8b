// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "app/options.h"
#include "app/touch_mapping.h"
#include "ui/gesture.h"
#include "ui/widget.h"

namespace sen::app {

/// Four marks, touched one after another. A touch counts when it is lifted, as the mean of its
/// reports; a second finger beside it does not count.
class Calibrator {
  public:
    static constexpr std::array<Share, 4> kMarks{{{0.1, 0.1}, {0.9, 0.1}, {0.9, 0.9}, {0.1, 0.9}}};

    /// `at` is straightened, but not calibrated. Touches that fit no panel begin anew: then
    /// touched() is 0 again.
    void feed(std::int64_t finger, ui::TouchPhase phase, Share at);
    std::size_t touched() const { return touched_; }
    /// The mark that is to be touched now.
    Share mark() const { return kMarks[touched_ % kMarks.size()]; }
    const std::optional<Projection>& result() const { return result_; }

  private:
    std::array<Share, 4> touches_{};
    std::size_t touched_ = 0;
    std::optional<std::int64_t> finger_;
    Share sum_;
    int reports_ = 0;
    std::optional<Projection> result_;
};

/// The lines for site.toml.
std::string site_lines(const Projection& calibration);

/// The cross to be touched now, and what to do, in words.
class CalibrationPage : public ui::Widget {
  public:
    /// `calibrator` outlives it.
    explicit CalibrationPage(const Calibrator& calibrator) : calibrator_(calibrator) {}
    Size measure(ui::Context&, Size available) override { return available; }
    void draw(ui::Context& context) const override;

  private:
    const Calibrator& calibrator_;
};

/// Shows the marks and prints the lines when all are touched. Invalid when nobody touches for two
/// minutes, or the window is closed.
Result<void> run_calibration(const Options& options);

}  // namespace sen::app
