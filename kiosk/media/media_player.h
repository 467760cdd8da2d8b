// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "base/clock.h"
#include "base/file.h"
#include "base/geometry.h"
#include "base/result.h"

namespace sen::media {

/// One picture of the film in planar YUV 4:2:0; chroma planes are half size each way.
struct FrameView {
    Size size;
    std::span<const unsigned char> y, u, v;
    int y_pitch = 0;   ///< bytes
    int uv_pitch = 0;  ///< bytes
    std::uint64_t number = 0;
};

enum class PlayState { Stopped, Starting, Playing, Paused, Ended, Failed };

struct PlayRequest {
    UniqueFd file;
    Size size;  ///< of the picture, from the catalogue; 0x0 for sound alone
    Milliseconds start{0};
    Milliseconds duration{0};  ///< from the catalogue; an end far before it counts as a failure
    int volume = 100;          ///< percent
    int rate = 100;            ///< percent of its own speed, 50 to 200
    /// From its end it goes on with its beginning, and never ends; without a gap when it is silent.
    bool is_repeated = false;
};

/// The kiosk's end of one `sen-player` child process, which it treats as hostile: no new frame for
/// 4 s while playing, a broken pipe or a message that makes no sense → killed, started again, and
/// the film goes on where it was, behind the last picture. After 3 restarts without progress the
/// state is Failed. Never blocks; main thread only.
class MediaPlayer {
  public:
    struct Options {
        std::filesystem::path program;  ///< the sen-player executable
        Milliseconds frame_timeout{4000};
    };
    MediaPlayer(Options options, const Clock& clock);
    ~MediaPlayer();
    MediaPlayer(const MediaPlayer&) = delete;
    MediaPlayer& operator=(const MediaPlayer&) = delete;

    /// Starts the child early so that the first film begins sooner. play() does it by itself too.
    void warm_up();
    void play(PlayRequest request);
    void pause(bool paused);
    void seek(Milliseconds to);
    void set_volume(int percent);
    /// Faster or slower at the same pitch; the next film starts at its own rate.
    void set_rate(int percent);
    /// Stops playing; the child stays for the next film.
    void stop();

    /// Reads what the child sent and runs the watchdog. Call it when poll_fd() is readable and at
    /// least every 250 ms while playing.
    void update();

    PlayState state() const;
    Milliseconds position() const;
    /// The newest frame if it was not taken before; the view is valid until the next take_frame(),
    /// play() or stop(). A pause and the end of a film may still leave one to take.
    std::optional<FrameView> take_frame();
    /// Readable when update() has something to do; -1 when there is no child. May change.
    int poll_fd() const;
    /// For the log, measurements and tests.
    int restarts() const;
    std::uint64_t frames() const;  ///< that were taken, of all films
    int child_pid() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sen::media
