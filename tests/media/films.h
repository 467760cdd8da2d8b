// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "media/media_player.h"

namespace sen::media {

/// Films made once by ffmpeg for all cases of this program.
class Films {
  public:
    static const Films& all();

    /// 640x362 (coded 640x368), 3 s of 25 pictures a second, with a tone: bright down to row 300,
    /// dark below it.
    PlayRequest bands() const;
    /// 160x90, 12 s, its index at the front.
    PlayRequest longer() const;
    /// 64x64, silent, kClipFrames pictures at 25 a second, of one grey each: clip_grey(index).
    /// `other` has kOtherClipFrames, and goes on where the greys of the first end.
    PlayRequest clip() const;
    PlayRequest other_clip() const;
    /// 3 s of tone.
    PlayRequest sound() const;
    /// The longer film's request with another file: its first bytes, or any bytes.
    PlayRequest longer_cut_to(double part) const;
    PlayRequest longer_as(const std::string& bytes) const;
    /// A photograph in the place of a film.
    PlayRequest picture() const;

  private:
    explicit Films(std::filesystem::path directory);
    std::filesystem::path directory_;
};

inline constexpr int kClipFrames = 40, kOtherClipFrames = 20;
inline constexpr int kClipSide = 64;  ///< pixels
/// The brightness of a clip's picture, and which picture of both clips in a row has it.
constexpr int clip_grey(int index) {
    return 50 + 3 * index;
}
constexpr int clip_index(int grey) {
    return (grey - 50 + 1) / 3;
}
inline constexpr int kBandsWidth = 640;
inline constexpr int kBandsHeight = 362;
inline constexpr int kBandsEdge = 300;
inline constexpr std::uint64_t kBandsFrames = 75;

}  // namespace sen::media
