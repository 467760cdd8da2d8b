// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"
#include "graphics/bitmap.h"

namespace sen::bench {

/// The X display as somebody in front of it sees it: any program's pixels, and window titles.
class XScreen {
  public:
    static Result<XScreen> open();
    ~XScreen();
    XScreen(XScreen&&) noexcept;

    Size size() const;
    Colour pixel(Point at) const;
    Result<graphics::Bitmap> picture() const;
    /// A part of it, row by row, as the display stores it.
    Result<std::vector<char>> pixels(Rect rect) const;
    /// The title of the first window that begins so.
    std::optional<std::string> title(const std::string& begin) const;
    /// True once the pixel is near this colour.
    bool wait_for(Point at, Colour colour, Milliseconds patience) const;

  private:
    struct State;
    explicit XScreen(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// At most 12 steps apart in each channel: a pan or a JPEG decoder's rounding.
bool is_near(Colour a, Colour b);

/// A point of `inside` around which the picture is plain, whose colour is far from black, white and
/// all of `others`: seen there, the photo is on the screen and nothing else.
std::optional<Point> telling_point(const graphics::Bitmap& picture, Rect inside,
                                   const std::vector<Colour>& others);
Colour colour_at(const graphics::Bitmap& picture, Point at);

}  // namespace sen::bench
