// SPDX-License-Identifier: Apache-2.0
#include "ui/focus.h"

#include <algorithm>
#include <utility>

namespace sen::ui {

const Widget& block_of(const Widget& widget) {
    const Widget* block = &widget;
    for (const Widget* parent = widget.parent(); parent != nullptr; parent = parent->parent())
        if (parent->keeps_together()) block = parent;
    return *block;
}

Rect seen_part(const Widget& widget) {
    Rect seen = widget.rect();
    for (const Widget* parent = widget.parent(); parent != nullptr; parent = parent->parent())
        if (parent->clips_children()) seen = intersection(seen, parent->rect());
    return seen;
}

std::vector<Widget*> focus_order(Widget& tree) {
    struct Stop {
        Widget* widget;
        Rect place;
    };
    std::vector<Stop> stops;
    tree.each([&](Widget& widget) {
        if (!widget.is_focusable() || widget.rect().is_empty()) return;
        stops.push_back({&widget, block_of(widget).rect()});
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
    if (tree == nullptr || marked_.size() != 1) return nullptr;
    tree->each([&](Widget& widget) {
        if (&widget == marked_.front() && widget.is_focusable()) found = &widget;
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
    marked_ = {next};
    for (Widget* parent = next->parent(); parent != nullptr; parent = parent->parent())
        parent->bring_into_view(*next);
    tree.invalidate();
}

void Focus::draw(Context& context, Widget* tree) const {
    if (tree == nullptr || marked_.empty()) return;
    Rect around;
    tree->each([&](const Widget& widget) {
        const bool is_marked = std::find(marked_.begin(), marked_.end(), &widget) != marked_.end();
        if (is_marked && widget.is_focusable()) around = bounds(around, seen_part(widget));
    });
    if (around.is_empty()) return;
    const int line = std::max(2, context.metrics.unit / 4);
    const Size screen = context.canvas.size();
    const Rect ring = intersection(around.inset(-2 * line), {0, 0, screen.width, screen.height});
    if (ring.is_empty()) return;
    // Of ink and paper one stands out from any ground (theme/contrast.h), also from a picture.
    const int radius = context.units(context.theme->shape.card);
    for (const auto& [lines, role] :
         {std::pair{4, theme::ColourRole::Paper}, std::pair{3, theme::ColourRole::Focus},
          std::pair{1, theme::ColourRole::Ink}})
        context.canvas.stroke_rounded(ring, radius, lines * line, context.colour(role));
}

}  // namespace sen::ui
