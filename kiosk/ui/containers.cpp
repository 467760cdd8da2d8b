// SPDX-License-Identifier: Apache-2.0
#include "ui/containers.h"

#include <algorithm>
#include <numeric>

namespace sen::ui {

namespace {
int along(Line::Axis axis, Size size) {
    return axis == Line::Axis::Horizontal ? size.width : size.height;
}
int across(Line::Axis axis, Size size) {
    return axis == Line::Axis::Horizontal ? size.height : size.width;
}

Rect inside(Rect rect, const Insets& insets) {
    return {rect.x + insets.left, rect.y + insets.top,
            std::max(0, rect.width - insets.left - insets.right),
            std::max(0, rect.height - insets.top - insets.bottom)};
}
}  // namespace

std::vector<int> Line::lengths(Context& context, Size available) {
    const bool is_row = axis_ == Axis::Horizontal;
    const bool is_bounded = along(axis_, available) < kUnbounded;
    std::vector<int> result(children().size(), 0);
    int used = 0, weights = 0, shown = 0;
    for (std::size_t i = 0; i < children().size(); ++i) {
        if (!children()[i]->is_visible()) continue;
        ++shown;
        if (extents_[i].kind == Extent::Kind::Grow) weights += extents_[i].value;
        if (extents_[i].kind == Extent::Kind::Fixed) used += result[i] = extents_[i].value;
    }
    used += gap_ * std::max(0, shown - 1);
    const auto wanted = [&](std::size_t i) {
        const int room = is_bounded ? std::max(0, along(axis_, available) - used) : kUnbounded;
        const Size size = is_row ? Size{room, available.height} : Size{available.width, kUnbounded};
        const int length = along(axis_, children()[i]->measure(context, size));
        // A column may be seen through a window; a row ends where it ends.
        return is_row ? std::min(length, room) : length;
    };
    for (std::size_t i = 0; i < children().size(); ++i)
        if (children()[i]->is_visible() && extents_[i].kind == Extent::Kind::Fit)
            used += result[i] = wanted(i);
    int left = std::max(0, along(axis_, available) - used);
    // Without an end, those that grow are as long as all of them need at their weights.
    int share = 0;
    for (std::size_t i = 0; i < children().size() && !is_bounded; ++i)
        if (children()[i]->is_visible() && extents_[i].kind == Extent::Kind::Grow)
            share = std::max(share, (wanted(i) + extents_[i].value - 1) / extents_[i].value);
    for (std::size_t i = 0; i < children().size(); ++i) {
        if (!children()[i]->is_visible() || extents_[i].kind != Extent::Kind::Grow) continue;
        // The last share takes the remainder, so that rows end on the same pixel.
        result[i] = is_bounded ? left * extents_[i].value / weights : share * extents_[i].value;
        left -= result[i];
        weights -= extents_[i].value;
    }
    return result;
}

void Line::clear() {
    extents_.clear();
    remove_children();
}

Size Line::measure(Context& context, Size available) {
    const auto sizes = lengths(context, available);
    int total = 0, shown = 0, thickness = 0;
    for (std::size_t i = 0; i < children().size(); ++i) {
        if (!children()[i]->is_visible()) continue;
        ++shown;
        total += sizes[i];
        const Size room = axis_ == Axis::Horizontal ? Size{sizes[i], available.height}
                                                    : Size{available.width, kUnbounded};
        thickness = std::max(thickness, across(axis_, children()[i]->measure(context, room)));
    }
    total += gap_ * std::max(0, shown - 1);
    return axis_ == Axis::Horizontal ? Size{total, thickness} : Size{thickness, total};
}

void Line::arrange(Context& context, Rect rect) {
    set_rect(rect);
    const auto sizes = lengths(context, rect.size());
    int at = axis_ == Axis::Horizontal ? rect.x : rect.y;
    for (std::size_t i = 0; i < children().size(); ++i) {
        if (!children()[i]->is_visible()) continue;
        children()[i]->arrange(context, axis_ == Axis::Horizontal
                                            ? Rect{at, rect.y, sizes[i], rect.height}
                                            : Rect{rect.x, at, rect.width, sizes[i]});
        at += sizes[i] + gap_;
    }
}

Size Padding::measure(Context& context, Size available) {
    const int width = insets_.left + insets_.right, height = insets_.top + insets_.bottom;
    Size size{width, height};
    for (const auto& child : children()) {
        const Size inner = child->measure(context, {std::max(0, available.width - width),
                                                    std::max(0, available.height - height)});
        size = {inner.width + width, inner.height + height};
    }
    return size;
}

void Padding::arrange(Context& context, Rect rect) {
    set_rect(rect);
    for (const auto& child : children()) child->arrange(context, inside(rect, insets_));
}

std::vector<Widget*> Grid::shown() const {
    std::vector<Widget*> shown;
    for (const auto& child : children())
        if (child->is_visible()) shown.push_back(child.get());
    return shown;
}

int Grid::columns_in(int width) const {
    const int least = std::max(1, columns_.least_width);
    return std::clamp((width + gap_) / (least + gap_), 1, std::max(1, columns_.most));
}

std::vector<int> Grid::widths_in(int width) const {
    std::vector<int> widths(static_cast<std::size_t>(columns_in(width)));
    int columns = static_cast<int>(widths.size());
    int left = std::max(0, width - gap_ * (columns - 1));
    for (int& each : widths) {
        each = left / columns--;
        left -= each;
    }
    return widths;
}

std::vector<int> Grid::row_heights(Context& context, const std::vector<int>& widths) {
    std::vector<int> heights;
    std::size_t column = 0;
    for (Widget* child : shown()) {
        if (column == 0) heights.push_back(0);
        const int height = child->measure(context, {widths[column], kUnbounded}).height;
        heights.back() = std::max(heights.back(), height);
        column = (column + 1) % widths.size();
    }
    return heights;
}

Size Grid::measure(Context& context, Size available) {
    int width = available.width;
    if (width >= kUnbounded) {
        // As wide as all columns when each holds the widest child.
        int widest = columns_.least_width;
        for (Widget* child : shown())
            widest = std::max(widest, child->measure(context, available).width);
        width = columns_.most * (widest + gap_) - gap_;
    }
    const auto heights = row_heights(context, widths_in(width));
    const int gaps = gap_ * std::max(0, static_cast<int>(heights.size()) - 1);
    return {width, std::accumulate(heights.begin(), heights.end(), gaps)};
}

void Grid::arrange(Context& context, Rect rect) {
    set_rect(rect);
    const auto widths = widths_in(rect.width);
    const auto heights = row_heights(context, widths);
    std::size_t column = 0, row = 0;
    int x = rect.x, y = rect.y;
    for (Widget* child : shown()) {
        child->arrange(context, {x, y, widths[column], heights[row]});
        x += widths[column] + gap_;
        if (++column < widths.size()) continue;
        column = 0;
        x = rect.x;
        y += heights[row++] + gap_;
    }
}

namespace {

struct Stretch {
    int at, length;
};

/// Where something of the length `wanted` stands in `room`.
Stretch align(Stack::Align align, Stretch room, int wanted) {
    const int length = align == Stack::Align::Fill ? room.length : std::min(wanted, room.length);
    const int free = room.length - length;
    const int before = align == Stack::Align::Middle ? free / 2
                       : align == Stack::Align::End  ? free
                                                     : 0;
    return {room.at + before, length};
}

}  // namespace

Size Stack::measure(Context& context, Size available) {
    Size size;
    for (std::size_t i = 0; i < children().size(); ++i) {
        if (!children()[i]->is_visible()) continue;
        const Insets& insets = places_[i].insets;
        const int width = insets.left + insets.right, height = insets.top + insets.bottom;
        const Size inner = children()[i]->measure(
            context,
            {std::max(0, available.width - width), std::max(0, available.height - height)});
        size = {std::max(size.width, inner.width + width),
                std::max(size.height, inner.height + height)};
    }
    return size;
}

void Stack::arrange(Context& context, Rect rect) {
    set_rect(rect);
    for (std::size_t i = 0; i < children().size(); ++i) {
        if (!children()[i]->is_visible()) continue;
        const Place& place = places_[i];
        const Rect room = inside(rect, place.insets);
        const Size wanted = children()[i]->measure(context, room.size());
        const Stretch across = align(place.across, {room.x, room.width}, wanted.width);
        const Stretch down = align(place.down, {room.y, room.height}, wanted.height);
        children()[i]->arrange(context, {across.at, down.at, across.length, down.length});
    }
}

}  // namespace sen::ui
