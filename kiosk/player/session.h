// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/clock.h"
#include "base/file.h"
#include "base/result.h"
#include "player/channel.h"
#include "player/clip.h"
#include "player/film.h"

namespace sen::player {

/// The player's life: obeys the kiosk, reports the film, ends when the kiosk is gone.
class Session {
  public:
    /// `channel` outlives the session.
    static Result<Session> open(int channel, const Clock& clock);

    /// Returns when the kiosk said Quit or closed its end; an error if it made no sense.
    Result<void> run();

  private:
    Session(int channel, const Clock& clock, UniqueFd wake, std::unique_ptr<Film> film)
        : channel_(channel), clock_(&clock), wake_(std::move(wake)), film_(std::move(film)) {}

    Result<bool> obey_all();
    void obey(const Message& message, std::array<UniqueFd, kMaxDescriptors> descriptors);
    void play(const Message& message, std::array<UniqueFd, kMaxDescriptors> descriptors);
    /// As a clip, which repeats without a gap. False when it is none: it has sound.
    bool play_clip(const FilmRequest& request);
    void close();
    bool is_open() const { return clip_ || film_->is_open(); }
    void end_film(MessageType type, const FilmReport& report, int detail);
    void report_film();
    bool flush_last_word();
    Message message(MessageType type, const FilmReport& report, int detail) const;
    int wait_ms() const;

    int channel_;
    const Clock* clock_;
    UniqueFd wake_;
    std::unique_ptr<Film> film_;
    std::optional<Clip> clip_;  ///< plays instead of the film
    std::uint32_t serial_ = 0;
    std::uint32_t command_ = 0;
    std::optional<Message> last_word_;  ///< Ended or Failed that is not sent yet
    Message reported_;
    Milliseconds reported_at_{0};
};

}  // namespace sen::player
