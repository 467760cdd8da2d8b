// SPDX-License-Identifier: Apache-2.0
#include "app/touch_recorder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "base/log.h"

namespace sen::app {

namespace {

constexpr std::size_t kMaxBytes = 1'000'000;

const char* word_of(ui::TouchPhase phase) {
    switch (phase) {
        case ui::TouchPhase::Down:
            return "down";
        case ui::TouchPhase::Move:
            return "move";
        case ui::TouchPhase::Up:
            return "up";
        case ui::TouchPhase::Cancel:
            break;
    }
    return "lost";
}

}  // namespace

Result<TouchRecorder> TouchRecorder::create(const std::filesystem::path& file, Size picture,
                                            double mm_per_px, const Clock& clock) {
    UniqueFd made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!made && errno == EEXIST)
        return fail(ErrorKind::Invalid, "{} is there already; name a new file for the touches",
                    file.string());
    if (!made) return tl::unexpected(error_from_errno(errno, "create " + file.string()));
    TouchRecorder recorder(std::move(made), clock);
    SEN_CHECK(recorder.write(fmt::format("# Touches on {}x{} pixels.\nmm {:.4f}\n", picture.width,
                                         picture.height, mm_per_px)));
    return recorder;
}

Result<void> TouchRecorder::write(const std::string& line) {
    // One call for a line: a regular file takes it whole, or the disk is full.
    const ssize_t count = ::write(file_.get(), line.data(), line.size());
    if (count < 0) return tl::unexpected(error_from_errno(errno, "write touches"));
    if (static_cast<std::size_t>(count) < line.size())
        return fail(ErrorKind::Full, "write touches: the disk is full");
    written_ += line.size();
    return {};
}

void TouchRecorder::add(const ui::TouchSample& sample) {
    if (!file_) return;
    const Milliseconds now = clock_->now();
    if (!begin_) begin_ = now;
    const std::string line = fmt::format("{} {} {} {} {}\n", (now - *begin_).count(), sample.finger,
                                         word_of(sample.phase), sample.at.x, sample.at.y);
    auto done = written_ + line.size() > kMaxBytes
                    ? Result<void>(fail(ErrorKind::Full, "the recording has its full length"))
                    : write(line);
    if (done) return;
    log::warning("touches are recorded no more: {}", done.error().message);
    file_.reset();
}

}  // namespace sen::app
