// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace sen {

/// All geometry is in whole pixels of the screen; y grows downwards.
struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

/// Half-open: [x, x+width) by [y, y+height).
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Rect&) const = default;

    int right() const { return x + width; }
    int bottom() const { return y + height; }
    Size size() const { return {width, height}; }
    bool is_empty() const { return width <= 0 || height <= 0; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    Rect inset(int by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
    Rect moved(int dx, int dy) const { return {x + dx, y + dy, width, height}; }
};

inline Rect intersection(Rect a, Rect b) {
    const int left = std::max(a.x, b.x), top = std::max(a.y, b.y);
    const int right = std::min(a.right(), b.right()), bottom = std::min(a.bottom(), b.bottom());
    return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

/// The smallest rectangle round both; an empty one does not count.
inline Rect bounds(Rect a, Rect b) {
    if (a.is_empty() || b.is_empty()) return a.is_empty() ? b : a;
    const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
    return {left, top, std::max(a.right(), b.right()) - left,
            std::max(a.bottom(), b.bottom()) - top};
}

/// 8 bits a channel, not premultiplied.
struct Colour {
    unsigned char r = 0;
    unsigned char g = 0;
    unsigned char b = 0;
    unsigned char a = 255;
    bool operator==(const Colour&) const = default;
};

}  // namespace sen
