// SPDX-License-Identifier: Apache-2.0
#include "ui/containers.h"

#include <algorithm>
#include <numeric>
#include <span>

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

/// Side by side, words begin on one line. `width_of` is that of the n-th of them.
template <class WidthOf>
void keep_words_together(Context& context, std::span<Widget* const> row, const WidthOf& width_of) {
    int most = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        most = std::max(most, row[i]->words_height(context, width_of(i)));
    for (Widget* widget : row) widget->keep_words_height(most);
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
    const auto cards = shown();
    for (std::size_t i = 0; i < cards.size(); ++i) {
        Widget* child = cards[i];
        if (column == 0) {
            const auto end = std::min(cards.size(), i + widths.size());
            keep_words_together(context, {cards.data() + i, end - i},
                                [&](std::size_t place) { return widths[place]; });
        }
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

bool CardGrid::is_mosaic(const Context& context) const {
    const int count = static_cast<int>(children().size());
    return columns_ > 2 && !context.metrics.is_compact && count >= 4 && count <= 7 &&
           count + 1 > columns_;
}

std::vector<CardGrid::Row> CardGrid::split() const {
    std::vector<Row> rows;
    Row row;
    for (std::size_t i = 0; i < children().size(); ++i) {
        const int units = i == 0 ? std::min(2, columns_) : 1;
        if (row.units + units > columns_) {
            rows.push_back(row);
            row = {i, i, 0, 0};
        }
        row.end = i + 1;
        row.units += units;
    }
    if (row.units > 0) rows.push_back(row);
    // A last row of one lonely card takes a companion from the row above where that one can spare
    // it.
    if (rows.size() >= 2 && columns_ > 2) {
        Row& last = rows.back();
        Row& above = rows[rows.size() - 2];
        if (last.end - last.begin == 1 && above.end - above.begin >= 3)
            --last.begin, --above.end, ++last.units, --above.units;
    }
    return rows;
}

CardGrid::Plan CardGrid::plan(Context& context, int width) {
    Plan plan;
    if (is_mosaic(context)) {
        const std::size_t count = children().size(), middle = 1 + count / 2;
        plan.lead_width = (width - gap_) * 38 / 100;
        plan.rows = {{1, middle, static_cast<int>(middle - 1), 0},
                     {middle, count, static_cast<int>(count - middle), 0}};
        width -= plan.lead_width + gap_;
    } else {
        plan.rows = split();
    }
    // Where the rows scroll in any case, the pictures need not be bands.
    const std::size_t rows_that_fit = context.metrics.is_portrait  ? 3
                                      : context.metrics.is_compact ? 1
                                                                   : 2;
    const bool has_room = plan.rows.size() > rows_that_fit && !context.metrics.is_small;
    const int more = has_room ? width / columns_ / 4 : 0;
    for (Row& row : plan.rows) {
        for (std::size_t i = row.begin; i < row.end; ++i)
            row.height = std::max(
                row.height,
                children()[i]->measure(context, {width_of(row, i, width), kUnbounded}).height);
        row.height += more;
        plan.height += row.height;
    }
    plan.height += gap_ * std::max(0, static_cast<int>(plan.rows.size()) - 1);
    if (plan.lead_width > 0)
        plan.height =
            std::max(plan.height,
                     children().front()->measure(context, {plan.lead_width, kUnbounded}).height);
    return plan;
}

int CardGrid::width_of(const Row& row, std::size_t card, int width) const {
    const int cards = static_cast<int>(row.end - row.begin);
    const int free = width - gap_ * (cards - 1);
    const int units = card == 0 ? std::min(2, columns_) : 1;
    return free * units / std::max(1, row.units);
}

Size CardGrid::measure(Context& context, Size available) {
    return {available.width, plan(context, available.width).height};
}

void CardGrid::arrange(Context& context, Rect rect) {
    set_rect(rect);
    const Plan made = plan(context, rect.width);
    // What is left of the height goes to the rows, so that the cards fill the page.
    int wanted = gap_ * std::max(0, static_cast<int>(made.rows.size()) - 1);
    for (const Row& row : made.rows) wanted += row.height;
    const int height = std::max(made.height, rect.height);
    const int extra =
        made.rows.empty() ? 0 : (height - wanted) / static_cast<int>(made.rows.size());
    int left = rect.x;
    if (made.lead_width > 0) {
        children().front()->keep_words_height(0);
        children().front()->arrange(context, {left, rect.y, made.lead_width, height});
        left += made.lead_width + gap_;
    }
    int y = rect.y;
    for (const Row& row : made.rows) {
        const bool is_last_row = &row == &made.rows.back();
        const int row_height = is_last_row ? rect.y + height - y : row.height + extra;
        int x = left;
        std::vector<Widget*> cards;
        for (std::size_t i = row.begin; i < row.end; ++i) cards.push_back(children()[i].get());
        keep_words_together(context, cards, [&](std::size_t place) {
            return width_of(row, row.begin + place, rect.right() - left);
        });
        for (std::size_t i = row.begin; i < row.end; ++i) {
            const bool is_last = i + 1 == row.end;
            const int width = is_last ? rect.right() - x : width_of(row, i, rect.right() - left);
            children()[i]->arrange(context, {x, y, width, row_height});
            x += width + gap_;
        }
        y += row_height + gap_;
    }
}

}  // namespace sen::ui
