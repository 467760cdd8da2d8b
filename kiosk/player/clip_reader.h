// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <memory>

#include "base/file.h"
#include "base/geometry.h"
#include "base/result.h"

namespace sen::player {

/// One decoded picture, planar YUV 4:2:0; it keeps what it points to.
struct ClipPicture {
    std::shared_ptr<const void> owner;
    std::array<const unsigned char*, 3> planes{};
    std::array<int, 3> pitches{};       ///< bytes
    std::chrono::microseconds time{0};  ///< since the clip's first picture
    std::chrono::microseconds length{
        0};  ///< until the next one, also where that is the first again
};

/// The pictures of a silent film in their order, and after the last one the first again, for ever.
/// Decoded by libavcodec, because libvlc closes its output at every end and is away for a tenth of
/// a second and more. One thread.
class ClipReader {
  public:
    /// Unsupported: it has sound, or is not H.264 in 4:2:0 of just this size; Corrupt: no film.
    static Result<ClipReader> open(UniqueFd file, Size size);
    ~ClipReader();
    ClipReader(ClipReader&&) noexcept;
    ClipReader& operator=(ClipReader&&) = delete;

    /// Corrupt: the film cannot be read further.
    Result<ClipPicture> next();
    /// What next() gives then: the first picture at `to` or after it, in the same round.
    Result<void> seek(std::chrono::microseconds to);

  private:
    struct State;
    explicit ClipReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace sen::player
