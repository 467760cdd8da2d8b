// SPDX-License-Identifier: Apache-2.0
#include "player/clip.h"

#include <algorithm>
#include <cstring>

#include "base/log.h"

namespace sen::player {

namespace {

using std::chrono::microseconds;

/// Decoded before they are due: what a seam costs, where the decoder begins anew, hides in them.
constexpr std::size_t kAhead = 4;
/// Whoever was away longer does not show all that was missed in one rush.
constexpr microseconds kLate{200'000};
constexpr microseconds kShortest{1'000};  // a length that a film may claim

}  // namespace

Clip::Clip(ClipReader reader, std::unique_ptr<FrameMemory> memory, const Clock& clock)
    : reader_(std::move(reader)), memory_(std::move(memory)), writer_(*memory_), clock_(&clock) {}

Result<Clip> Clip::open(UniqueFd file, FrameMemory memory, Milliseconds start, const Clock& clock) {
    const Size size = memory.layout().size;
    SEN_TRY(ClipReader reader, ClipReader::open(std::move(file), size));
    if (start > Milliseconds(0)) SEN_CHECK(reader.seek(start));
    Clip clip(std::move(reader), std::make_unique<FrameMemory>(std::move(memory)), clock);
    SEN_CHECK(clip.read_ahead(1));
    clip.due_ = clock.now();
    return clip;
}

Result<void> Clip::read_ahead(std::size_t most) {
    for (; most > 0 && ahead_.size() < kAhead; --most) {
        SEN_TRY(ClipPicture picture, reader_.next());
        ahead_.push_back(std::move(picture));
    }
    return {};
}

void Clip::show(const ClipPicture& picture) {
    const FrameLayout& layout = memory_->layout();
    const auto to = writer_.planes();
    for (std::size_t i = 0; i < to.size(); ++i) {
        const bool is_luma = i == 0;
        const int lines = is_luma ? layout.size.height : layout.chroma_lines();
        const int width = is_luma ? layout.size.width : (layout.size.width + 1) / 2;
        const int pitch = is_luma ? layout.y_pitch : layout.uv_pitch;
        for (int line = 0; line < lines; ++line)
            std::memcpy(to[i] + std::ptrdiff_t{line} * pitch,
                        picture.planes[i] + std::ptrdiff_t{line} * picture.pitches[i],
                        static_cast<std::size_t>(width));
    }
    writer_.publish();
    ++frames_;
    position_ = std::chrono::duration_cast<Milliseconds>(picture.time);
}

FilmReport Clip::advance() {
    const microseconds now = clock_->now();
    if (!is_paused_ && !failure_ && !ahead_.empty() && now >= due_) {
        show(ahead_.front());
        if (now - due_ > kLate) due_ = now;
        due_ += std::max(ahead_.front().length, kShortest) * 100 / rate_;
        ahead_.pop_front();
    }
    // Two a time: behind after a seam, it catches up, and commands are heard between.
    if (!failure_) {
        if (const auto read = read_ahead(2); !read) {
            log::warning("player: {}", read.error().message);
            failure_ = FailReason::Unreadable;
        }
    }
    FilmReport report;
    report.state = is_paused_ ? FilmState::Paused : FilmState::Playing;
    report.position = position_;
    report.frames = frames_;
    report.failure = failure_;
    return report;
}

Milliseconds Clip::until_next() const {
    if (is_paused_ || failure_) return Milliseconds(1000);
    // Up to its millisecond, never before.
    const auto left = std::chrono::ceil<Milliseconds>(due_ - microseconds(clock_->now()));
    return std::clamp(left, Milliseconds(0), Milliseconds(1000));
}

void Clip::set_paused(bool paused) {
    if (is_paused_ && !paused) due_ = clock_->now();
    is_paused_ = paused;
}

void Clip::seek(Milliseconds to) {
    ahead_.clear();
    due_ = clock_->now();
    if (const auto sought = reader_.seek(to); !sought) failure_ = FailReason::Unreadable;
}

}  // namespace sen::player
