// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graphics/bitmap.h"

namespace sen::golden {

/// How two pictures of one size differ.
struct Difference {
    int largest = 0;       ///< of any channel, 0..255
    double share = 0;      ///< of the pixels that differ by more than the tolerance, 0..1
    graphics::Bitmap map;  ///< lacquer where they differ by more than the tolerance, else pale
};
/// Arm and x86 round alpha differently by up to 2 of 255.
inline constexpr int kTolerance = 2;
/// Other versions of the libraries that read JPEG and SVG round single pixels a little more: up to
/// 9 of 255 in 0.02 % of them between Debian 12 and 13.
inline constexpr int kFaint = 16;
inline constexpr double kFew = 0.001;
Difference difference(const graphics::Bitmap& a, const graphics::Bitmap& b);

/// The expected pictures in tests/golden/pictures against what is drawn now. Writes
/// build/goldens.html with expected, actual and difference side by side when it goes.
///
/// Letters come out of the system's FreeType and Noto; where those are others than the pictures
/// were made with (the letters' own picture tells), a picture is compared as seen from afar.
class Gallery {
  public:
    static Gallery& instance();
    ~Gallery();

    /// Why `actual` is not the picture of that name; empty when it is. With SEN_UPDATE_GOLDENS in
    /// the environment the picture is written instead.
    std::string judge(const std::string& name, const graphics::Bitmap& actual);

  private:
    Gallery();
    struct Exhibit {
        std::string name, verdict;
    };
    std::string compare(const std::string& name, const graphics::Bitmap& actual);

    bool has_same_letters_ = true;
    std::vector<Exhibit> shown_;
};

}  // namespace sen::golden
