// SPDX-License-Identifier: Apache-2.0
#include "progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace sen::sync {

namespace {

using namespace std::chrono_literals;

constexpr Milliseconds kLeastPause = 200ms;
constexpr Milliseconds kFirstEstimate = 2s;  // before that it would only jump about

unsigned percent(const store::Progress& progress) {
    if (progress.total == 0) return 100;
    return static_cast<unsigned>(progress.done * 100 / progress.total);
}

}  // namespace

ProgressLine::ProgressLine(const Voice& voice, const Clock& clock)
    : voice_(voice), clock_(clock), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (is_shown_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::show(const store::Progress& progress) {
    const auto now = clock_.now();
    if (!start_) start_ = now;
    const bool is_end = progress.done >= progress.total;
    if (last_ && now - *last_ < kLeastPause && !is_end) return;
    last_ = now;
    const auto elapsed = now - *start_;
    std::optional<Milliseconds> left;
    if (elapsed >= kFirstEstimate && progress.done > 0 && !is_end) {
        const double share = static_cast<double>(progress.total - progress.done) /
                             static_cast<double>(progress.done);
        left = Milliseconds(
            static_cast<Milliseconds::rep>(static_cast<double>(elapsed.count()) * share));
    }
    nlohmann::json line{
        {"percent", percent(progress)}, {"bytes", progress.done}, {"total", progress.total}};
    if (left) line["seconds_left"] = std::chrono::ceil<std::chrono::seconds>(*left).count();
    voice_.tell("progress", std::move(line));
    if (!is_terminal_ || voice_.is_json()) return;
    is_shown_ = true;
    fmt::print(stderr, "\r\x1b[K{}", sentence(progress, left));
    std::fflush(stderr);
}

std::string ProgressLine::sentence(const store::Progress& progress,
                                   std::optional<Milliseconds> left) const {
    const auto filled = [&](const char* key, const std::string& time) {
        return voice_.text(key, {{"percent", std::to_string(percent(progress))},
                                 {"done", voice_.megabytes(progress.done)},
                                 {"total", voice_.megabytes(progress.total)},
                                 {"time", time}});
    };
    if (progress.done >= progress.total) return filled("progress_ending", "");
    if (!left) return filled("progress", "");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*left).count();
    const auto rest = std::to_string(seconds % 60);
    return filled(
        "progress_left",
        seconds < 60 ? voice_.text("seconds", {{"seconds", rest}})
                     : voice_.text("minutes_seconds",
                                   {{"minutes", std::to_string(seconds / 60)}, {"seconds", rest}}));
}

}  // namespace sen::sync
