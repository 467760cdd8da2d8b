// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ui/widget.h"

namespace sen::ui::test {

/// A sort of widget with the longest words that it may meet.
struct Kind {
    std::string name;
    double least_mm = 0;  ///< a place narrower than that is none for it
    std::function<std::unique_ptr<Widget>(Context&)> make;
};

/// One of each, but the keyboard and the pager, which take a place of any size as it is.
std::vector<Kind> all_kinds();

/// A way to hold children. `hold` puts `count` of a kind into it; `least` is the narrowest width,
/// pixels, in which each of them has a place of its least.
struct Holder {
    std::string name;
    bool lays_on_each_other = false;
    std::function<std::unique_ptr<Widget>(Context&, const Kind&)> hold;
    std::function<int(const Context&, const Kind&)> least;
};

std::vector<Holder> all_holders();

/// Measures the tree in the width and gives it the height that it asks for, at (0, 0).
void lay_out(Widget& tree, Context& context, int width);

/// What is wrong with a tree that is laid out: a sentence for each pair of siblings that overlap,
/// each widget that sticks out of its parent, each cut text and each target below 12 mm.
std::vector<std::string> layout_faults(Widget& tree, Context& context, bool lays_on_each_other);

/// The places of all widgets, in order.
std::vector<Rect> places(Widget& tree);

}  // namespace sen::ui::test
