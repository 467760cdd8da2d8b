// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "base/clock.h"
#include "base/file.h"
#include "base/geometry.h"
#include "base/result.h"
#include "player/frame_ring.h"
#include "player/protocol.h"

namespace sen::player {

/// What to play and how.
struct FilmRequest {
    UniqueFd file;
    std::optional<FrameMemory> memory;  ///< none for sound alone
    Milliseconds start{0};
    Precision precision = Precision::Exact;
    int volume = 100;          ///< percent
    int rate = 100;            ///< percent of its own speed
    bool is_repeated = false;  ///< after its end it begins again, with libvlc's pause between
};

struct FilmReport {
    FilmState state = FilmState::Idle;
    Milliseconds position{0};
    std::uint64_t frames = 0;  ///< presented since open()
    bool has_ended = false;
    std::optional<FailReason> failure;
};

/// The one libvlc instance and its player, used for one film after another. Main thread only;
/// libvlc's own threads touch nothing but the frame memory and a few atomics, and poke `wake_fd`
/// (an eventfd) when advance() has something to say.
class Film {
  public:
    static Result<std::unique_ptr<Film>> create(int wake_fd, const Clock& clock);
    ~Film();
    Film(const Film&) = delete;
    Film& operator=(const Film&) = delete;

    /// Closes the last film first.
    void open(FilmRequest request);
    /// May take some tens of milliseconds; no callback comes after it.
    void close();
    void set_paused(bool paused);
    void seek(Milliseconds to);
    void set_volume(int percent);
    /// Faster or slower at the same pitch.
    void set_rate(int percent);
    bool is_open() const;

    /// Does what libvlc was not ready for when it was asked, and says how the film stands.
    FilmReport advance();

  private:
    struct State;
    explicit Film(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace sen::player
