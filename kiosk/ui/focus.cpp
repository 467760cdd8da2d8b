// SPDX-License-Identifier: Apache-2.0
#include "ui/focus.h"

#include <algorithm>

namespace sen::ui {

namespace {

/// The scroller that a widget is seen through; itself without one.
const Widget& window_of(const Widget& widget) {
    const Widget* window = &widget;
    for (const Widget* parent = widget.parent(); parent != nullptr; parent = parent->parent())
        if (parent->clips_children()) window = parent;
    return *window;
}

}  // namespace

std::vector<Widget*> focus_order(Widget& tree) {
    struct Stop {
        Widget* widget;
        Rect place;
    };
    std::vector<Stop> stops;
    tree.each([&](Widget& widget) {
        if (!widget.is_focusable() || widget.rect().is_empty()) return;
        stops.push_back({&widget, window_of(widget).rect()});
    });
    // In one row are those whose middles are at about one height: rows are counted from the top.
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) {
        return a.place.y + a.place.height / 2 < b.place.y + b.place.height / 2;
    });
    for (auto row = stops.begin(); row != stops.end();) {
        const int bottom = row->place.bottom();
        const auto end = std::find_if(row, stops.end(), [&](const Stop& stop) {
            return stop.place.y + stop.place.height / 2 >= bottom;
        });
        std::stable_sort(row, end,
                         [](const Stop& a, const Stop& b) { return a.place.x < b.place.x; });
        row = end;
    }
    std::vector<Widget*> order;
    for (const Stop& stop : stops) order.push_back(stop.widget);
    return order;
}

Widget* Focus::current(Widget* tree) const {
    Widget* found = nullptr;
    if (tree == nullptr || current_ == nullptr) return nullptr;
    tree->each([&](Widget& widget) {
        if (&widget == current_ && widget.is_focusable()) found = &widget;
    });
    return found;
}

void Focus::move(Widget& tree, int step) {
    const auto order = focus_order(tree);
    if (order.empty()) return clear();
    const auto count = static_cast<long>(order.size());
    const auto at = std::find(order.begin(), order.end(), current(&tree));
    const long index = at == order.end() ? (step > 0 ? -1 : count) : at - order.begin();
    Widget* next = order[static_cast<std::size_t>((index + step + count) % count)];
    current_ = next;
    for (Widget* parent = next->parent(); parent != nullptr; parent = parent->parent())
        parent->bring_into_view(*next);
    tree.invalidate();
}

void Focus::draw(Context& context, Widget* tree) const {
    const Widget* widget = current(tree);
    if (widget == nullptr) return;
    const int thickness = std::max(3, context.metrics.unit / 3);
    Rect ring = widget->rect().inset(-thickness);
    const Widget& window = window_of(*widget);
    if (&window != widget) ring = intersection(ring, window.rect().inset(-thickness));
    const Size screen = context.canvas.size();
    ring = intersection(ring, {0, 0, screen.width, screen.height});
    if (ring.is_empty()) return;
    // Two colours: one of them is seen on every ground.
    const int radius = context.units(context.theme->shape.card);
    context.canvas.stroke_rounded(ring, radius, thickness * 2,
                                  context.colour(theme::ColourRole::Paper));
    context.canvas.stroke_rounded(ring, radius, thickness,
                                  context.colour(theme::ColourRole::Focus));
}

}  // namespace sen::ui
