// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>

#include "base/clock.h"
#include "player/clip_reader.h"
#include "player/film.h"
#include "player/frame_ring.h"

namespace sen::player {

/// A silent film that is shown again and again, each picture for just its time, the last one too:
/// at the seam no picture is missing, repeated or longer than the others. One thread, which calls
/// advance() when until_next() is over.
class Clip {
  public:
    /// Errors: as ClipReader::open and next. `clock` outlives it.
    static Result<Clip> open(UniqueFd file, FrameMemory memory, Milliseconds start,
                             const Clock& clock);

    /// Shows what is due and says how it stands; then decodes ahead, some pictures at most.
    FilmReport advance();
    Milliseconds until_next() const;
    void set_paused(bool paused);
    void seek(Milliseconds to);
    void set_rate(int percent) { rate_ = percent; }

  private:
    Clip(ClipReader reader, std::unique_ptr<FrameMemory> memory, const Clock& clock);
    Result<void> read_ahead(std::size_t most);
    void show(const ClipPicture& picture);

    ClipReader reader_;
    std::unique_ptr<FrameMemory> memory_;  ///< the writer refers to it
    FrameWriter writer_;
    const Clock* clock_;
    std::deque<ClipPicture> ahead_;
    std::chrono::microseconds due_{0};  ///< of the first one ahead, on the clock
    Milliseconds position_{0};
    std::uint64_t frames_ = 0;
    int rate_ = 100;  ///< percent
    bool is_paused_ = false;
    std::optional<FailReason> failure_;
};

}  // namespace sen::player
